import type { Put } from '@aws-sdk/client-dynamodb';
import type { Erasure } from '#shared/domain/erasure.ts';
import { keyOf, text, type Item } from './keys.ts';

/** An erasure nobody goes on with is forgotten after this, and with it the hashes of whom it looked for. */
const UNFINISHED_KEPT_MS = 90 * 24 * 60 * 60 * 1000;

/** The whole state is one readable text: it holds ids, counts and keyed hashes. */
export function toErasureItem(erasure: Erasure): Item {
  const endMs = Date.parse(erasure.at) + UNFINISHED_KEPT_MS;
  return {
    ...keyOf.erasure(erasure.id),
    version: { N: String(erasure.version) },
    erasure: { S: JSON.stringify(erasure) },
    ...(erasure.doneAt === undefined ? { expiresAt: { N: String(Math.ceil(endMs / 1000)) } } : {}),
  };
}

export function fromErasureItem(item: Item | undefined): Erasure | undefined {
  const json = text(item, 'erasure');
  return json === undefined ? undefined : (JSON.parse(json) as Erasure);
}

/** Writes the erasure's next version over the one it was made from. */
export function puttingErasure(table: string, erasure: Erasure): Put {
  return {
    TableName: table,
    Item: toErasureItem(erasure),
    ConditionExpression: '#version = :before',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':before': { N: String(erasure.version - 1) } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}
