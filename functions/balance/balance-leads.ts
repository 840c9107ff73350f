import { bucketOf, standsSince, type LeadBucket } from '#shared/domain/lead-bucket.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { HOUR_MS, MINUTE_MS, after } from '#shared/domain/time.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { LeadSweep } from '#shared/ports/lead-sweep.ts';

/** A month and some days: what is older has ended, or was found wanting before. */
const LOOK_BACK_MS = 35 * 24 * HOUR_MS;

/** What moved a moment ago is on its way; the sweep has looked at everything else several times by then. */
const IN_MOTION_MS = 15 * MINUTE_MS;

/** So many ids are enough to begin with, and a log line has an end. */
const MAX_NAMED = 50;

export interface BalanceDependencies {
  readonly sweep: Pick<LeadSweep, 'arrivals'>;
  readonly leads: Pick<LeadRepository, 'find'>;
  readonly clock: Clock;
}

export interface LeadBalance {
  readonly counts: Readonly<Record<LeadBucket, number>>;
  /** On their way from one to the next. */
  readonly inMotion: number;
  /** How many are nowhere, and the first of them by id. */
  readonly unbalanced: { readonly count: number; readonly leadIds: readonly string[] };
  /** Everybody who owns one of the leads. */
  readonly owners: ReadonlySet<string>;
}

/**
 * Counts the leads of the last weeks by where they are, and finds those that are nowhere.
 *
 * A page was read before we got to its last lead, so whoever seems to be nowhere is read again.
 */
export async function balanceLeads({ sweep, leads, clock }: BalanceDependencies): Promise<LeadBalance> {
  const now = clock.now();
  const counts = { owned: 0, rejected: 0, duplicate: 0, waiting: 0, ended: 0 };
  const owners = new Set<string>();
  const nowhere: string[] = [];
  let inMotion = 0;
  for await (const page of sweep.arrivals(after(now, -LOOK_BACK_MS), after(now, -IN_MOTION_MS)))
    for (const seen of page) {
      const lead = bucketOf(seen) === undefined ? await leads.find(seen.id) : seen;
      if (lead === undefined) continue;
      const bucket = bucketOf(lead);
      if (bucket === 'owned' && lead.owner !== undefined) owners.add(lead.owner);
      if (bucket !== undefined) counts[bucket] += 1;
      else if (isInMotion(lead, clock)) inMotion += 1;
      else nowhere.push(lead.id);
    }
  const unbalanced = { count: nowhere.length, leadIds: nowhere.slice(0, MAX_NAMED) };
  return { counts, inMotion, unbalanced, owners };
}

function isInMotion(lead: Lead, clock: Clock): boolean {
  return standsSince(lead) > after(clock.now(), -IN_MOTION_MS);
}
