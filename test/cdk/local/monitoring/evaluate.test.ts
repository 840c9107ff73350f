import { describe, expect, it } from 'vitest';
import { linesOf, type Query } from '#cdk/local/monitoring/evaluate.ts';
import { lastMinutes } from '#cdk/local/monitoring/series.ts';
import { MetricBook } from '#cdk/local/records/metric-book.ts';

const START = Date.parse('2026-03-02T09:00:00Z');

describe('metric math', () => {
  it.each([
    ['a', [2, undefined, 6]],
    ['FILL(a, 0) + FILL(b, 0)', [2, 4, 6]],
    ['a + b', [undefined, undefined, undefined]],
    ['1000 * a / (1 + 1)', [1000, undefined, 3000]],
    ['10 - 2 - 3 * 2', [2, 2, 2]],
    ['a / 0', [undefined, undefined, undefined]],
    ['IF(FILL(a, 0) > 4, a, -1 + 0 * FILL(a, 0))', undefined],
    ['IF(FILL(a, 0) >= 6, 1, 0)', [0, 0, 1]],
    ['SUM([a, b])', [2, 4, 6]],
    ['MAX([a, 3])', [3, 3, 6]],
    ['FILL(a, 0) / SUM(a)', [0.25, 0, 0.75]],
  ])('works out %s', (expression, expected) => {
    if (expected === undefined) return expect(() => figuresOf(expression)).toThrow('has no operand');
    expect(figuresOf(expression)).toEqual(expected);
  });

  it.each(['a +', 'FILL(a', 'a ? b', 'c', 'ANOMALY_DETECTION_BAND(a, 2)', 'a b'])(
    'says that it does not understand %s',
    (expression) => {
      expect(() => figuresOf(expression)).toThrow(/./);
    },
  );

  it('searches for the dimensions that were recorded', () => {
    const book = aBook();
    book.add('Leads', 'Taken', { service: 'form', source: 'site' }, 5);
    book.add('Leads', 'Taken', { service: 'form', source: 'market' }, 7);
    book.add('Leads', 'Taken', { service: 'calls', source: 'pbx' }, 9);
    const expression = `SEARCH('{Leads,service,source} MetricName="Taken" service="form"', 'Sum', 60)`;
    const query: Query = { kind: 'expression', id: undefined, expression };

    const lines = linesOf(query, { queries: [], metrics: book, span: lastMinutes(1, START, 60) }, '');

    expect(lines.map(({ label, points }) => [label, [...points.values()]])).toEqual([
      ['site', [5]],
      ['market', [7]],
    ]);
  });

  it('joins minutes into longer periods', () => {
    const metric = { namespace: 'Leads', name: 'A', dimensions: {}, statistic: 'Sum' };
    const span = { fromMs: START, toMs: START + 300_000, periodSeconds: 300 };

    expect([...aBook().read(metric, span)]).toEqual([[START, 8]]);
    expect([...aBook().read({ ...metric, statistic: 'Average' }, span)]).toEqual([[START, 4]]);
  });
});

const QUERIES: readonly Query[] = ['a', 'b'].map((id) => ({
  kind: 'metric',
  id,
  metric: { namespace: 'Leads', name: id.toUpperCase(), dimensions: {}, statistic: 'Sum' },
}));

function figuresOf(expression: string): readonly (number | undefined)[] {
  const span = { fromMs: START, toMs: START + 180_000, periodSeconds: 60 };
  const query: Query = { kind: 'expression', id: undefined, expression };
  const [line] = linesOf(query, { queries: QUERIES, metrics: aBook(), span }, 'x');
  return [0, 1, 2].map((minute) => line?.points.get(START + minute * 60_000));
}

/** In three minutes A is 2, nothing, 6 and B is nothing, 4, nothing. */
function aBook(): MetricBook {
  let now = START;
  const book = new MetricBook(() => now);
  book.add('Leads', 'A', {}, 2);
  now += 60_000;
  book.add('Leads', 'B', {}, 4);
  now += 60_000;
  book.add('Leads', 'A', {}, 6);
  now = START;
  return book;
}
