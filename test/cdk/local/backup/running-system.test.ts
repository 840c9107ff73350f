import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restoreBackup } from '#cdk/local/backup/restore-backup.ts';
import { takeBackup } from '#cdk/local/backup/take-backup.ts';
import { aFormOf } from '#test/support/a-form.ts';
import { leadIdOf, LocalSystem } from '#test/support/local-system.ts';
import { waitFor } from '#test/support/wait-for.ts';

const LEADS_BEFORE = 12;
const WRITERS = 3;

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'lead-relay-backup-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a backup of a system at work', () => {
  it('holds every lead that was answered before it began, as it was, and the system goes on', async () => {
    const dataFolder = join(folder, 'data');
    const system = await LocalSystem.start({ dataFolder });
    const answered: string[] = [];
    for (let number = 0; number < LEADS_BEFORE; number += 1) answered.push(await send(system, number));
    const before = await Promise.all(answered.map((id) => system.deliveredLead(id)));
    const crowd = startCrowd(system);
    await crowd.whenWriting();

    const { manifest } = await takeBackup(order(dataFolder));
    const during = await crowd.stop();
    await system.stop();
    await restoreBackup({ ...order(dataFolder), file: FILE(), dataFolder: restoredFolder(), force: false });
    const restored = await LocalSystem.start({ dataFolder: restoredFolder() });
    const after = await Promise.all(answered.map((id) => restored.lead(id)));
    const early = during.filter(({ at }) => at < manifest.begunAt);
    const found = await Promise.all(early.map(({ id }) => restored.lead(id)));
    await restored.stop();

    expect(manifest.wasRunning).toBe(true);
    expect(after).toEqual(before);
    expect(found.map(({ id }) => id)).toEqual(early.map(({ id }) => id));
    expect(early.length).toBeGreaterThanOrEqual(WRITERS);
  });
});

const FILE = () => join(folder, 'backup.tar.gz');
const restoredFolder = () => join(folder, 'restored');

function order(dataFolder: string) {
  return { dataFolder, to: FILE(), release: 'test', now: new Date() };
}

async function send(system: LocalSystem, number: number): Promise<string> {
  return leadIdOf(await system.postForm(aFormOf(number)));
}

/** Leads that keep coming from several sides, with the moment each of them was answered. */
function startCrowd(system: LocalSystem) {
  const answered: { readonly id: string; readonly at: string }[] = [];
  let next = LEADS_BEFORE;
  let isOver = false;
  const write = async () => {
    while (!isOver) {
      const id = await send(system, (next += 1));
      answered.push({ id, at: new Date().toISOString() });
    }
  };
  const writers = Array.from({ length: WRITERS }, write);
  return {
    whenWriting: () => waitFor('lead of the crowd', () => answered.length >= WRITERS * 2),
    async stop() {
      isOver = true;
      await Promise.all(writers);
      return answered;
    },
  };
}
