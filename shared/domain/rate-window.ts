import { MINUTE_MS } from './time.ts';

/**
 * How many requests came in this minute and in the one before.
 *
 * The last sixty seconds are reckoned from both: this minute's count, and of the previous one the part that
 * has not gone by yet. So nobody can send twice the limit around the turn of a minute, and two numbers are enough.
 */
export interface RateWindow {
  /** Minutes since 1970. */
  readonly minute: number;
  readonly current: number;
  readonly previous: number;
}

export function emptyWindow(now: Date): RateWindow {
  return { minute: minuteOf(now), current: 0, previous: 0 };
}

/** The window as it is at `now`. Requests that overtake each other at the turn of a minute count in the later one. */
export function windowAt(window: RateWindow, now: Date): RateWindow {
  const minutes = minuteOf(now) - window.minute;
  if (minutes === 0 || minutes === -1) return window;
  return { ...emptyWindow(now), previous: minutes === 1 ? window.current : 0 };
}

/**
 * Milliseconds until one more request fits, if nobody sends any meanwhile; 0 when it fits now.
 * What was counted beyond the limit was refused, so it does not lengthen the wait.
 */
export function waitMs({ minute, current, previous }: RateWindow, perMinute: number, now: Date): number {
  const limit = Math.max(1, Math.floor(perMinute));
  const before = Math.min(previous, limit);
  const elapsedMs = Math.max(0, now.getTime() - minute * MINUTE_MS);
  const fitsAtMs =
    current < limit ? momentOfRoom(before, limit - current - 1) : MINUTE_MS + momentOfRoom(limit, limit - 1);
  return Math.max(0, fitsAtMs - elapsedMs);
}

/** How long into a minute it takes until at most `room` of the previous minute's requests still count. */
function momentOfRoom(previous: number, room: number): number {
  if (previous <= room) return 0;
  return Math.ceil(MINUTE_MS - (room * MINUTE_MS) / previous);
}

export function minuteOf(now: Date): number {
  return Math.floor(now.getTime() / MINUTE_MS);
}
