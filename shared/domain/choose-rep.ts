import type { Choice, Decision, RepQuestion, Tried } from './choice.ts';
import { evaluate, type Facts } from './condition.ts';
import { Considered, repsById } from './considered.ts';
import type { Candidate, Lead } from './lead.ts';
import { tryEarlierOwner, tryKeyAccount } from './named-rep.ts';
import { minutesLater } from './response-clock.ts';
import { lyingIn } from './shared-pool.ts';
import type { DeadlineClock, Pool, Rep, Team } from './team.ts';
import { tryPool } from './try-pool.ts';
import { nobodyOf } from './why-nobody.ts';

export type { Choice, RepQuestion } from './choice.ts';

/**
 * Chooses the rep for a lead: whoever had the client's last lead; the rep of a key account; the first pool that
 * wants the lead and has somebody for it, in it as its strategy says.
 *
 * A pool whose condition is unknown does not want the lead; the catch-all wants every lead. A lead that lies where
 * reps may take it stays there for its time.
 */
export function chooseRep(question: RepQuestion): Choice {
  const considered = new Considered(question);
  const tried: Tried[] = [];
  for (const attempt of attempts(question, considered)) {
    tried.push(attempt);
    if (attempt.decision !== undefined) return toChoice(attempt.decision, tried, considered);
  }
  return toChoice(decideNobody(question, considered, tried), tried, considered);
}

/** The rules that want the lead, each tried when those before it have come to nothing. */
function* attempts(question: RepQuestion, considered: Considered): Generator<Tried> {
  const { lead, team, facts, now } = question;
  const lying = lyingIn(lead, team, now);
  if (lying !== undefined) return yield staysIn(lying, considered);
  yield* [tryEarlierOwner(question, considered)].filter((one) => one !== undefined);
  yield* [tryKeyAccount(question, considered)].filter((one) => one !== undefined);
  let isNextPool = false;
  for (const pool of team.pools) {
    if (!wants(pool, facts)) continue;
    yield* tryPool(pool, { ...question, considered, isNextPool });
    isNextPool = true;
  }
}

function staysIn(
  { pool: { id: pool, members }, until }: NonNullable<ReturnType<typeof lyingIn>>,
  considered: Considered,
): Tried {
  const because = 'left-in-pool';
  const able = members.filter(({ rep }) => considered.look(rep).eligible);
  return {
    rule: { rule: 'pool', result: 'decided', because, pool },
    decision: { outcome: because, pool, strategy: 'pull', because, until },
    marks: new Map(able.map(({ rep }) => [rep, { because: 'may-take' }])),
  };
}

/** Who is waited for belongs to a pool that wants the lead: a familiar rep is not worth a wait. */
function decideNobody(question: RepQuestion, considered: Considered, tried: readonly Tried[]): Decision {
  const { team, facts, state, now } = question;
  const reps = new Set<string>();
  for (const pool of team.pools) if (wants(pool, facts)) for (const { rep } of pool.members) reps.add(rep);
  for (const { rule } of tried) if (rule.rule === 'duty-rep' && rule.rep !== undefined) reps.add(rule.rep);
  const candidates: readonly Candidate[] = [...reps].map((rep) => considered.look(rep));
  return nobodyOf(candidates, { reps: repsById(team), states: state.reps, now });
}

function toChoice(decision: Decision, tried: readonly Tried[], considered: Considered): Choice {
  const candidates = considered.all(tried.at(-1)?.marks);
  return { ...decision, candidates, rules: tried.map(({ rule }) => rule) };
}

/** The reps and pools whose state a choice may depend on. */
export function repsAndPoolsOf(team: Team): {
  readonly reps: readonly string[];
  readonly pools: readonly string[];
} {
  const reps = new Set(team.pools.flatMap(({ members }) => members.map(({ rep }) => rep)));
  for (const { outsideHours } of team.pools) if (outsideHours?.then === 'duty') reps.add(outsideHours.rep);
  for (const { rep } of team.keyAccounts ?? []) reps.add(rep);
  // Anybody may have had a client's last lead.
  if ((team.stickyDays ?? 0) > 0) for (const { id, active } of team.reps) if (active) reps.add(id);
  return { reps: [...reps], pools: team.pools.map(({ id }) => id) };
}

/** The pool whose turn it would be, were everybody of it on duty: the first that wants the lead. */
export function wantingPool(team: Team, facts: Facts): string | undefined {
  return team.pools.find((pool) => wants(pool, facts))?.id;
}

/** By when the rep has to accept. A lead without a score gets the longest time, C's. */
export function offerDeadline(
  team: Team,
  lead: Pick<Lead, 'score'>,
  rep: Rep,
  now: Date,
  clock: DeadlineClock = team.acceptClock ?? 'working',
): Date {
  return minutesLater(rep, clock, now, team.acceptMinutes[lead.score?.grade ?? 'C']);
}

/**
 * By when the offers of a choice end. Several reps have one deadline, that of the first whose time is over; a duty
 * rep answers outside all working hours, so theirs goes by the wall.
 */
export function deadlineOf(
  choice: Extract<Choice, { outcome: 'chosen' | 'offered-to-several' }>,
  team: Team,
  lead: Pick<Lead, 'score'>,
  now: Date,
): Date {
  const clock = choice.because === 'duty-rep' ? 'wall' : team.acceptClock;
  const asked = choice.outcome === 'chosen' ? [choice.rep] : choice.reps;
  const deadlines = asked.map((id) => {
    const rep = repsById(team).get(id);
    if (rep === undefined) throw new Error(`rep ${id} was chosen and is not in the team`);
    return offerDeadline(team, lead, rep, now, clock).getTime();
  });
  return new Date(Math.min(...deadlines));
}

function wants(pool: Pool, facts: Facts): boolean {
  return pool.when === undefined || evaluate(pool.when, facts).truth === true;
}
