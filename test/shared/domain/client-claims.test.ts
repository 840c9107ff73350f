import { describe, expect, it } from 'vitest';
import {
  canPassOn,
  claimsEndMs,
  claimsInTheWay,
  withClaim,
  withoutClaim,
  type ClientClaim,
} from '#shared/domain/client-claims.ts';
import { HOUR_MS } from '#shared/domain/time.ts';

const NOON = '2026-11-23T12:00:00.000Z';
const TERMS = { windowMs: HOUR_MS, over: [], apart: [] };
const MINE = { leadId: 'mine', at: NOON };

function aClaim(leadId: string, at = NOON, inn?: string): ClientClaim {
  return { leadId, at, ...(inn === undefined ? {} : { inn }) };
}

describe('a claim', () => {
  it('is in the way of another lead’s, and not of its own', () => {
    expect(claimsInTheWay([aClaim('mine'), aClaim('first')], MINE, TERMS)).toEqual([aClaim('first')]);
  });

  it('of a lead that has ended or is another client’s is in nobody’s way', () => {
    const claims = [aClaim('ended'), aClaim('apart'), aClaim('first')];
    const terms = { ...TERMS, over: ['ended'], apart: ['apart'] };

    expect(claimsInTheWay(claims, MINE, terms)).toEqual([aClaim('first')]);
  });

  it.each([
    ['2026-11-23T10:59:59.999Z', 0],
    ['2026-11-23T11:00:00.000Z', 1],
    ['2026-11-23T12:59:59.999Z', 1],
    ['2026-11-23T13:00:00.001Z', 0],
  ])('of %s counts %i times for a lead of noon, with a window of an hour', (at, times) => {
    expect(claimsInTheWay([aClaim('first', at)], MINE, TERMS)).toHaveLength(times);
  });

  it.each([
    ['A', 'A', 1],
    ['A', 'B', 0],
    ['A', undefined, 1],
    [undefined, 'B', 1],
  ])('of the company %s counts for %s %i times where the company matters', (inn, onlyWithInn, times) => {
    const wanted = { ...MINE, ...(onlyWithInn === undefined ? {} : { onlyWithInn }) };

    expect(claimsInTheWay([aClaim('first', NOON, inn)], wanted, TERMS)).toHaveLength(times);
  });
});

describe('the claims of a key', () => {
  it('grow by one, in the order of arrival, without what belongs to the wish and not to the claim', () => {
    const wanted = { leadId: 'mine', at: '2026-11-23T11:59:00.000Z', inn: 'A', onlyWithInn: 'A' };

    expect(withClaim([aClaim('later')], wanted, TERMS)).toEqual([
      { leadId: 'mine', at: '2026-11-23T11:59:00.000Z', inn: 'A' },
      aClaim('later'),
    ]);
  });

  it('drop those that ended, those long past, and the lead’s own former one', () => {
    const claims = [
      aClaim('long-past', '2026-11-21T10:59:59.999Z'),
      aClaim('ended'),
      aClaim('mine', NOON, 'A'),
    ];
    const justKept = aClaim('just-kept', '2026-11-21T11:00:00.001Z');

    expect(withClaim([...claims, justKept], MINE, { ...TERMS, over: ['ended'] })).toEqual([
      justKept,
      aClaim('mine'),
    ]);
  });

  it('are never more than ten, the newest', () => {
    const many = Array.from({ length: 12 }, (_, index) => aClaim(`lead-${index}`));

    const kept = withClaim(many, MINE, TERMS).map(({ leadId }) => leadId);

    expect(kept).toHaveLength(10);
    expect(kept.at(-1)).toBe('mine');
  });

  it('shrink by one lead', () => {
    expect(withoutClaim([aClaim('first'), aClaim('mine')], 'first')).toEqual([aClaim('mine')]);
  });

  it('are needed for a window after the last arrival, and two days more', () => {
    const claims = [aClaim('last', '2026-11-23T13:00:00.000Z'), aClaim('first')];

    expect(claimsEndMs(claims, HOUR_MS)).toBe(Date.parse('2026-11-25T14:00:00.000Z'));
  });

  it.each([
    ['nobody has claimed it', [], true],
    ['the first has it', [aClaim('first')], false],
    ['the first has it for another company', [aClaim('first', NOON, 'B')], false],
    ['somebody else has it', [aClaim('other')], false],
    ['somebody else had it long ago', [aClaim('other', '2026-11-20T12:00:00.000Z')], true],
  ])('pass on to the first lead when %s: %s', (_when, claims, passes) => {
    expect(canPassOn(claims, { ...MINE, onlyWithInn: 'A' }, 'first', TERMS)).toBe(passes);
  });
});
