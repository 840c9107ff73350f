/**
 * The engines and the stand-ins alone, as durable as under the local runner, in a process of their own:
 * what the raw sequence of calls is made against.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { startDynoxide } from '#cdk/local/engines/dynoxide.ts';
import { startQueues } from '#cdk/local/engines/queues.ts';
import { createMissingTables } from '#cdk/local/engines/tables.ts';
import { createStandIns } from '#cdk/local/stand-ins/index.ts';
import { serve } from './child.ts';
import type { Places } from './raw-sequence.ts';
import { readStack } from './stack.ts';

const closers: (() => Promise<unknown>)[] = [];

serve({
  start: (folder) => start(z.string().parse(folder)),
  async stop() {
    for (const close of closers.toReversed()) await close();
  },
});

async function start(folder: string): Promise<Places> {
  const tables = await startDynoxide(join(folder, 'tables.db'), () => process.exit(1));
  closers.push(() => tables.stop());
  const queues = await startQueues(join(folder, 'queues'));
  closers.push(() => queues.stop());
  const definitions = await readStack(queues.endpoint);
  await createMissingTables(tables.endpoint, definitions.tables);
  queues.create(definitions.queues);
  const queueUrl = definitions.functions.find(({ name }) => name === 'web-form')?.variables[
    'ASSIGNMENTS_QUEUE_URL'
  ];
  if (queueUrl === undefined) throw new Error('The web form has no queue.');
  return {
    tables: tables.endpoint,
    queues: queues.endpoint,
    queueUrl,
    standIns: await startStandIns(folder),
  };
}

async function startStandIns(dataDir: string): Promise<string> {
  const standIns = createStandIns({ dataDir });
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    void standIns.handle(request, response, request.url ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    await standIns.close();
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-ins do not listen.');
  return `http://127.0.0.1:${address.port}`;
}
