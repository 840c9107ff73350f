import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { CompanyId } from '#shared/domain/counterparty.ts';

export type Item = Record<string, AttributeValue>;

/** Every kind of thing in the table, by its keys. */
export const keyOf = {
  lead: (id: string): Item => ({ pk: { S: `LEAD#${id}` }, sk: { S: 'LEAD' } }),
  repeat: (key: string): Item => ({ pk: { S: `REPEAT#${key}` }, sk: { S: 'REPEAT' } }),
  rep: (id: string): Item => ({ pk: { S: `REP#${id}` }, sk: { S: 'STATE' } }),
  pool: (id: string): Item => ({ pk: { S: `POOL#${id}` }, sk: { S: 'TURN' } }),
  counterparty: ({ country, id, kpp }: CompanyId): Item => ({
    pk: { S: `COUNTERPARTY#${country.toLowerCase()}:${id}${kpp === undefined ? '' : `:${kpp}`}` },
    sk: { S: 'CACHE' },
  }),
  settingsInForce: (): Item => ({ pk: { S: 'SETTINGS' }, sk: { S: 'IN-FORCE' } }),
  settingsVersion: (document: string, version: number): Item => ({
    pk: { S: `SETTINGS#${document}` },
    sk: { S: `v${String(version).padStart(8, '0')}` },
  }),
  forceChange: (document: string, number: number): Item => ({
    pk: { S: `SETTINGS-FORCE#${document}` },
    sk: { S: `c${String(number).padStart(8, '0')}` },
  }),
  client: (hash: string): Item => ({ pk: { S: `CLIENT#${hash}` }, sk: { S: 'CLAIMS' } }),
  clientOwner: (hash: string): Item => ({ pk: { S: `CLIENT#${hash}` }, sk: { S: 'OWNER' } }),
  rate: (key: string, minute: number): Item => ({ pk: { S: `RATE#${key}#${minute}` }, sk: { S: 'RATE' } }),
  call: (source: string, callIdHash: string): Item => ({
    pk: { S: `CALL#${source}#${callIdHash}` },
    sk: { S: 'NOTES' },
  }),
  replay: (id: string): Item => ({ pk: { S: `REPLAY#${id}` }, sk: { S: 'STATE' } }),
  replayOrder: (id: string): Item => ({ pk: { S: `REPLAY#${id}` }, sk: { S: 'ORDER' } }),
  replayPage: (id: string, page: number): Item => ({
    pk: { S: `REPLAY#${id}` },
    sk: { S: `DIFFERENCES#${String(page).padStart(6, '0')}` },
  }),
  shadowTrial: (): Item => ({ pk: { S: 'SHADOW' }, sk: { S: 'TRIAL' } }),
  shadowTally: (id: string): Item => ({ pk: { S: `SHADOW#${id}` }, sk: { S: 'TALLY' } }),
  /** `arrivedKey` as the lead has it, so that differences lie in the order of arrival. */
  shadowDifference: (id: string, arrivedKey: string): Item => ({
    pk: { S: `SHADOW#${id}` },
    sk: { S: `DIFFERENCE#${arrivedKey}` },
  }),
  circuit: (name: string): Item => ({ pk: { S: `CIRCUIT#${name}` }, sk: { S: 'STATE' } }),
  workedKey: (system: string, fingerprint: string): Item => ({
    pk: { S: `CIRCUIT#${system}` },
    sk: { S: `KEY#${fingerprint}` },
  }),
  /** Beside the lead: as what it is counted. */
  counted: (leadId: string): Item => ({ pk: { S: `LEAD#${leadId}` }, sk: { S: 'COUNTED' } }),
  /** The days of a month lie together, in their order. */
  dayTally: (facet: string, day: string): Item => ({
    pk: { S: `TALLY#${facet}#${day.slice(0, 7)}` },
    sk: { S: day },
  }),
  /** By what a lead can be found; the latest arrival sorts last. */
  term: (term: string, arrivedKey: string): Item => ({ pk: { S: `FIND#${term}` }, sk: { S: arrivedKey } }),
  /** Words by their beginnings, so that one can be found by a few letters. */
  word: (word: string, arrivedKey: string): Item => ({
    pk: { S: `FIND#WORD#${word.slice(0, 3)}` },
    sk: { S: `${word}#${arrivedKey}` },
  }),
  erasure: (id: string): Item => ({ pk: { S: `ERASURE#${id}` }, sk: { S: 'STATE' } }),
  sweepCheckpoint: (): Item => ({ pk: { S: 'SWEEP' }, sk: { S: 'CHECKPOINT' } }),
};

export function text(item: Item | undefined, name: string): string | undefined {
  return item?.[name]?.S;
}

export function count(item: Item | undefined, name: string): number {
  const value = item?.[name]?.N;
  return value === undefined ? 0 : Number(value);
}
