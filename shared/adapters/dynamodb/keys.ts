import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

/** Every kind of thing in the table, by its keys. */
export const keyOf = {
  lead: (id: string): Item => ({ pk: { S: `LEAD#${id}` }, sk: { S: 'LEAD' } }),
  repeat: (key: string): Item => ({ pk: { S: `REPEAT#${key}` }, sk: { S: 'REPEAT' } }),
  rep: (id: string): Item => ({ pk: { S: `REP#${id}` }, sk: { S: 'STATE' } }),
  pool: (id: string): Item => ({ pk: { S: `POOL#${id}` }, sk: { S: 'TURN' } }),
  counterparty: (inn: string, kpp: string | undefined): Item => ({
    pk: { S: `COUNTERPARTY#ru:${inn}${kpp === undefined ? '' : `:${kpp}`}` },
    sk: { S: 'CACHE' },
  }),
  settingsInForce: (): Item => ({ pk: { S: 'SETTINGS' }, sk: { S: 'IN-FORCE' } }),
  settingsVersion: (document: string, version: number): Item => ({
    pk: { S: `SETTINGS#${document}` },
    sk: { S: `v${String(version).padStart(8, '0')}` },
  }),
  client: (hash: string): Item => ({ pk: { S: `CLIENT#${hash}` }, sk: { S: 'CLAIMS' } }),
  rate: (key: string, minute: number): Item => ({ pk: { S: `RATE#${key}#${minute}` }, sk: { S: 'RATE' } }),
  call: (source: string, callIdHash: string): Item => ({
    pk: { S: `CALL#${source}#${callIdHash}` },
    sk: { S: 'NOTES' },
  }),
  sweepCheckpoint: (): Item => ({ pk: { S: 'SWEEP' }, sk: { S: 'CHECKPOINT' } }),
};

export function text(item: Item | undefined, name: string): string | undefined {
  return item?.[name]?.S;
}

export function count(item: Item | undefined, name: string): number {
  const value = item?.[name]?.N;
  return value === undefined ? 0 : Number(value);
}
