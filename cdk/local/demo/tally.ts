import type { SeenLead } from './leads.ts';
import type { Answered } from './send.ts';

/** How often each thing happened, the most frequent first. */
export type Counts = readonly (readonly [name: string, count: number])[];

export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface Tally {
  readonly answers: Counts;
  readonly intakeMs: Percentiles | undefined;
  readonly statuses: Counts;
  readonly reasons: Counts;
  readonly owners: Counts;
  /** Handoffs by destination and outcome. */
  readonly handoffs: Counts;
  /** The registry should have been asked, and did not answer. */
  readonly unchecked: number;
  readonly assignedMs: Percentiles | undefined;
  readonly deliveredMs: Percentiles | undefined;
}

export function tallyUp(answers: readonly Answered[], leads: readonly SeenLead[]): Tally {
  return {
    answers: countBy(answers, ({ status, says }) => (status === 0 ? says : `${status} ${says}`.trim())),
    intakeMs: percentilesOf(answers.filter(({ status }) => status !== 0).map(({ durationMs }) => durationMs)),
    statuses: countBy(leads, ({ status }) => status),
    reasons: countBy(
      leads.filter(({ status }) => status === 'rejected'),
      ({ verdict }) => verdict?.reasons[0] ?? 'no reason',
    ),
    owners: countBy(leads, ({ owner }) => owner ?? undefined),
    handoffs: countBy(
      leads.flatMap(({ handoffs }) => handoffs),
      ({ destination, outcome }) => `${destination} ${outcome}`,
    ),
    unchecked: leads.filter(isUnchecked).length,
    assignedMs: percentilesOf(leads.map(({ timings }) => timings.assignedMs)),
    deliveredMs: percentilesOf(leads.map(({ timings }) => timings.deliveredMs)),
  };
}

function isUnchecked({ counterparty }: SeenLead): boolean {
  return counterparty?.outcome === 'unchecked' && counterparty.because !== 'no-inn';
}

/** What has no name is not counted. */
export function countBy<T>(things: readonly T[], nameOf: (thing: T) => string | undefined): Counts {
  const counts = new Map<string, number>();
  for (const name of things.map(nameOf)) {
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([one, few], [other, many]) => many - few || one.localeCompare(other));
}

/** The smallest of the values that at least so many of them do not exceed; nothing of no values. */
export function percentilesOf(values: readonly (number | null | undefined)[]): Percentiles | undefined {
  const sorted = values.filter((value) => typeof value === 'number').sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return sorted.length === 0
    ? undefined
    : { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
