import type { Decision, Marks, RepQuestion, Tried } from './choice.ts';
import { repsById, type Considered } from './considered.ts';
import { takeTurn } from './fair-turn.ts';
import { leastLoadedOf, leastLoadedFirst, type LoadedMember } from './least-loaded.ts';
import type { Candidate } from './lead.ts';
import { isTimeInPoolOver, takeUntil } from './shared-pool.ts';
import type { Pool } from './team.ts';
import { nobodyOf, whyNobody } from './why-nobody.ts';

/** How a pool is asked: by whom it was already, and what was found of its reps. */
export interface PoolQuestion extends RepQuestion {
  readonly considered: Considered;
  /** An earlier pool wanted the lead and had nobody for it. */
  readonly isNextPool: boolean;
}

type Chosen = Pick<Tried, 'marks'> & { readonly decision: Decision };

/** What a pool makes of a lead that it wants: as its strategy says, or as it says for when nobody works. */
export function tryPool(pool: Pool, question: PoolQuestion): readonly Tried[] {
  const candidates = pool.members.map(({ rep }) => question.considered.look(rep));
  const eligible = new Set(candidates.filter((one) => one.eligible).map(({ rep }) => rep));
  if (eligible.size === 0) return withoutAnybody(pool, candidates, question);
  const chosen = byStrategy(pool, eligible, question);
  const { because } = chosen.decision;
  return [{ rule: { rule: 'pool', result: 'decided', because, pool: pool.id }, ...chosen }];
}

function byStrategy(pool: Pool, eligible: ReadonlySet<string>, question: PoolQuestion): Chosen {
  switch (pool.strategy) {
    case 'weighted':
      return byTurn(pool, eligible, question);
    case 'least-loaded':
      return byLoad(pool, eligible, question);
    case 'first-to-accept':
      return toSeveral(pool, eligible, question);
    case 'pull':
      return isTimeInPoolOver(question.lead, pool)
        ? byTurn(pool, eligible, question)
        : leftToTake(pool, eligible, question.now);
  }
}

function byTurn(pool: Pool, eligible: ReadonlySet<string>, { state, isNextPool }: PoolQuestion): Chosen {
  const turn = turnOf(pool, eligible, state.turns);
  const marks = new Map<string, Partial<Candidate>>(
    turn.claims.map(({ rep, credit: creditMicroleads }) => [
      rep,
      rep === turn.rep ? { because: 'turn', creditMicroleads } : { creditMicroleads },
    ]),
  );
  return {
    decision: {
      outcome: 'chosen',
      pool: pool.id,
      strategy: pool.strategy,
      rep: turn.rep,
      because: isNextPool ? 'turn-in-next-pool' : 'turn',
      add: turn.add,
    },
    marks,
  };
}

/**
 * Of the equally loaded the fair turn decides, and moves only between them: so a rep who closes leads fast, and
 * gets more of them for it, owes nothing to anybody when the pool goes over to another strategy.
 */
function byLoad(pool: Pool, eligible: ReadonlySet<string>, question: PoolQuestion): Chosen {
  const members = loadedMembers(pool, eligible, question);
  const tied = leastLoadedOf(members);
  const turn = turnOf(pool, tied, question.state.turns);
  const credits = new Map(turn.claims.map(({ rep, credit }) => [rep, credit]));
  const marks = new Map<string, Partial<Candidate>>();
  for (const { rep, load } of members) {
    const creditMicroleads = credits.get(rep);
    marks.set(
      rep,
      creditMicroleads === undefined
        ? { because: 'eligible-loaded', load }
        : { because: rep === turn.rep ? 'least-loaded' : 'eligible-turn', load, creditMicroleads },
    );
  }
  const { rep, add } = turn;
  const { id, strategy } = pool;
  return { decision: { outcome: 'chosen', pool: id, strategy, rep, because: 'least-loaded', add }, marks };
}

/**
 * Those with the most room are asked first, where not all can be.
 *
 * Whoever accepts is decided by the clock, so the turn does not move: a quick rep is not held back, and nobody is
 * owed a lead that they let pass.
 */
function toSeveral(pool: Pool, eligible: ReadonlySet<string>, question: PoolQuestion): Chosen {
  const members = leastLoadedFirst(loadedMembers(pool, eligible, question));
  const reps = members.slice(0, pool.askAtOnce ?? members.length).map(({ rep }) => rep);
  const asked = new Set(reps);
  const marks = new Map(
    members.map(({ rep, load }) => [
      rep,
      { because: asked.has(rep) ? 'asked-at-once' : 'eligible-not-asked', load },
    ]),
  );
  const because = 'first-to-accept';
  return {
    decision: { outcome: 'offered-to-several', pool: pool.id, strategy: because, because, reps },
    marks,
  };
}

function leftToTake(pool: Pool, eligible: ReadonlySet<string>, now: Date): Chosen {
  return {
    decision: {
      outcome: 'left-in-pool',
      pool: pool.id,
      strategy: 'pull',
      because: 'left-in-pool',
      until: takeUntil(pool, now),
    },
    marks: marksOf(eligible, 'may-take'),
  };
}

/** Nobody of the pool can take it. Outside their hours the pool may say what is to be done instead. */
function withoutAnybody(
  pool: Pool,
  candidates: readonly Candidate[],
  question: PoolQuestion,
): readonly Tried[] {
  const because = whyNobody(candidates);
  const passedOn: Tried = { rule: { rule: 'pool', result: 'passed-on', because, pool: pool.id } };
  const { outsideHours } = pool;
  const isOutside = because === 'nobody-on-duty';
  if (outsideHours?.then === 'hold' && isOutside) {
    const { team, state, now } = question;
    const decision = nobodyOf(candidates, { reps: repsById(team), states: state.reps, now });
    return [{ rule: { ...passedOn.rule, result: 'decided' }, decision }];
  }
  if (outsideHours?.then === 'duty' && (isOutside || because === 'everybody-present-asked'))
    return [passedOn, byDutyRep(pool, outsideHours.rep, question)];
  return [passedOn];
}

function byDutyRep(pool: Pool, rep: string, { considered }: PoolQuestion): Tried {
  const { eligible, because } = considered.lookAtDutyRep(rep);
  const rule = { rule: 'duty-rep', pool: pool.id, rep } as const;
  if (!eligible) return { rule: { ...rule, result: 'passed-on', because } };
  const { id, strategy } = pool;
  return {
    rule: { ...rule, result: 'decided', because: 'duty-rep' },
    decision: { outcome: 'chosen', pool: id, strategy, rep, because: 'duty-rep' },
    marks: marksOf([rep], 'duty-rep'),
  };
}

function turnOf(pool: Pool, eligible: ReadonlySet<string>, turns: PoolQuestion['state']['turns']) {
  const turn = takeTurn(pool.members, eligible, turns[pool.id] ?? {});
  if (turn === undefined) throw new Error(`nobody of pool ${pool.id} is there to have a turn`);
  return turn;
}

function loadedMembers(
  pool: Pool,
  eligible: ReadonlySet<string>,
  { team, state }: PoolQuestion,
): readonly LoadedMember[] {
  const reps = repsById(team);
  return pool.members
    .filter(({ rep }) => eligible.has(rep))
    .map(({ rep, weight }) => {
      const load = { open: state.reps[rep]?.open ?? 0, capacity: reps.get(rep)?.capacity ?? 1 };
      return { rep, weight, load };
    });
}

function marksOf(reps: Iterable<string>, because: string): Marks {
  return new Map([...reps].map((rep) => [rep, { because }]));
}
