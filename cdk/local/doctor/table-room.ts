import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { takeDataFolder } from '../data-folder.ts';
import { startDynoxide } from '../engines/dynoxide.ts';
import { localCredentials } from '../engines/tables.ts';
import { DATA_FORMAT } from '../folder-stamp.ts';
import { DATABASE_FILE } from '../backup/take-backup.ts';
import { REGION } from '../template/stack.ts';
import type { FolderFacts } from './facts.ts';

export interface TableRoom {
  readonly client: DynamoDBClient;
  readonly table: string;
}

/** As the stack names it, with a suffix of its own. */
const LEADS_TABLE = /LeadsTable/;

const READ_LIMIT_MS = 5_000;

/**
 * Lets somebody read the table: of the running engine, or of one that is started for it on a folder at rest.
 * Undefined where there is no table yet, or it does not answer. `dynamodb` is a DynamoDB elsewhere.
 */
export async function visitTable<T>(
  folder: FolderFacts,
  dynamodb: string | undefined,
  visit: (room: TableRoom) => Promise<T>,
): Promise<T | undefined> {
  const running = endpointOf(folder, dynamodb);
  try {
    if (running !== undefined) return await enter(running, visit);
    const isReadable =
      existsSync(join(folder.path, DATABASE_FILE)) && (folder.stamp?.format ?? 0) <= DATA_FORMAT;
    return folder.runner === undefined && isReadable ? await wake(folder.path, visit) : undefined;
  } catch {
    return undefined;
  }
}

function endpointOf({ stamp, runner }: FolderFacts, dynamodb: string | undefined): string | undefined {
  if (dynamodb !== undefined) return dynamodb;
  const isThere = runner !== undefined || stamp?.lastStart.tables === 'elsewhere';
  return isThere ? stamp?.lastStart.dynamodb : undefined;
}

async function wake<T>(path: string, visit: (room: TableRoom) => Promise<T>): Promise<T | undefined> {
  const folder = await takeDataFolder(path);
  try {
    const engine = await startDynoxide(join(path, DATABASE_FILE), () => undefined);
    try {
      return await enter(engine.endpoint, visit);
    } finally {
      await engine.stop();
    }
  } finally {
    await folder.release();
  }
}

async function enter<T>(endpoint: string, visit: (room: TableRoom) => Promise<T>): Promise<T | undefined> {
  const client = new DynamoDBClient({
    endpoint,
    region: REGION,
    maxAttempts: 2,
    requestHandler: { requestTimeout: READ_LIMIT_MS, throwOnRequestTimeout: true },
    ...localCredentials(),
  });
  try {
    const { TableNames: names = [] } = await client.send(new ListTablesCommand({}));
    const [table, ...others] = names.filter((name) => LEADS_TABLE.test(name));
    return table === undefined || others.length > 0 ? undefined : await visit({ client, table });
  } finally {
    client.destroy();
  }
}
