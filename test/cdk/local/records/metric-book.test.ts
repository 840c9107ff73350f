import { describe, expect, it } from 'vitest';
import { MetricBook } from '#cdk/local/records/metric-book.ts';

describe('the book of metrics', () => {
  it('sums up each minute by itself', () => {
    let now = Date.parse('2026-03-02T09:00:10Z');
    const book = new MetricBook(() => now);
    for (const value of [1, 2, 3]) book.add('Leads', 'Time', { step: 'a' }, value);
    now += 60_000;
    book.add('Leads', 'Time', { step: 'a' }, 10);

    expect(book.list()).toEqual([
      {
        ...{ namespace: 'Leads', name: 'Time', dimensions: { step: 'a' }, unit: 'Count' },
        minutes: [
          expect.objectContaining({ at: '2026-03-02T09:00:00.000Z', count: 3, sum: 6, min: 1, max: 3 }),
          expect.objectContaining({ at: '2026-03-02T09:01:00.000Z', count: 1, sum: 10 }),
        ],
      },
    ]);
  });

  it('keeps what differs in a dimension apart', () => {
    const book = new MetricBook();
    book.add('Leads', 'Count', { step: 'a' }, 1);
    book.add('Leads', 'Count', { step: 'b' }, 1);

    expect(book.list({ name: 'Count' })).toHaveLength(2);
  });

  it('tells percentiles within a tenth', () => {
    const book = new MetricBook();
    for (let value = 1; value <= 1000; value += 1) book.add('Leads', 'Time', {}, value);

    const [minute] = book.list()[0]?.minutes ?? [];

    expect(minute?.p50).toSatisfy((p50: number) => Math.abs(p50 - 500) < 50);
    expect(minute?.p99).toSatisfy((p99: number) => Math.abs(p99 - 990) < 99);
  });

  it('forgets after three hours', () => {
    let now = 0;
    const book = new MetricBook(() => now);
    book.add('Leads', 'Count', {}, 1);
    now += 181 * 60_000;
    book.add('Leads', 'Count', {}, 1);

    expect(book.list()[0]?.minutes).toHaveLength(1);
  });

  it.each([
    'plain text',
    '{"level":"INFO"}',
    '{"CloudWatchMetrics" broken',
    '{"_aws":{"CloudWatchMetrics":[{}]}}',
  ])('finds no metric in %j', (line) => {
    const book = new MetricBook();

    book.readLine(line);

    expect(book.list()).toEqual([]);
  });
});
