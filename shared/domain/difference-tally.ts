import type { Comparison } from './compare-judgements.ts';
import type { DifferenceKind } from './policy-difference.ts';

export type KindCounts = Readonly<Record<DifferenceKind, number>>;

/** What came of comparing leads, in numbers. */
export interface ComparisonCounts {
  readonly judged: number;
  readonly skipped: number;
  /** How many leads of each kind; a lead can be of several. */
  readonly counts: KindCounts;
  /** Leads newly rejected that somebody had won. */
  readonly wonAndRejected: number;
}

export const NOTHING_COMPARED: ComparisonCounts = {
  judged: 0,
  skipped: 0,
  counts: countsOf(() => 0),
  wonAndRejected: 0,
};

/** The numbers with one more lead in them. */
export function counted(before: ComparisonCounts, comparison: Comparison): ComparisonCounts {
  if (comparison.outcome === 'skipped') return { ...before, skipped: before.skipped + 1 };
  if (comparison.outcome === 'same') return { ...before, judged: before.judged + 1 };
  const { kinds, status } = comparison.difference;
  const isLoss = status === 'won' && kinds.includes('newly-rejected');
  return {
    ...before,
    judged: before.judged + 1,
    counts: countsOf((kind) => before.counts[kind] + (kinds.includes(kind) ? 1 : 0)),
    wonAndRejected: before.wonAndRejected + (isLoss ? 1 : 0),
  };
}

/** Two countings of different leads as one. */
export function sumOfCounts(one: ComparisonCounts, other: ComparisonCounts): ComparisonCounts {
  return {
    judged: one.judged + other.judged,
    skipped: one.skipped + other.skipped,
    counts: countsOf((kind) => one.counts[kind] + other.counts[kind]),
    wonAndRejected: one.wonAndRejected + other.wonAndRejected,
  };
}

/** Kinds nobody counted are 0. */
export function countsOf(countOf: (kind: DifferenceKind) => number): KindCounts {
  return {
    'newly-rejected': countOf('newly-rejected'),
    'newly-accepted': countOf('newly-accepted'),
    'grade-moved': countOf('grade-moved'),
    'owner-moved': countOf('owner-moved'),
    'reason-changed': countOf('reason-changed'),
  };
}
