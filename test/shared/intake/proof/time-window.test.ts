import { describe, expect, it } from 'vitest';
import { isWithinWindow } from '#shared/intake/proof/time-window.ts';

const NOW = new Date('2026-11-23T09:00:00.000Z');

describe('a signed moment', () => {
  it.each([
    [0, true],
    [-300_000, true],
    [300_000, true],
    [-300_001, false],
    [300_001, false],
    [Number.NaN, false],
    [Number.POSITIVE_INFINITY, false],
  ])('%i ms from now is near enough: %s', (distanceMs, expected) => {
    expect(isWithinWindow(NOW.getTime() + distanceMs, NOW)).toBe(expected);
  });

  it('may be given a window of its own', () => {
    expect(isWithinWindow(NOW.getTime() - 60_000, NOW, 60)).toBe(true);
    expect(isWithinWindow(NOW.getTime() - 60_001, NOW, 60)).toBe(false);
  });
});
