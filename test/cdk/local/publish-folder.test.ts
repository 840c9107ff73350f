import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FaultySettingsError, publishFolder } from '#cdk/local/settings.ts';
import { variablesOf } from '#cdk/local/settings-variables.ts';
import { checkSettings } from '#shared/contracts/settings/check-settings.ts';
import { InMemorySettingsArchive } from '#test/support/in-memory-settings-archive.ts';
import { REPOSITORY } from '#test/support/leads-template.ts';

const HERE = variablesOf('http://127.0.0.1:8787');
const ELSEWHERE = variablesOf('http://127.0.0.1:9000');

let folder: string;
let archive: InMemorySettingsArchive;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'lead-relay-settings-'))));
beforeEach(async () => {
  archive = new InMemorySettingsArchive();
  await cp(join(REPOSITORY, 'cdk/local/settings'), folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function policyText(change: (text: string) => string = (text) => text): Promise<string> {
  return change(await readFile(join(folder, 'policy.yaml'), 'utf8'));
}

async function start(variables = HERE) {
  return (await publishFolder(folder, variables, archive)).find(({ document }) => document === 'policy');
}

/** As somebody does in the console. */
async function publishByHand(text: string): Promise<void> {
  const checked = checkSettings('policy', text, HERE);
  if (checked.outcome === 'faulty') throw new Error(JSON.stringify(checked.faults));
  await archive.publish('policy', text, checked.content, { by: 'ops', variables: HERE, note: 'by hand' });
}

describe('the settings folder', () => {
  it('is published with what filled its placeholders, and not again while it is as it was', async () => {
    expect(await start()).toMatchObject({ version: 1, isNew: true });
    expect(await start()).toMatchObject({ version: 1, isNew: false });
    expect((await archive.version('policy', 1))?.variables).toEqual(HERE);
  });

  it('is published again when it has changed, or its placeholders are filled otherwise', async () => {
    await start();
    expect(await start(ELSEWHERE)).toMatchObject({ version: 2, isNew: true });

    await writeFile(join(folder, 'policy.yaml'), await policyText((text) => `${text}# changed\n`));

    expect(await start(ELSEWHERE)).toMatchObject({ version: 3, isNew: true });
  });

  it('leaves in force what somebody published by hand, until it changes itself', async () => {
    await start();
    await publishByHand(await policyText((text) => `${text}# by hand\n`));

    await start();
    expect(archive.inForce('policy')).toBe(2);
    await writeFile(join(folder, 'policy.yaml'), await policyText((text) => `${text}# changed\n`));
    await start();

    expect(archive.inForce('policy')).toBe(3);
    expect((await archive.version('policy', 3))?.text).toContain('# changed');
  });

  it('fills what was published by hand anew on another port, once', async () => {
    await start();
    await publishByHand(await policyText((text) => `${text}# by hand\n`));

    await start(ELSEWHERE);
    await start(ELSEWHERE);

    expect(archive.inForce('policy')).toBe(3);
    expect(await archive.version('policy', 3)).toMatchObject({
      ...{ by: 'ops', note: 'by hand', variables: ELSEWHERE, text: expect.stringContaining('# by hand') },
    });
  });

  it('publishes nothing when one of its documents is faulty', async () => {
    await writeFile(join(folder, 'team.yaml'), 'reps: none\n');

    await expect(start()).rejects.toThrow(FaultySettingsError);
    expect(await archive.versions('policy')).toEqual([]);
  });
});
