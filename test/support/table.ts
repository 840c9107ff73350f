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

const TABLE_NAME = 'Leads';

/** The table as the template has it, empty, in an engine of its own. */
export async function startTable(): Promise<TestTable> {
  const folder = await mkdtemp(join(tmpdir(), 'table-'));
  const engine = await startDynoxide(join(folder, 'table.db'), () => undefined);
  const [definition] = propertiesOf(leadsTemplate(), 'AWS::DynamoDB::Table', z.looseObject({}));
  await createMissingTables(engine.endpoint, [{ ...definition, TableName: TABLE_NAME }]);
  const client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return {
    client,
    name: TABLE_NAME,
    stop: async () => {
      client.destroy();
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
