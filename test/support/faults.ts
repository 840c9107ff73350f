import { TransactionCanceledException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** `before`: the request never leaves us. `after`: it is carried out, and its answer is lost. */
export type FaultMoment = 'before' | 'after';

/**
 * Loses the next `times` requests or answers on the wire, where the SDK notices and tries again by itself.
 * Only commands of these names count, all of them when none is named. The answer mends the wire.
 */
export function loseOnTheWire(
  client: DynamoDBClient,
  moment: FaultMoment,
  { times = 1, commands = [] }: { readonly times?: number; readonly commands?: readonly string[] } = {},
): () => void {
  let left = times;
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const struck = left > 0 && (commands.length === 0 || commands.includes(commandName));
        if (!struck) return next(args);
        left -= 1;
        if (moment === 'after') await next(args);
        throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
      },
    { step: 'deserialize', priority: 'low' },
  );
  return () => {
    left = 0;
  };
}

/** Lets the next `times` transactions meet another one on their way. Counts those that were tried. */
export function meetOtherTransactions(client: DynamoDBClient, times: number): { readonly tried: number } {
  const seen = { tried: 0 };
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'TransactWriteItemsCommand') return next(args);
        seen.tried += 1;
        if (seen.tried > times) return next(args);
        throw new TransactionCanceledException({
          message: 'conflict',
          $metadata: {},
          CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
        });
      },
    { step: 'initialize' },
  );
  return seen;
}
