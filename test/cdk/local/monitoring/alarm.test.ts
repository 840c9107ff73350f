import { describe, expect, it } from 'vitest';
import { type Alarm, nextState, readAlarm, statesOf } from '#cdk/local/monitoring/alarm.ts';
import { MetricBook } from '#cdk/local/records/metric-book.ts';

const START = Date.parse('2026-03-02T09:00:00Z');
const MINUTE = 60_000;

describe('an alarm on a metric', () => {
  it('rings at the end of the bad minute, and goes back a minute later', () => {
    const { book, advance } = bookAt(START);
    book.add('Leads', 'Dead', { service: 'b', stage: 'a' }, 1);
    advance(2 * MINUTE);

    const states = statesOf(anAlarm(), book, START, START + 2 * MINUTE);

    expect(states).toEqual([
      { at: START + MINUTE, state: 'ALARM', value: 1 },
      { at: START + 2 * MINUTE, state: 'OK', value: undefined },
    ]);
  });

  it('waits for as many bad minutes as its definition says', () => {
    const { book, advance } = bookAt(START);
    for (const value of [3, 0, 3]) {
      book.add('Leads', 'Dead', { service: 'b', stage: 'a' }, value);
      advance(MINUTE);
    }
    const alarm = anAlarm({ EvaluationPeriods: 3, DatapointsToAlarm: 2, Threshold: 3 });

    const states = statesOf(alarm, book, START, START + 3 * MINUTE);

    expect(states.map(({ state }) => state)).toEqual(['OK', 'OK', 'ALARM']);
  });

  it('looks at the percentile it names', () => {
    const { book } = bookAt(START);
    for (let value = 1; value <= 100; value += 1) {
      book.add('Leads', 'Dead', { service: 'b', stage: 'a' }, value === 1 ? 60_000 : 100);
    }
    const slow = anAlarm({ Statistic: undefined, ExtendedStatistic: 'p50', Threshold: 10_000 });
    const slowest = anAlarm({ Statistic: undefined, ExtendedStatistic: 'p100', Threshold: 10_000 });

    expect(statesOf(slow, book, START, START + MINUTE)[0]?.state).toBe('OK');
    expect(statesOf(slowest, book, START, START + MINUTE)[0]?.state).toBe('ALARM');
  });
});

describe('an alarm on a sum', () => {
  it('counts a metric that nobody has recorded as the expression says', () => {
    const { book } = bookAt(START);
    book.add('Leads', 'Bad', { service: 'one' }, 2);
    const alarm = readAlarm({
      name: 'sum',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 2,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
      Metrics: [
        { Id: 'all', Expression: 'FILL(a, 0) + FILL(b, 0)', ReturnData: true },
        { Id: 'a', MetricStat: statOf('one'), ReturnData: false },
        { Id: 'b', MetricStat: statOf('two'), ReturnData: false },
      ],
    });

    expect(statesOf(alarm, book, START, START + MINUTE)).toEqual([
      { at: START + MINUTE, state: 'ALARM', value: 2 },
    ]);
  });
});

describe('missing figures', () => {
  it.each([
    ['notBreaching', 'OK'],
    ['breaching', 'ALARM'],
    ['ignore', 'ALARM'],
    ['missing', 'INSUFFICIENT_DATA'],
  ])('that are %s leave an alarm that rings in %s', (missing, expected) => {
    const alarm = anAlarm({ TreatMissingData: missing, EvaluationPeriods: 2, DatapointsToAlarm: 2 });

    expect(nextState(alarm, [undefined, undefined], 'ALARM')).toBe(expected);
  });

  it('from before anything ran do not make an alarm ring', () => {
    const { book } = bookAt(START);
    const alarm = anAlarm({
      TreatMissingData: 'breaching',
      ComparisonOperator: 'LessThanThreshold',
      EvaluationPeriods: 3,
      DatapointsToAlarm: 3,
    });

    const states = statesOf(alarm, book, START, START + 4 * MINUTE);

    expect(states.map(({ state }) => state)).toEqual([
      'INSUFFICIENT_DATA',
      'INSUFFICIENT_DATA',
      'ALARM',
      'ALARM',
    ]);
  });
});

function statOf(service: string) {
  const Metric = {
    Namespace: 'Leads',
    MetricName: 'Bad',
    Dimensions: [{ Name: 'service', Value: service }],
  };
  return { Metric, Period: 60, Stat: 'Sum' };
}

/** The dimensions stand in another order than where the figures are recorded, which makes no difference. */
function anAlarm(differs: Readonly<Record<string, unknown>> = {}): Alarm {
  return readAlarm({
    name: 'Dead',
    Namespace: 'Leads',
    MetricName: 'Dead',
    Dimensions: [
      { Name: 'stage', Value: 'a' },
      { Name: 'service', Value: 'b' },
    ],
    Statistic: 'Sum',
    Period: 60,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    Threshold: 1,
    EvaluationPeriods: 1,
    TreatMissingData: 'notBreaching',
    ...differs,
  });
}

function bookAt(start: number) {
  let now = start;
  return { book: new MetricBook(() => now), advance: (ms: number) => (now += ms) };
}
