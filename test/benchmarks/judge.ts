import { judge } from '#shared/domain/judge.ts';
import { aQualifiedLead } from '#test/support/a-lead.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Section } from './report.ts';
import { median, percentile, spread } from './statistics.ts';

const ROUNDS = 5;
const RUNS = 40_000;
const WARM_UP_RUNS = 20_000;
const DIFFERENT_LEADS = 256;

/** The demonstration's policy over different leads; reading the same lead from its JSON is the unit. */
export async function measureJudge(): Promise<Section> {
  const { policy } = await demoSettings();
  const leads = Array.from({ length: DIFFERENT_LEADS }, (_, index) => differentLead(index));
  const texts = leads.map((lead) => JSON.stringify(lead));
  const judgeOne = (index: number) => judge(pick(leads, index), policy);
  const parseOne = (index: number): unknown => JSON.parse(pick(texts, index));
  time(judgeOne, WARM_UP_RUNS);
  time(parseOne, WARM_UP_RUNS);

  const judged = [];
  const parsed = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    judged.push(time(judgeOne, RUNS));
    parsed.push(time(parseOne, RUNS));
  }
  const judgeP50 = median(judged.map(({ p50 }) => p50));
  const parseP50 = median(parsed.map(({ p50 }) => p50));
  return {
    benchmark: 'judge: one lead by the demonstration’s policy, in one thread',
    figures: [
      { name: 'judge()', figure: `${Math.round(median(judged.map(({ perSecond }) => perSecond)))} /s` },
      { name: 'judge(), p50', figure: microseconds(judgeP50), ratio: judgeP50 / parseP50 },
      { name: 'judge(), p99', figure: microseconds(median(judged.map(({ p99 }) => p99))) },
      { name: 'JSON.parse(), p50', figure: microseconds(parseP50), ratio: 1 },
    ],
    notes: [
      `${policy.rejections.length} rejections and ${policy.score.flatMap(({ steps }) => steps).length} steps of ${policy.score.length} terms over ${DIFFERENT_LEADS} leads of ${Math.round(median(texts.map((text) => Buffer.byteLength(text))))} bytes; facts are made anew for each`,
      `medians of ${ROUNDS} rounds in turn, which lie ${Math.round(spread(judged.map(({ p50 }) => p50)) * 100)} % apart`,
    ],
    raw: { judged, parsed },
  };
}

function time(work: (index: number) => unknown, runs: number) {
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
  return {
    perSecond: runs / (Number(before - startedAt) / 1e9),
    p50: percentile(nanoseconds, 0.5) / 1000,
    p99: percentile(nanoseconds, 0.99) / 1000,
  };
}

/** Budgets, roles and wishes vary, so that different rules and steps decide. */
function differentLead(index: number): Lead {
  const roles = ['director', 'менеджер по закупкам', 'помощник руководителя', 'инженер'];
  const timelines = ['month', 'срочно', 'в следующем квартале', 'не горит'];
  const lead = aQualifiedLead({ id: `lead-${index}` });
  return {
    ...lead,
    need: {
      ...lead.need,
      budgetRub: 20_000 + index * 8_000,
      role: pick(roles, index),
      timeline: pick(timelines, index >> 2),
    },
  };
}

function pick<T>(values: readonly T[], index: number): T {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('there is nothing to pick from');
  return value;
}

function microseconds(value: number): string {
  return `${value.toFixed(2)} µs`;
}
