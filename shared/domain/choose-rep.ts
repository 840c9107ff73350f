import { evaluate, type Facts } from './condition.ts';
import { takeTurn, type Turn } from './fair-turn.ts';
import type { Candidate, Lead, WaitingReason } from './lead.ts';
import { isPassing, whyNotAvailable } from './rep-availability.ts';
import type { Pool, Rep, RepState, Team, TurnCredits } from './team.ts';
import { HOUR_MS, MINUTE_MS } from './time.ts';
import { addWorkingMinutes, nextShiftStart } from './working-hours.ts';

/** Places come free and switches are turned at any moment, so that is how often it is worth looking. */
const SOONEST_RETRY_MS = MINUTE_MS;

/** Settings change, so no lead waits longer than this without being looked at. */
const LATEST_RETRY_MS = 12 * HOUR_MS;

export interface RepQuestion {
  readonly lead: Pick<Lead, 'formerOffers'>;
  readonly facts: Facts;
  readonly team: Team;
  readonly state: {
    readonly reps: Readonly<Record<string, RepState>>;
    readonly turns: Readonly<Record<string, TurnCredits>>;
  };
  /** Reps not to be asked, besides those of the lead's former offers. */
  readonly excluded: ReadonlySet<string>;
  readonly now: Date;
}

/** Who gets the lead, or why nobody does; `candidates` are all who were considered, each rep once. */
export type Choice =
  | {
      readonly outcome: 'chosen';
      readonly pool: string;
      readonly strategy: Pool['strategy'];
      readonly rep: string;
      /** `turn-in-next-pool` when an earlier pool wanted the lead and had nobody for it. */
      readonly because: 'turn' | 'turn-in-next-pool';
      readonly candidates: readonly Candidate[];
      /** What the commit adds to the credits of the pool. */
      readonly add: TurnCredits;
    }
  | {
      readonly outcome: 'nobody';
      readonly because: Exclude<WaitingReason, 'processing-failed'>;
      readonly candidates: readonly Candidate[];
      readonly nextAt: Date;
    }
  /** Waiting would not help: the lead is for the supervisor. */
  | {
      readonly outcome: 'exhausted';
      readonly because: 'everybody-asked' | 'everybody-present-asked' | 'nobody-active';
      readonly candidates: readonly Candidate[];
    };

/**
 * Chooses the rep for a lead: the first pool that wants it and has somebody for it, in it the fair turn.
 *
 * A pool whose condition is unknown does not want the lead; the catch-all wants every lead.
 */
export function chooseRep(question: RepQuestion): Choice {
  const consider = consideration(question);
  const candidates = new Map<string, Candidate>();
  let because: 'turn' | 'turn-in-next-pool' = 'turn';
  for (const pool of question.team.pools) {
    if (!wants(pool, question.facts)) continue;
    const eligible = new Set<string>();
    for (const { rep } of pool.members) {
      const candidate = candidates.get(rep) ?? consider(rep);
      candidates.set(rep, candidate);
      if (candidate.eligible) eligible.add(rep);
    }
    const turn = takeTurn(pool.members, eligible, question.state.turns[pool.id] ?? {});
    if (turn !== undefined) return chosen(pool, turn, because, [...candidates.values()]);
    because = 'turn-in-next-pool';
  }
  return notChosen([...candidates.values()], question);
}

/** The reps and pools whose state a choice may depend on. */
export function repsAndPoolsOf(team: Team): {
  readonly reps: readonly string[];
  readonly pools: readonly string[];
} {
  const reps = new Set(team.pools.flatMap(({ members }) => members.map(({ rep }) => rep)));
  return { reps: [...reps], pools: team.pools.map(({ id }) => id) };
}

/** The pool whose turn it would be, were everybody of it on duty: the first that wants the lead. */
export function wantingPool(team: Team, facts: Facts): string | undefined {
  return team.pools.find((pool) => wants(pool, facts))?.id;
}

/** By when the rep has to accept, in their own working time. A lead without a score gets the longest time, C's. */
export function offerDeadline(team: Team, lead: Pick<Lead, 'score'>, rep: Rep, now: Date): Date {
  return addWorkingMinutes(rep.hours, now, team.acceptMinutes[lead.score?.grade ?? 'C']);
}

function wants(pool: Pool, facts: Facts): boolean {
  return pool.when === undefined || evaluate(pool.when, facts).truth === true;
}

function consideration({ lead, team, state, excluded, now }: RepQuestion): (id: string) => Candidate {
  const reps = new Map(team.reps.map((rep) => [rep.id, rep]));
  const asked = new Set([...excluded, ...lead.formerOffers.map(({ rep }) => rep)]);
  return (id) => {
    const hand = { rep: reps.get(id), state: state.reps[id], asked: asked.has(id) };
    const because = whyNotAvailable(hand, now);
    return { rep: id, eligible: because === undefined, because: because ?? 'eligible-turn' };
  };
}

function chosen(
  pool: Pool,
  turn: Turn,
  because: 'turn' | 'turn-in-next-pool',
  considered: readonly Candidate[],
): Choice {
  const credits = new Map(turn.claims.map(({ rep, credit }) => [rep, credit]));
  const candidates = considered.map((candidate): Candidate => {
    const creditMicroleads = credits.get(candidate.rep);
    if (creditMicroleads === undefined) return candidate;
    const itsTurn = candidate.rep === turn.rep ? 'turn' : candidate.because;
    return { ...candidate, because: itsTurn, creditMicroleads };
  });
  return {
    outcome: 'chosen',
    pool: pool.id,
    strategy: pool.strategy,
    rep: turn.rep,
    because,
    candidates,
    add: turn.add,
  };
}

function notChosen(candidates: readonly Candidate[], { team, now }: RepQuestion): Choice {
  const passing = candidates.filter(({ because }) => isPassing(because));
  const asked = candidates.some(({ because }) => because === 'already-asked');
  if (passing.length === 0) {
    return { outcome: 'exhausted', because: asked ? 'everybody-asked' : 'nobody-active', candidates };
  }
  // Somebody has let the lead go already: it must not lie until the next shift besides.
  if (asked && !passing.some(({ because }) => because === 'full')) {
    return { outcome: 'exhausted', because: 'everybody-present-asked', candidates };
  }
  if (passing.some(({ because }) => because === 'full')) {
    const nextAt = new Date(now.getTime() + SOONEST_RETRY_MS);
    return { outcome: 'nobody', because: 'everybody-full', candidates, nextAt };
  }
  const awaited = new Set(passing.map(({ rep }) => rep));
  const reps = team.reps.filter(({ id }) => awaited.has(id));
  return { outcome: 'nobody', because: 'nobody-on-duty', candidates, nextAt: nextShiftOf(reps, now) };
}

/** When the first of the reps begins to work, within the bounds of how often leads are looked at. */
function nextShiftOf(reps: readonly Rep[], now: Date): Date {
  const soonestMs = now.getTime() + SOONEST_RETRY_MS;
  let firstMs = now.getTime() + LATEST_RETRY_MS;
  for (const { hours } of reps) {
    const startMs = nextShiftStart(hours, now, 1)?.getTime() ?? firstMs;
    firstMs = Math.min(firstMs, startMs);
  }
  return new Date(Math.max(soonestMs, firstMs));
}
