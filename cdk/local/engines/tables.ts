import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { REGION } from '../template/stack.ts';

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const TableProperties = z.object({
  TableName: z.string(),
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema,
  GlobalSecondaryIndexes: z.optional(
    z.array(
      z.object({
        IndexName: z.string(),
        KeySchema,
        Projection: z.object({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.optional(z.array(z.string())),
        }),
      }),
    ),
  ),
  TimeToLiveSpecification: z.optional(z.object({ AttributeName: z.string(), Enabled: z.boolean() })),
});

type TableProperties = z.output<typeof TableProperties>;

/** Makes the tables that are not there yet. What is there is kept with everything in it. */
export async function createMissingTables(
  endpoint: string,
  definitions: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly { readonly name: string; readonly made: boolean }[]> {
  const client = new DynamoDBClient({ endpoint, region: REGION, ...localCredentials() });
  try {
    return await Promise.all(
      definitions.map(async (definition) => {
        const table = TableProperties.parse(definition);
        return { name: table.TableName, made: await createIfMissing(client, table) };
      }),
    );
  } finally {
    client.destroy();
  }
}

/** Credentials of the machine are for a DynamoDB elsewhere; the one here wants any. */
export function localCredentials() {
  if (process.env['AWS_ACCESS_KEY_ID'] || process.env['AWS_PROFILE']) return {};
  return { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
}

async function createIfMissing(client: DynamoDBClient, table: TableProperties): Promise<boolean> {
  const existing = await findIndexes(client, table.TableName);
  if (existing) {
    refuseMissingIndexes(table, existing);
    return false;
  }
  await client.send(new CreateTableCommand(toCreateTable(table)));
  if (table.TimeToLiveSpecification) {
    const { TableName, TimeToLiveSpecification } = table;
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
  return true;
}

async function findIndexes(client: DynamoDBClient, name: string): Promise<readonly string[] | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    return (Table?.GlobalSecondaryIndexes ?? []).flatMap(({ IndexName }) => IndexName ?? []);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** An index added to the template since the folder was made would fail much later, on its first query. */
function refuseMissingIndexes(
  { TableName, GlobalSecondaryIndexes = [] }: TableProperties,
  existing: readonly string[],
): void {
  const missing = GlobalSecondaryIndexes.filter(({ IndexName }) => !existing.includes(IndexName));
  if (missing.length === 0) return;
  throw new Error(
    `The table ${TableName} was made by an earlier version and lacks ${missing.map(({ IndexName }) => IndexName).join(', ')}. ` +
      'Start with --reset to begin anew, or choose another folder with --data.',
  );
}

function toCreateTable(table: TableProperties): CreateTableCommandInput {
  return {
    TableName: table.TableName,
    AttributeDefinitions: table.AttributeDefinitions,
    KeySchema: table.KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...(table.GlobalSecondaryIndexes ? { GlobalSecondaryIndexes: table.GlobalSecondaryIndexes } : {}),
  };
}
