import { chooseRep, type RepQuestion } from '#shared/domain/choose-rep.ts';
import type { Condition } from '#shared/domain/condition.ts';
import type { Pool, RepState, Strategy, TurnCredits } from '#shared/domain/team.ts';
import { NIGHT, NOW, aRep, aTeam, whereFact } from '#test/support/a-choice.ts';
import { aLead } from '#test/support/a-lead.ts';
import type { Section } from './report.ts';
import { median, percentile, spread } from './statistics.ts';

const REPS = 200;
const POOLS = 20;
const ROUNDS = 5;
const RUNS = 4_000;
const WARM_UP_RUNS = 4_000;
const MAX_MICROSECONDS = 200;

const STRATEGIES: readonly Strategy[] = ['weighted', 'least-loaded', 'first-to-accept'];
const ZONES = ['Europe/Moscow', 'Asia/Yekaterinburg', 'Asia/Vladivostok'];

/** One choice among 200 reps in 20 pools, of whom many are full, away, or asked; and the worst there is. */
export function measureChoose(): Section {
  const questions = Array.from({ length: 64 }, (_, index) => question(index, NOW));
  const worst = Array.from({ length: 64 }, (_, index) => question(index, NIGHT));
  time(questions, WARM_UP_RUNS);
  time(worst, WARM_UP_RUNS);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    usual: time(questions, RUNS),
    worst: time(worst, RUNS),
  }));
  const of = (kind: 'usual' | 'worst', share: number) =>
    median(rounds.map((round) => percentile(round[kind], share)));
  return {
    benchmark: 'choose: a rep for one lead, among 200 in 20 pools',
    figures: [
      figure('a choice, p50', of('usual', 0.5), MAX_MICROSECONDS),
      figure('a choice, p99', of('usual', 0.99), MAX_MICROSECONDS),
      figure('nobody of any pool there, p50', of('worst', 0.5), MAX_MICROSECONDS),
    ],
    notes: [
      'each rep is in four pools; a quarter of them is full, a tenth off duty, one was asked before',
      'by night no pool has anybody, so that everybody of all 20 is looked at, and the next shift is found',
      `medians of ${ROUNDS} rounds of ${RUNS}; their medians lie ${Math.round(spread(rounds.map(({ usual }) => percentile(usual, 0.5))) * 100)} % apart`,
    ],
    raw: { medians: rounds.map(({ usual, worst: slow }) => [percentile(usual, 0.5), percentile(slow, 0.5)]) },
  };
}

function figure(name: string, microseconds: number, limit: number) {
  return {
    name,
    figure: `${microseconds.toFixed(1)} µs`,
    goal: `≤ ${limit} µs`,
    ok: microseconds <= limit,
  };
}

const reps = Array.from({ length: REPS }, (_, index) => {
  const { hours, ...rep } = aRep(`rep-${index}`, { timeZone: ZONES[index % ZONES.length] ?? '' });
  return { ...rep, hours: { ...hours, calendar: 'RU' as const }, capacity: 20, skills: ['english'] };
});

const pools = Array.from({ length: POOLS }, (_, index): Pool => {
  const wants: Condition = whereFact('counterparty.region', index % 4 === 0 ? 'RU-MOW' : `RU-${index}`);
  const members = Array.from({ length: (REPS / POOLS) * 4 }, (__, place) => ({
    rep: `rep-${(index * 10 + place) % REPS}`,
    weight: 1 + (place % 5),
  }));
  const pool = {
    id: `pool-${index}`,
    members,
    strategy: STRATEGIES[index % STRATEGIES.length] ?? 'weighted',
  };
  return index === POOLS - 1 ? pool : { ...pool, when: wants };
});

const team = aTeam(reps, pools, {
  stickyDays: 30,
  skillNeeds: [{ skill: 'english', when: whereFact('lead.language', 'en') }],
});

function question(index: number, now: Date): RepQuestion {
  const states = reps.map(({ id }, place): readonly [string, RepState] => [
    id,
    { open: (place + index) % 4 === 0 ? 20 : (place * 7) % 19, onDuty: (place + index) % 10 !== 0 },
  ]);
  const credits = (pool: Pool): TurnCredits =>
    Object.fromEntries(pool.members.map(({ rep }, place) => [rep, ((place * 37 + index) % 100) * 1_000]));
  return {
    ...{ team, now, excluded: new Set([`rep-${index}`]) },
    lead: aLead({ id: `lead-${index}` }),
    facts: { 'counterparty.region': 'RU-MOW', 'lead.language': index % 2 === 0 ? 'en' : 'ru' },
    state: {
      reps: Object.fromEntries(states),
      turns: Object.fromEntries(pools.map((pool) => [pool.id, credits(pool)])),
    },
  };
}

/** Microseconds of each run. */
function time(questions: readonly RepQuestion[], runs: number): readonly number[] {
  const took: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const asked = questions[run % questions.length];
    if (asked === undefined) continue;
    const startedAt = performance.now();
    chooseRep(asked);
    took.push((performance.now() - startedAt) * 1_000);
  }
  return took;
}
