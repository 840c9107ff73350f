import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynoxide } from '#cdk/local/engines/dynoxide.ts';
import { createMissingTables } from '#cdk/local/engines/tables.ts';
import { leadsTemplate, propertiesOf } from './leads-template.ts';

export interface TestTable {
  readonly client: DynamoDBClient;
  readonly name: string;
  stop(): Promise<void>;
}

export interface TestTables {
  /** A table as the template has it, empty, with a client of its own. */
  open(): Promise<Omit<TestTable, 'stop'>>;
  stop(): Promise<void>;
}

let known: Readonly<Record<string, unknown>> | undefined;

/** Synthesized once for each file of tests: that takes longer than anything else here. */
function tableDefinition(): Readonly<Record<string, unknown>> {
  known ??= propertiesOf(leadsTemplate(), 'AWS::DynamoDB::Table', z.looseObject({}))[0] ?? {};
  return known;
}

/** One engine for as many tables as tests want. */
export async function startTables(): Promise<TestTables> {
  const folder = await mkdtemp(join(tmpdir(), 'table-'));
  const engine = await startDynoxide(join(folder, 'table.db'), () => undefined);
  const definition = tableDefinition();
  const clients: DynamoDBClient[] = [];
  let opened = 0;
  return {
    open: async () => {
      const name = `Leads${(opened += 1)}`;
      await createMissingTables(engine.endpoint, [{ ...definition, TableName: name }]);
      const client = clientOf(engine.endpoint);
      clients.push(client);
      return { client, name };
    },
    stop: async () => {
      for (const client of clients) client.destroy();
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The table as the template has it, empty, in an engine of its own. */
export async function startTable(): Promise<TestTable> {
  const tables = await startTables();
  return { ...(await tables.open()), stop: tables.stop };
}

function clientOf(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
}
