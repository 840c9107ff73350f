import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStandIns, type StandIns } from '#cdk/local/stand-ins/index.ts';

const PREFIX = '/local/stand-ins';

export interface StandInServer extends StandIns {
  /** Below it each stand-in has its root. */
  readonly url: string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** The stand-ins behind a server of their own, as the local runner serves them, without their usual latency. */
export async function standInServer(
  dataDir = mkdtempSync(join(tmpdir(), 'stand-ins-')),
  now?: () => Date,
): Promise<StandInServer> {
  const standIns = createStandIns({
    dataDir,
    latencyMs: { registry: 0, checko: 0 },
    ...(now === undefined ? {} : { now }),
  });
  const server = createServer((request, response) => {
    void standIns.handle(request, response, (request.url ?? '').slice(PREFIX.length));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stand-ins do not listen');
  return {
    ...standIns,
    url: `http://127.0.0.1:${address.port}${PREFIX}`,
    dataDir,
    async stop() {
      await standIns.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
