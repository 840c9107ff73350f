import { compareJudgements, type Comparison } from '#shared/domain/compare-judgements.ts';
import {
  NOTHING_COMPARED,
  counted,
  sumOfCounts,
  type ComparisonCounts,
} from '#shared/domain/difference-tally.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { PolicyDifference } from '#shared/domain/policy-difference.ts';
import type { Team } from '#shared/domain/team.ts';
import { earliest, type Timestamp } from '#shared/domain/time.ts';
import type { SettingsReader } from '#shared/ports/settings.ts';
import type { ShadowBook, ShadowTally, ShadowTrial } from '#shared/ports/shadow-book.ts';

/** Written at once; a sweep has a minute, and a table has other guests. */
const WRITES_AT_ONCE = 20;

export interface ShadowDependencies {
  readonly shadow: ShadowBook;
  readonly settings: Pick<SettingsReader, 'current'>;
}

/** What came of it in one sweep. An error has kept the trial from going on, and nothing else. */
export type Shadowed = { readonly judged: number; readonly differed: number } | { readonly error: unknown };

/** A trial that some of the arrivals belong to, and what it says of those seen so far. */
export interface ShadowWatch {
  look(leads: readonly Lead[]): void;
  /** Keeps what was found, once the sweep has looked at all arrivals up to a moment. */
  finish(upTo: Timestamp): Promise<Shadowed>;
}

/**
 * Has the arrivals of a span judged by the draft on trial, too. It decides nothing and never throws.
 *
 * Each arrival is judged when the sweep looks at it, half a minute after it came. One without a verdict by then is
 * skipped, and counted as skipped: nobody looks again when its verdict comes late. Looking again at the same arrivals,
 * as overlapping sweeps do, keeps the same differences and counts no lead twice.
 */
export async function watchShadow(
  from: Timestamp,
  to: Timestamp,
  dependencies: ShadowDependencies,
): Promise<ShadowWatch | undefined> {
  try {
    const trial = await dependencies.shadow.current();
    if (trial === undefined || trial.startedAt > to || trial.until <= from) return undefined;
    return watch(trial, await dependencies.settings.current('team'), dependencies.shadow);
  } catch (error) {
    return { look: () => undefined, finish: async () => ({ error }) };
  }
}

interface Seen {
  readonly receivedAt: Timestamp;
  readonly comparison: Comparison;
}

function watch(trial: ShadowTrial, team: Team, shadow: ShadowBook): ShadowWatch {
  const seen: Seen[] = [];
  let failure: { readonly error: unknown } | undefined;
  return {
    look: (leads) => {
      try {
        for (const lead of leads)
          if (belongs(lead, trial))
            seen.push({
              receivedAt: lead.receivedAt,
              comparison: compareJudgements(lead, trial.policy, team),
            });
      } catch (error) {
        failure ??= { error };
      }
    },
    finish: async (upTo) =>
      failure ?? keepAll(seen, upTo, trial, shadow).catch((error: unknown) => ({ error })),
  };
}

function belongs({ receivedAt }: Lead, { startedAt, until }: ShadowTrial): boolean {
  return startedAt <= receivedAt && receivedAt < until;
}

/** The differences first: a tally tells of nothing that cannot be looked at. */
async function keepAll(
  seen: readonly Seen[],
  lookedUpTo: Timestamp,
  trial: ShadowTrial,
  shadow: ShadowBook,
): Promise<Shadowed> {
  const before = await shadow.tally(trial.id);
  const upTo = earliest([lookedUpTo, trial.until]) ?? lookedUpTo;
  if (upTo < trial.startedAt || (before !== undefined && upTo <= before.upTo))
    return { judged: 0, differed: 0 };
  const found = seen.flatMap(({ comparison }) =>
    comparison.outcome === 'differs' ? [comparison.difference] : [],
  );
  await keepDifferences(found, trial.id, shadow);
  const fresh = seen.filter(
    ({ receivedAt }) => receivedAt <= upTo && (before === undefined || receivedAt > before.upTo),
  );
  const counts = fresh.reduce((sum, { comparison }) => counted(sum, comparison), NOTHING_COMPARED);
  const differed = fresh.filter(({ comparison }) => comparison.outcome === 'differs').length;
  await shadow.count(trial.id, before, toTally(upTo, before, counts));
  return { judged: counts.judged, differed };
}

async function keepDifferences(
  differences: readonly PolicyDifference[],
  trialId: string,
  shadow: ShadowBook,
): Promise<void> {
  for (let start = 0; start < differences.length; start += WRITES_AT_ONCE) {
    const some = differences.slice(start, start + WRITES_AT_ONCE);
    await Promise.all(some.map((difference) => shadow.keep(trialId, difference)));
  }
}

function toTally(upTo: Timestamp, before: ShadowTally | undefined, counts: ComparisonCounts): ShadowTally {
  const known = before === undefined ? NOTHING_COMPARED : { ...before, wonAndRejected: 0 };
  const { judged, skipped, counts: kinds } = sumOfCounts(known, counts);
  return { upTo, judged, skipped, counts: kinds };
}
