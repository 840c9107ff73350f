import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { checkSettings } from '#shared/contracts/settings/check-settings.ts';
import type { SettingsArchive, SettingsDocument } from '#shared/ports/settings.ts';

const DOCUMENTS: readonly SettingsDocument[] = ['sources', 'policy', 'team', 'destinations'];

/** Who publishes, in the versions' record: an edit made in the console is by somebody else. */
const PUBLISHER = 'settings-folder';

export interface Published {
  readonly document: SettingsDocument;
  readonly version: number;
  /** False when the folder's document was published before, and is as it was. */
  readonly isNew: boolean;
}

/** Faults in the settings, each on a line of its own as `file:line: reason`. */
export class FaultySettingsError extends Error {
  override readonly name = 'FaultySettingsError';
}

interface CheckedDocument {
  readonly document: SettingsDocument;
  readonly text: string;
  readonly content: unknown;
}

/**
 * Publishes the documents of a folder that have changed since the folder was last published.
 *
 * All four are checked before the first is published. A version that somebody published in the console stays
 * in force until the folder itself changes.
 */
export async function publishFolder(
  folder: string,
  variables: Readonly<Record<string, string>>,
  archive: SettingsArchive,
): Promise<readonly Published[]> {
  const checked = await readFolder(folder, variables);
  const published: Published[] = [];
  for (const each of checked) published.push(await publishIfChanged(each, archive));
  return published;
}

/** Reads and checks the four documents. Throws a `FaultySettingsError` that names every fault. */
export async function readFolder(
  folder: string,
  variables: Readonly<Record<string, string>>,
): Promise<readonly CheckedDocument[]> {
  const read = await Promise.all(DOCUMENTS.map((document) => readDocument(folder, document, variables)));
  const faults = read.flatMap((each) => ('faults' in each ? each.faults : []));
  if (faults.length > 0) throw new FaultySettingsError(faults.join('\n'));
  return read.flatMap((each) => ('faults' in each ? [] : [each]));
}

/** Demonstration secrets that lie beside demonstration settings; a company's own folder has none. */
export async function readDemoSecrets(folder: string): Promise<Record<string, string>> {
  const path = join(folder, 'demo-secrets.yaml');
  if (!existsSync(path)) return {};
  return z.record(z.string(), z.coerce.string()).parse(parse(await readFile(path, 'utf8')));
}

async function readDocument(
  folder: string,
  document: SettingsDocument,
  variables: Readonly<Record<string, string>>,
): Promise<CheckedDocument | { readonly faults: readonly string[] }> {
  const path = join(folder, `${document}.yaml`);
  if (!existsSync(path)) return { faults: [`${path}: the document is missing`] };
  const text = await readFile(path, 'utf8');
  const checked = checkSettings(document, text, variables);
  if (checked.outcome === 'ok') return { document, text, content: checked.content };
  const language = process.env['LANG']?.startsWith('ru') ? 'ru' : 'en';
  return {
    faults: checked.faults.map((fault) => `${path}:${fault.line}: ${fault.path}: ${fault.message[language]}`),
  };
}

/** The content is compared too, because what fills the placeholders may have changed: the port, for one. */
async function publishIfChanged(
  { document, text, content }: CheckedDocument,
  archive: SettingsArchive,
): Promise<Published> {
  const last = (await archive.versions(document)).find(({ by }) => by === PUBLISHER);
  if (last?.text === text) {
    const { version: _, ...before } = (await archive.content(document, last.version)) ?? { version: 0 };
    if (isDeepStrictEqual(before, JSON.parse(JSON.stringify(content)))) {
      return { document, version: last.version, isNew: false };
    }
  }
  return { document, version: await archive.publish(document, text, content, PUBLISHER), isNew: true };
}
