import { once } from 'node:events';
import { createServer } from 'node:net';
import * as z from 'zod/mini';
import { isRunning } from '../running-system.ts';
import type { FolderFacts, SystemFacts } from './facts.ts';

const ANSWER_LIMIT_MS = 3_000;

const Health = z.object({ missing: z.optional(z.array(z.string())) });

export async function gatherSystem(url: string, folder: FolderFacts): Promise<SystemFacts> {
  if (!(await isRunning(url))) return { url, port: (await isFree(url)) ? 'free' : 'taken' };
  const isOurs = folder.runner !== undefined && folder.stamp?.lastStart.url === url;
  return { url, port: isOurs ? 'ours' : 'another', health: await askHealth(url) };
}

async function askHealth(url: string): Promise<NonNullable<SystemFacts['health']>> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    const { missing = [] } = z.parse(Health, await response.json());
    return { status: response.status, missing };
  } catch {
    return { status: 0, missing: [] };
  }
}

/** Whether we could listen there. */
async function isFree(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const server = createServer();
  try {
    await once(server.listen(Number(port), hostname), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
