import { describe, expect, it } from 'vitest';
import { freshUntil, newlyHeard } from '#shared/domain/counterparty-freshness.ts';
import type { CounterpartyStatus, KnownCounterparty } from '#shared/domain/counterparty.ts';
import { aLead } from '#test/support/a-lead.ts';

const RECEIVED_AT = '2026-11-23T09:00:00.000Z';

function company(overrides: Partial<KnownCounterparty> = {}): KnownCounterparty {
  return {
    outcome: 'found',
    status: 'active',
    name: 'ООО «Ромашка»',
    type: 'legal',
    inn: '7707083893',
    checkedAt: RECEIVED_AT,
    stale: false,
    ...overrides,
  };
}

describe('how long an answer of the registry is good for', () => {
  it.each<[CounterpartyStatus, string]>([
    ['active', '2026-11-30T09:00:00.000Z'],
    ['liquidated', '2026-12-23T09:00:00.000Z'],
    ['liquidating', '2026-11-24T09:00:00.000Z'],
    ['bankrupt', '2026-11-24T09:00:00.000Z'],
    ['reorganizing', '2026-11-24T09:00:00.000Z'],
    ['unknown', '2026-11-24T09:00:00.000Z'],
  ])('for a company that is %s: until %s', (status, until) => {
    expect(freshUntil(company({ status }))).toBe(until);
  });

  it('is a day for a company that is in no registry yet', () => {
    expect(freshUntil({ outcome: 'not-found', checkedAt: RECEIVED_AT, stale: false })).toBe(
      '2026-11-24T09:00:00.000Z',
    );
  });
});

describe('what was heard for the first time with a lead', () => {
  it('is an answer given since it came', () => {
    expect(newlyHeard(aLead({ counterparty: company() }))).toEqual(company());
    const unknown = { outcome: 'not-found', checkedAt: RECEIVED_AT, stale: false } as const;
    expect(newlyHeard(aLead({ counterparty: unknown }))).toEqual(unknown);
  });

  it.each([
    ['from the cache', company({ checkedAt: '2026-11-23T08:59:59.999Z' })],
    ['stale', company({ stale: true })],
    ['no answer', { outcome: 'unchecked', because: 'slow' } as const],
    ['never asked for', undefined],
  ])('is nothing that is %s', (_name, counterparty) => {
    expect(newlyHeard(aLead({ counterparty }))).toBeUndefined();
  });
});
