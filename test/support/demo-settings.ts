import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_SETTINGS } from '#cdk/local/lead-relay.ts';

/**
 * A copy of the demonstration's settings in which one document reads differently. Whoever asks removes the folder.
 * Throws when the text to be replaced is not there, for then the test would test something else.
 */
export async function demoSettingsWith(
  document: 'sources' | 'policy' | 'team' | 'destinations',
  text: string,
  instead: string,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lead-relay-settings-'));
  await cp(DEMO_SETTINGS, folder, { recursive: true });
  const path = join(folder, `${document}.yaml`);
  const before = await readFile(path, 'utf8');
  if (!before.includes(text))
    throw new Error(`The demonstration's ${document} has no ${JSON.stringify(text)}.`);
  await writeFile(path, before.replace(text, instead));
  return folder;
}
