import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLeadRelay } from '../lead-relay.ts';

/** Runs an empty system while `use` works with it, and leaves nothing behind. */
export async function withTemporarySystem<T>(use: (url: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lead-relay-'));
  try {
    const runner = await startLeadRelay({ dataFolder: folder, port: 0 });
    try {
      return await use(runner.url);
    } finally {
      await runner.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
