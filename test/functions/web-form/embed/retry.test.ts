import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDelayMs } from '#functions/web-form/embed/retry.ts';

describe('sending again', () => {
  it('takes twice as long each time, a minute at most, and ends after some minutes', () => {
    const delays = Array.from({ length: 10 }, (_, index) => retryDelayMs(index + 1, 0));

    expect(delays).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000, undefined]);
  });

  it('spreads out whom one outage stopped, over half of each delay', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, random) => {
          const longest = retryDelayMs(attempt, 0) ?? 0;
          const delay = retryDelayMs(attempt, random) ?? 0;
          return delay >= longest / 2 && delay <= longest;
        },
      ),
    );
  });
});
