import type { HoursBlock, WorkingHours } from './team.ts';
import { MINUTE_MS } from './time.ts';
import { offsetMsAt, spansOfOneOffset, zonedMoment } from './time-zone.ts';
import { withoutOverlaps, workedBlocks } from './worked-blocks.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;

/** Hours without work for so long are no hours to wait for: somebody else should answer. */
const LOOK_AHEAD_DAYS = 60;

/** Part of the time line without a break in it, in epoch milliseconds, the end not included. */
interface Shift {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Whether the rep works at this moment, by the clock on their wall.
 *
 * An hour that the clock skips is worked by nobody, an hour that it shows twice is worked twice.
 */
export function isWorking(hours: WorkingHours, now: Date): boolean {
  const local = zonedMoment(hours.timeZone, now.getTime());
  const blocks = workedBlocks(hours, local.date, local.weekday);
  return blocks.some(({ fromMinute, toMinute }) => fromMinute <= local.minute && local.minute < toMinute);
}

/** The first moment from `now` on at which the rep works; undefined when there is none for so many days. */
export function nextShiftStart(
  hours: WorkingHours,
  now: Date,
  lookAheadDays = LOOK_AHEAD_DAYS,
): Date | undefined {
  for (const shift of shiftsFrom(hours, now.getTime(), lookAheadDays)) return new Date(shift.fromMs);
  return undefined;
}

/**
 * The moment by which the rep has worked so many minutes after `from`.
 *
 * Hours that do not hold so much work in the days looked at give the plain time instead:
 * a deadline that never comes would let the lead be forgotten.
 */
export function addWorkingMinutes(hours: WorkingHours, from: Date, minutes: number): Date {
  if (minutes <= 0) return from;
  let leftMs = minutes * MINUTE_MS;
  for (const shift of shiftsFrom(hours, from.getTime(), LOOK_AHEAD_DAYS)) {
    const lengthMs = shift.toMs - shift.fromMs;
    if (leftMs <= lengthMs) return new Date(shift.fromMs + leftMs);
    leftMs -= lengthMs;
  }
  return new Date(from.getTime() + minutes * MINUTE_MS);
}

/** Minutes the rep works between two moments; 0 when the second is the earlier one. */
export function workingMinutesUntil(hours: WorkingHours, from: Date, to: Date): number {
  const days = Math.ceil((to.getTime() - from.getTime()) / DAY_MS);
  let workedMs = 0;
  for (const shift of shiftsFrom(hours, from.getTime(), days))
    workedMs += Math.max(0, Math.min(shift.toMs, to.getTime()) - shift.fromMs);
  return workedMs / MINUTE_MS;
}

/** The shifts from a moment on, in order and apart or touching, none of them empty. */
function* shiftsFrom(hours: WorkingHours, fromMs: number, days: number): Generator<Shift> {
  for (let day = 0; day < days; day += 1) {
    const startMs = fromMs + day * DAY_MS;
    for (const span of spansOfOneOffset(hours.timeZone, startMs, startMs + DAY_MS))
      yield* shiftsWithin(hours, span);
  }
}

/** Where the clock does not change, wall time and time differ by a constant, so blocks are only moved. */
function* shiftsWithin(hours: WorkingHours, span: Shift): Generator<Shift> {
  const offsetMs = offsetMsAt(hours.timeZone, span.fromMs);
  const firstDayMs = Math.floor((span.fromMs + offsetMs) / DAY_MS) * DAY_MS;
  for (let dayMs = firstDayMs; dayMs < span.toMs + offsetMs; dayMs += DAY_MS) {
    for (const block of blocksOf(hours, dayMs)) {
      const fromMs = Math.max(span.fromMs, dayMs + block.fromMinute * MINUTE_MS - offsetMs);
      const toMs = Math.min(span.toMs, dayMs + block.toMinute * MINUTE_MS - offsetMs);
      if (fromMs < toMs) yield { fromMs, toMs };
    }
  }
}

/** The blocks of a local day, given by its midnight as if it were UTC; none overlaps the one before it. */
function blocksOf(hours: WorkingHours, dayMs: number): readonly HoursBlock[] {
  const day = new Date(dayMs);
  return withoutOverlaps(workedBlocks(hours, day.toISOString().slice(0, 10), day.getUTCDay()));
}
