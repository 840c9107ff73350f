import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export interface CountedCall {
  readonly command: string;
  readonly writeUnits: number;
}

const WRITES = new Set([
  'PutItemCommand',
  'UpdateItemCommand',
  'TransactWriteItemsCommand',
  'DeleteItemCommand',
]);

/** Every call a client makes, with the write units the engine says it cost, indexes included. */
export function countCalls(client: DynamoDBClient): CountedCall[] {
  const calls: CountedCall[] = [];
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const command = String(context.commandName);
      const isWrite = WRITES.has(command);
      if (isWrite) Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const result = await next(args);
      calls.push({ command, writeUnits: isWrite ? unitsOf(result.output) : 0 });
      return result;
    },
    { step: 'initialize', priority: 'low' },
  );
  return calls;
}

function unitsOf(output: object): number {
  const consumed = 'ConsumedCapacity' in output ? output.ConsumedCapacity : undefined;
  const entries: unknown[] = Array.isArray(consumed) ? consumed : [consumed];
  return entries.reduce<number>((sum, entry) => sum + capacityOf(entry), 0);
}

function capacityOf(entry: unknown): number {
  if (typeof entry !== 'object' || entry === null || !('CapacityUnits' in entry)) return 0;
  return typeof entry.CapacityUnits === 'number' ? entry.CapacityUnits : 0;
}
