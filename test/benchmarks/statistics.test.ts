import { describe, expect, it } from 'vitest';
import { median, percentile, percentiles, slope, spread } from './statistics.ts';

describe('the statistics of a benchmark', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('take a percentile from the values themselves, in whatever order they come', () => {
    expect(percentiles(hundred)).toEqual({ count: 100, p50: 50, p95: 95, p99: 99, max: 100 });
    expect(percentile([7], 0.99)).toBe(7);
  });

  it('leave the values as they are', () => {
    const values = [3, 1, 2];

    median(values);
    percentile(values, 0.5);

    expect(values).toEqual([3, 1, 2]);
  });

  it('take the middle of an odd number and the mean of the two middle ones of an even number', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([1, 2, 4, 100])).toBe(3);
  });

  it('have no figure for what was never measured', () => {
    expect(percentile([], 0.5)).toBeNaN();
    expect(median([])).toBeNaN();
  });

  it('tell the spread of repeats as a share of their median', () => {
    expect(spread([90, 100, 120])).toBeCloseTo(0.3);
    expect(spread([4, 4, 4])).toBe(0);
  });

  it('tell how fast something grows, and nothing of a single moment', () => {
    const points = [
      { x: 0, y: 100 },
      { x: 10, y: 121 },
      { x: 20, y: 140 },
    ];

    expect(slope(points)).toBeCloseTo(2);
    expect(slope([{ x: 5, y: 9 }])).toBe(0);
  });
});
