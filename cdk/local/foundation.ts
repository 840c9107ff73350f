import { join, resolve as resolvePath } from 'node:path';
import { takeDataFolder } from './data-folder.ts';
import { type DynamoDbEngine, startDynoxide, useDynamoDbAt } from './engines/dynoxide.ts';
import { type Queues, startQueues } from './engines/queues.ts';
import { readGeneratedSecrets, readSecrets } from './engines/secret-values.ts';
import { startSecretsServer } from './engines/secrets-server.ts';
import { createMissingTables } from './engines/tables.ts';
import { refuseNewerFolder, stampFolder } from './folder-stamp.ts';
import type { ServiceEndpoints } from './functions/function-environment.ts';
import { type FrontDoor, startFrontDoor } from './http/front-door.ts';
import type { MachineClock } from './machine-clock.ts';
import { LogBook } from './records/log-book.ts';
import { MetricBook } from './records/metric-book.ts';
import { readRelease } from './release.ts';
import { type Definitions, readDefinitions, type SecretDefinition } from './template/definitions.ts';
import { createStack, type Stack } from './template/stack.ts';
import { readTemplate } from './template/template.ts';

export interface FoundationOptions {
  /** Where the synthesized stack is. */
  readonly templateFolder: string;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly dataFolder: string;
  /** A DynamoDB that already runs; without it dynoxide is started. */
  readonly dynamodb?: string | undefined;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Names of secrets made here, once for the data folder. */
  readonly generatedSecrets?: readonly string[];
  /** Where the settings come from; only noted in the data folder, for whoever looks after it. */
  readonly settingsFolder?: string;
  /** File with secrets of this machine. */
  readonly envFile?: string;
  /** One that can be put ahead. Without it everything goes by the real time. */
  readonly clock?: MachineClock;
  readonly onProgress?: (step: string, durationMs: number) => void;
  /** Told when something the runner lives on has ended by itself. */
  readonly onTrouble?: (because: string) => void;
}

/** How to stop what was started, in the order of starting. */
export type Closers = (() => Promise<unknown>)[];

/** What the functions of a stack stand on. */
export interface Foundation {
  readonly dataFolder: string;
  readonly logs: LogBook;
  readonly metrics: MetricBook;
  /** Open to nobody yet. */
  readonly door: FrontDoor;
  readonly queues: Queues;
  readonly stack: Stack;
  readonly definitions: Definitions;
  readonly endpoints: ServiceEndpoints;
}

/** Takes the data folder, starts the engines in it, and gives the stack its tables, queues and secrets. */
export async function layFoundation(
  options: FoundationOptions,
  closers: Closers,
  lap: (step: string) => void,
): Promise<Foundation> {
  const template = await readTemplate(resolvePath(options.templateFolder));
  const folder = await takeDataFolder(resolvePath(options.dataFolder));
  closers.push(() => folder.release());
  await refuseNewerFolder(folder.path);
  const logs = new LogBook(join(folder.path, 'logs'));
  closers.push(() => logs.close());
  const metrics = new MetricBook(() => options.clock?.now() ?? Date.now());
  const door = await startFrontDoor(options.port ?? 0, metrics);
  closers.push(() => door.close());

  const queues = await startQueues(join(folder.path, 'queues'));
  closers.push(() => queues.stop());
  const dynamodb = await startTables(options, join(folder.path, 'tables.db'));
  closers.push(() => dynamodb.stop());
  const stack = createStack(template, { api: door.url, queues: queues.endpoint });
  const definitions = readDefinitions(stack);
  queues.create(definitions.queues);
  const secretsManager = await startSecrets(options, folder.path, definitions.secrets, closers);
  lap('engines');

  await createMissingTables(dynamodb.endpoint, definitions.tables);
  lap('tables');
  const endpoints = { dynamodb: dynamodb.endpoint, sqs: queues.endpoint, secretsManager };
  await noteStart(options, folder.path, { url: door.url, dynamodb: dynamodb.endpoint });
  return { dataFolder: folder.path, logs, metrics, door, queues, stack, definitions, endpoints };
}

async function noteStart(
  { dynamodb, settingsFolder }: FoundationOptions,
  folder: string,
  addresses: { readonly url: string; readonly dynamodb: string },
): Promise<void> {
  await stampFolder(folder, {
    by: await readRelease(),
    at: new Date().toISOString(),
    ...addresses,
    tables: dynamodb === undefined ? 'here' : 'elsewhere',
    ...(settingsFolder === undefined ? {} : { settingsFolder: resolvePath(settingsFolder) }),
  });
}

async function startTables(
  { dynamodb, onTrouble }: FoundationOptions,
  path: string,
): Promise<DynamoDbEngine> {
  if (dynamodb !== undefined) return useDynamoDbAt(dynamodb);
  return startDynoxide(path, (because) => onTrouble?.(because));
}

/** Answers with the endpoint. */
async function startSecrets(
  options: FoundationOptions,
  dataFolder: string,
  definitions: readonly SecretDefinition[],
  closers: Closers,
): Promise<string> {
  const names = options.generatedSecrets ?? [];
  const generated = await readGeneratedSecrets(join(dataFolder, 'secrets.json'), definitions, names);
  const demo = { ...generated, ...options.secrets };
  const envFile = options.envFile ?? '.env.local';
  const server = await startSecretsServer(() => readSecrets({ demo, envFile, environment: process.env }));
  closers.push(() => server.stop());
  server.serve(definitions);
  return server.endpoint;
}
