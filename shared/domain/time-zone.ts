import { MINUTE_MS, SECOND_MS } from './time.ts';

/** Clocks of our days are put forward and back on quarters of an hour; the last to differ was a polar station, to 2022. */
const QUARTER_MS = 15 * MINUTE_MS;

/** Quarters remembered per zone: about ten days, then it is begun anew. */
const REMEMBERED_QUARTERS = 1_000;

/** A moment as the clock and the calendar on the wall show it. */
export interface ZonedMoment {
  /** `2026-11-23`. */
  readonly date: string;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Minutes since midnight by the clock. */
  readonly minute: number;
}

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly offsets: Map<number, number>;
  lastMs: number;
  last: ZonedMoment;
}

/** Making a formatter costs tens of microseconds, so there is one per zone. Only a memory: answers stay the same. */
const zones = new Map<string, Zone>();

/** What the wall shows in an IANA zone. Throws a RangeError for a name that is no zone. */
export function zonedMoment(timeZone: string, atMs: number): ZonedMoment {
  const zone = zoneOf(timeZone);
  if (zone.lastMs === atMs) return zone.last;
  zone.last = toZonedMoment(atMs + offsetMsIn(zone, Math.floor(atMs / QUARTER_MS)));
  zone.lastMs = atMs;
  return zone.last;
}

/** What a zone's clock is ahead of UTC at a moment. */
export function offsetMsAt(timeZone: string, atMs: number): number {
  return offsetMsIn(zoneOf(timeZone), Math.floor(atMs / QUARTER_MS));
}

/** Cuts a stretch of at most a day where the clock is put forward or back. */
export function spansOfOneOffset(
  timeZone: string,
  fromMs: number,
  toMs: number,
): readonly { readonly fromMs: number; readonly toMs: number }[] {
  const zone = zoneOf(timeZone);
  const first = Math.floor(fromMs / QUARTER_MS);
  const last = Math.floor((toMs - 1) / QUARTER_MS);
  if (offsetMsIn(zone, first) === offsetMsIn(zone, last)) return [{ fromMs, toMs }];
  const changeMs = firstQuarterOfNextOffset(zone, first, last) * QUARTER_MS;
  return [{ fromMs, toMs: changeMs }, ...spansOfOneOffset(timeZone, changeMs, toMs)];
}

/** Halves the stretch until the quarter is found with which the other offset begins. */
function firstQuarterOfNextOffset(zone: Zone, first: number, last: number): number {
  let before = first;
  let behind = last;
  while (behind - before > 1) {
    const middle = Math.floor((before + behind) / 2);
    if (offsetMsIn(zone, middle) === offsetMsIn(zone, first)) before = middle;
    else behind = middle;
  }
  return behind;
}

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const zone = { format: makeFormat(timeZone), offsets: new Map(), lastMs: 0, last: toZonedMoment(0) };
  zone.last = toZonedMoment(offsetMsIn(zone, 0));
  zones.set(timeZone, zone);
  return zone;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

function offsetMsIn(zone: Zone, quarter: number): number {
  const known = zone.offsets.get(quarter);
  if (known !== undefined) return known;
  if (zone.offsets.size >= REMEMBERED_QUARTERS) zone.offsets.clear();
  const offsetMs = readOffsetMs(zone.format, quarter * QUARTER_MS);
  zone.offsets.set(quarter, offsetMs);
  return offsetMs;
}

/** Intl tells no offset as a number; the wall time read as if it were UTC is ahead of UTC by just that. */
function readOffsetMs(format: Intl.DateTimeFormat, atMs: number): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(atMs)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second);
  return wallMs - Math.floor(atMs / SECOND_MS) * SECOND_MS;
}

function toZonedMoment(wallMs: number): ZonedMoment {
  const wall = new Date(wallMs);
  return {
    date: wall.toISOString().slice(0, 10),
    weekday: wall.getUTCDay(),
    minute: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  };
}
