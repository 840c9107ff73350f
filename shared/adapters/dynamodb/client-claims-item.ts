import type { Put } from '@aws-sdk/client-dynamodb';
import type { ClientClaim } from '#shared/domain/client-claims.ts';
import { keyOf, text, type Item } from './keys.ts';

/** Who claims a key, as last written; the claims of one key are one item. */
export function toClaims(item: Item | undefined): readonly ClientClaim[] {
  return (item?.['claims']?.L ?? []).flatMap(({ M: claim }) => {
    const [leadId, at, inn] = [text(claim, 'leadId'), text(claim, 'at'), text(claim, 'inn')];
    if (leadId === undefined || at === undefined) return [];
    return [{ leadId, at, ...(inn === undefined ? {} : { inn }) }];
  });
}

/**
 * Replaces the claims that were seen, and only those: whoever finds others there has to think again.
 * `endMs` is when nobody needs them any more.
 */
export function replaceClaims(
  table: string,
  hash: string,
  seen: Item | undefined,
  claims: readonly ClientClaim[],
  endMs: number,
): Put {
  const seenClaims = seen?.['claims'];
  return {
    TableName: table,
    Item: {
      ...keyOf.client(hash),
      claims: { L: claims.map(toAttribute) },
      expiresAt: { N: String(Math.ceil(endMs / 1000)) },
    },
    ...(seenClaims === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'claims = :seen',
          ExpressionAttributeValues: { ':seen': seenClaims },
        }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

function toAttribute({ leadId, at, inn }: ClientClaim) {
  return { M: { leadId: { S: leadId }, at: { S: at }, ...(inn === undefined ? {} : { inn: { S: inn } }) } };
}
