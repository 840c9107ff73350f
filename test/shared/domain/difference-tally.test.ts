import { describe, expect, it } from 'vitest';
import type { Comparison } from '#shared/domain/compare-judgements.ts';
import { NOTHING_COMPARED, counted, countsOf, sumOfCounts } from '#shared/domain/difference-tally.ts';
import { aDifference } from '#test/support/a-difference.ts';

const WON_AND_LOST: Comparison = { outcome: 'differs', difference: aDifference(1, { status: 'won' }) };
const MOVED: Comparison = {
  outcome: 'differs',
  difference: aDifference(2, { kinds: ['grade-moved', 'owner-moved'], status: 'won' }),
};

describe('counting differences', () => {
  it('counts a lead once for each of its kinds, and a won one that would be rejected by itself', () => {
    const all: readonly Comparison[] = [WON_AND_LOST, MOVED, { outcome: 'same' }, { outcome: 'skipped' }];

    expect(all.reduce(counted, NOTHING_COMPARED)).toEqual({
      judged: 3,
      skipped: 1,
      counts: { ...countsOf(() => 0), 'newly-rejected': 1, 'grade-moved': 1, 'owner-moved': 1 },
      wonAndRejected: 1,
    });
  });

  it('is the same in parts as in one go', () => {
    const parts = sumOfCounts(counted(NOTHING_COMPARED, WON_AND_LOST), counted(NOTHING_COMPARED, MOVED));

    expect(parts).toEqual([WON_AND_LOST, MOVED].reduce(counted, NOTHING_COMPARED));
  });
});
