import type { KnownCounterparty } from '#shared/domain/counterparty.ts';
import { toFacts } from '#shared/domain/facts.ts';
import { judge } from '#shared/domain/judge.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { aQualifiedLead } from '#test/support/a-lead.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { JsonRules, proveAgreement } from './judge-contest.ts';
import { REJECTIONS, STEPS, toPolicy } from './judge-rules.ts';
import type { Figure, Section } from './report.ts';
import { median, percentile, spread } from './statistics.ts';

const ROUNDS = 5;
const RUNS = 40_000;
const WARM_UP_RUNS = 20_000;
/** The other engine takes long over each: as much time is spent on it as on us. */
const THEIR_RUNS = 4_000;
const THEIR_WARM_UP_RUNS = 2_000;
const DIFFERENT_LEADS = 256;

const MIN_RATIO = 30;
const MAX_P99_MICROSECONDS = 50;

/** One lead by six rejections and twelve steps, beside json-rules-engine; and by the demonstration's policy. */
export async function measureJudge(): Promise<Section> {
  const { policy: demo } = await demoSettings();
  const policy = toPolicy(demo);
  const leads = Array.from({ length: DIFFERENT_LEADS }, (_, index) => differentLead(index));
  const facts = leads.map(toFacts);
  const rules = new JsonRules();
  const { rejected } = await proveAgreement(leads, facts, policy, rules);

  const judgeBy = (by: Policy) => (index: number) => judge(pick(leads, index), by);
  const runTheirs = (index: number) => rules.run(pick(facts, index));
  time(judgeBy(policy), WARM_UP_RUNS);
  time(judgeBy(demo), WARM_UP_RUNS);
  await timeAwaited(runTheirs, THEIR_WARM_UP_RUNS);

  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({
      ours: time(judgeBy(policy), RUNS),
      theirs: await timeAwaited(runTheirs, THEIR_RUNS),
      demo: time(judgeBy(demo), RUNS),
    });
  const ratios = rounds.map(({ ours, theirs }) => ours.perSecond / theirs.perSecond);
  return {
    benchmark: 'judge: one lead by the same rules as json-rules-engine, in one thread',
    figures: toFigures(rounds, ratios),
    notes: [
      `${REJECTIONS.length} rejections and ${STEPS.length} steps of ${policy.score.length} terms over ${DIFFERENT_LEADS} different leads, ${rejected} of them rejected; both come to the same reasons and the same total for each`,
      'judge() starts from the lead and makes its facts, names what is unknown and which step gave the points; json-rules-engine 7.3.1 is given the facts ready-made and says which rules hold',
      'both have compiled their rules before; json-rules-engine is asked for the score only when nothing rejects',
      `the demonstration’s policy has ${demo.rejections.length} rejections and ${demo.score.flatMap(({ steps }) => steps).length} steps`,
      `medians of ${ROUNDS} rounds in turn; their ratios lie ${Math.round(spread(ratios) * 100)} % apart`,
    ],
    raw: { rounds, ratios },
  };
}

interface Timing {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** One round of each in turn, so that a slow moment of the machine meets all of them. */
interface Round {
  readonly ours: Timing;
  readonly theirs: Timing;
  readonly demo: Timing;
}

function toFigures(rounds: readonly Round[], ratios: readonly number[]): readonly Figure[] {
  const of = (who: keyof Round, what: keyof Timing) => median(rounds.map((round) => round[who][what]));
  const ratio = median(ratios);
  return [
    { name: 'json-rules-engine', figure: perSecond(of('theirs', 'perSecond')), ratio: 1 },
    {
      name: 'judge()',
      figure: perSecond(of('ours', 'perSecond')),
      ratio,
      goal: `≥ ${MIN_RATIO} times`,
      ok: ratio >= MIN_RATIO,
    },
    { name: 'judge(), p50', figure: microseconds(of('ours', 'p50')) },
    withinLimit('judge(), p99', of('ours', 'p99')),
    { name: 'judge() by the demonstration’s policy', figure: perSecond(of('demo', 'perSecond')) },
    { name: 'judge() by the demonstration’s policy, p50', figure: microseconds(of('demo', 'p50')) },
    withinLimit('judge() by the demonstration’s policy, p99', of('demo', 'p99')),
    { name: 'json-rules-engine, p99', figure: microseconds(of('theirs', 'p99')) },
  ];
}

function withinLimit(name: string, p99: number): Figure {
  return {
    name,
    figure: microseconds(p99),
    goal: `< ${MAX_P99_MICROSECONDS} µs`,
    ok: p99 < MAX_P99_MICROSECONDS,
  };
}

function time(work: (index: number) => unknown, runs: number): Timing {
  const nanoseconds = new Array<number>(runs);
  const startedAt = process.hrtime.bigint();
  let before = startedAt;
  let kept: unknown;
  for (let index = 0; index < runs; index += 1) {
    kept = work(index);
    const now = process.hrtime.bigint();
    nanoseconds[index] = Number(now - before);
    before = now;
  }
  if (kept === undefined) throw new Error('the work came to nothing');
  return toTiming(nanoseconds, before - startedAt);
}

/** The same for work that can only be awaited, one after the other. */
async function timeAwaited(work: (index: number) => Promise<unknown>, runs: number): Promise<Timing> {
  const nanoseconds = new Array<number>(runs);
  const startedAt = process.hrtime.bigint();
  let before = startedAt;
  for (let index = 0; index < runs; index += 1) {
    await work(index);
    const now = process.hrtime.bigint();
    nanoseconds[index] = Number(now - before);
    before = now;
  }
  return toTiming(nanoseconds, before - startedAt);
}

function toTiming(nanoseconds: readonly number[], sum: bigint): Timing {
  return {
    perSecond: nanoseconds.length / (Number(sum) / 1e9),
    p50: percentile(nanoseconds, 0.5) / 1000,
    p99: percentile(nanoseconds, 0.99) / 1000,
  };
}

/** Leads of which every rule rejects some and every step scores some; budgets, roles and wishes are left out too. */
function differentLead(index: number): Lead {
  const lead = aQualifiedLead({ id: `lead-${index}` });
  const { product, message } = lead.need;
  return {
    ...lead,
    contact: index % 41 === 7 ? {} : lead.contact,
    suspicions: index % 37 === 5 ? ['honeypot'] : [],
    need: {
      ...(index % 5 === 0 ? {} : { product }),
      ...(index % 7 === 3 ? {} : { budgetRub: 20_000 + index * 8_000 }),
      ...pick([{ role: 'director' }, { role: 'Менеджер по закупкам' }, { role: 'инженер' }, {}], index),
      ...pick(TIMELINES, index >> 2),
      message: index % 31 === 9 ? 'Увидел вакансию, высылаю резюме' : `${message}, заявка ${index}`,
    },
    ...pick(COMPANIES, index >> 1)(lead),
    ...(index % 3 === 0 ? { call: { missed: false, talkSeconds: index } } : {}),
  };
}

const TIMELINES = [{ timeline: 'month' }, { timeline: 'Срочно' }, { timeline: 'в следующем квартале' }, {}];

const COMPANIES: readonly ((lead: Lead) => Partial<Lead>)[] = [
  () => ({}),
  (lead) => withCompany(lead, { employees: 640, revenueRub: 900_000_000 }),
  (lead) => withCompany(lead, { type: 'individual' }),
  () => ({ counterparty: { outcome: 'unchecked', because: 'slow' } }),
  () => ({}),
  (lead) => withCompany(lead, { employees: 12, revenueRub: 40_000_000 }),
  () => ({ requisites: { companyName: 'частное лицо' } }),
  (lead) => ({ ...withCompany(lead, { employees: 3 }), requisites: {} }),
  (lead) => withCompany(lead, { revenueRub: 150_000_000 }),
  () => ({}),
  (lead) => withCompany(lead, { status: 'liquidated' }),
];

function withCompany({ counterparty }: Lead, changes: Partial<KnownCounterparty>): Partial<Lead> {
  return counterparty?.outcome === 'found' ? { counterparty: { ...counterparty, ...changes } } : {};
}

function pick<T>(values: readonly T[], index: number): T {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('there is nothing to pick from');
  return value;
}

function perSecond(value: number): string {
  return `${Math.round(value)} /s`;
}

function microseconds(value: number): string {
  return `${value.toFixed(2)} µs`;
}
