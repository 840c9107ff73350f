import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyWindow, waitMs, windowAt, type RateWindow } from '#shared/domain/rate-window.ts';
import { MINUTE_MS, SECOND_MS } from '#shared/domain/time.ts';

const MINUTE = new Date('2026-11-23T09:00:00.000Z');

function at(seconds: number): Date {
  return new Date(MINUTE.getTime() + seconds * SECOND_MS);
}

function sent(current: number, previous = 0): RateWindow {
  return { ...emptyWindow(MINUTE), current, previous };
}

describe('a limit of twenty a minute', () => {
  it.each([
    ['nobody sent anything', sent(0), 0, 0],
    ['nineteen came in this minute', sent(19), 59, 0],
    ['twenty came at its beginning', sent(20), 0, 63],
    ['twenty came, and the minute is nearly over', sent(20), 59, 4],
    ['twenty came in the minute before, which is just over', sent(0, 20), 0, 3],
    ['twenty came in the minute before, and half of this one is gone', sent(9, 20), 30, 0],
    ['and one more of them came', sent(10, 20), 30, 3],
    ['a flood was refused in the minute before', sent(0, 5_000), 0, 3],
    ['a flood is being refused', sent(5_000, 5_000), 30, 33],
  ])('when %s', (_name, window, seconds, expectedSeconds) => {
    expect(waitMs(window, 20, at(seconds))).toBe(expectedSeconds * SECOND_MS);
  });

  it('forgets what is two minutes old', () => {
    expect(windowAt(sent(20), at(60))).toEqual({ ...emptyWindow(at(60)), previous: 20 });
    expect(windowAt(sent(20, 20), at(120))).toEqual(emptyWindow(at(120)));
  });

  it('keeps its count when two requests overtake each other at the turn, and locks nobody out for a wrong clock', () => {
    expect(windowAt(sent(20), at(-1))).toEqual(sent(20));
    expect(windowAt(sent(20), at(-3_600))).toEqual(emptyWindow(at(-3_600)));
  });
});

const LIMIT = fc.integer({ min: 1, max: 1_000 });
const COUNT = fc.integer({ min: 0, max: 2_000 });
const ELAPSED_MS = fc.integer({ min: 0, max: MINUTE_MS - 1 });

describe('how long to wait', () => {
  it('is exact: a request fits then, and not a millisecond before', () => {
    fc.assert(
      fc.property(LIMIT, COUNT, COUNT, ELAPSED_MS, (limit, current, previous, elapsedMs) => {
        const window = sent(current, previous);
        const now = at(elapsedMs / 1000);
        const wait = waitMs(window, limit, now);
        const later = (ms: number) => new Date(now.getTime() + ms);

        expect(waitMs(windowAt(window, later(wait)), limit, later(wait))).toBe(0);
        if (wait > 0)
          expect(waitMs(windowAt(window, later(wait - 1)), limit, later(wait - 1))).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(2 * MINUTE_MS);
      }),
    );
  });

  it('lets nobody send more than the limit in a minute', () => {
    fc.assert(
      fc.property(
        LIMIT,
        fc.array(fc.integer({ min: 0, max: 3 * MINUTE_MS }), { maxLength: 400 }),
        (limit, moments) => {
          const admitted = admittedOf(
            moments.sort((one, other) => one - other),
            limit,
          );
          for (const moment of admitted) {
            const sameMinute = admitted.filter(
              (one) => Math.floor(one / MINUTE_MS) === Math.floor(moment / MINUTE_MS),
            );
            expect(sameMinute.length).toBeLessThanOrEqual(limit);
          }
        },
      ),
    );
  });

  it('lets somebody who sends evenly, a little below the limit, send all of them', () => {
    const eightMinutely = Array.from({ length: 100 }, (_, at) => Math.floor((at * MINUTE_MS) / 8));

    expect(admittedOf(eightMinutely, 10)).toEqual(eightMinutely);
  });
});

function admittedOf(moments: readonly number[], limit: number): readonly number[] {
  let window = emptyWindow(MINUTE);
  return moments.filter((moment) => {
    const now = at(moment / 1000);
    window = windowAt(window, now);
    if (waitMs(window, limit, now) > 0) return false;
    window = { ...window, current: window.current + 1 };
    return true;
  });
}
