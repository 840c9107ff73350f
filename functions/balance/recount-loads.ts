import type { DutyRoster } from '#shared/ports/duty-roster.ts';
import type { HeldLeads } from '#shared/ports/held-leads.ts';

/** Leads change hands while we count: a difference that is there so many times in a row is one. */
const COUNTS = 3;

export interface RecountDependencies {
  readonly held: Pick<HeldLeads, 'ofRep'>;
  readonly roster: Pick<DutyRoster, 'states'>;
  /** Lets an index that lags catch up, between two counts. */
  readonly pause: (attempt: number) => Promise<void>;
}

/** A rep whose load is not what they have open: `counted` is what the load says, `held` what is so. */
export interface Drift {
  readonly rep: string;
  readonly counted: number;
  readonly held: number;
}

/** Compares the load of each rep with the leads they hold. Nothing is put right here: a wrong count has a cause. */
export async function recountLoads(
  reps: Iterable<string>,
  dependencies: RecountDependencies,
): Promise<readonly Drift[]> {
  const drifts: Drift[] = [];
  for (const rep of new Set(reps)) {
    const drift = await recount(rep, dependencies);
    if (drift !== undefined) drifts.push(drift);
  }
  return drifts;
}

async function recount(
  rep: string,
  { held, roster, pause }: RecountDependencies,
): Promise<Drift | undefined> {
  let drift: Drift | undefined;
  for (let count = 1; count <= COUNTS; count += 1) {
    const counted = (await roster.states([rep]))[rep]?.open ?? 0;
    const leads = await held.ofRep(rep);
    if (counted === leads.length) return undefined;
    drift = { rep, counted, held: leads.length };
    if (count < COUNTS) await pause(count);
  }
  return drift;
}
