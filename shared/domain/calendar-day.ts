import { covers } from './date-span.ts';
import { dateAfter } from './local-date.ts';
import type { DateSpan, WorkingHours } from './team.ts';
import { offsetMsAt } from './time-zone.ts';
import { workingMinutesUntil } from './working-hours.ts';

/** What a rep does on a day: works, has it off by their week, by a holiday, by the team document, or by an entry. */
export type DayKind = 'works' | 'day-off' | 'holiday' | 'vacation' | 'absence';

export interface CalendarDay {
  readonly date: string;
  readonly kind: DayKind;
  /** Minutes the rep would work were they there, the production calendar counted in. */
  readonly workedMinutes: number;
  /** Less than the same day of an ordinary week, or work where that has none. */
  readonly unlike?: 'shortened' | 'moved-here';
}

/** One day of a rep's calendar; `entered` are the absences besides those of the team document. */
export function calendarDay(hours: WorkingHours, entered: readonly DateSpan[], date: string): CalendarDay {
  const { away = [], ...present } = hours;
  const workedMinutes = workedMinutesOn(present, date);
  if (covers(entered, date)) return { date, kind: 'absence', workedMinutes };
  if (covers(away, date)) return { date, kind: 'vacation', workedMinutes };
  const usualMinutes = usualMinutesOn(hours, date);
  if (workedMinutes === 0) return { date, kind: usualMinutes > 0 ? 'holiday' : 'day-off', workedMinutes };
  if (usualMinutes === 0) return { date, kind: 'works', workedMinutes, unlike: 'moved-here' };
  return { date, kind: 'works', workedMinutes, ...(workedMinutes < usualMinutes ? SHORTENED : {}) };
}

/** How many minutes the hours hold on a local date. */
export function workedMinutesOn(hours: WorkingHours, date: string): number {
  const from = midnightOf(hours.timeZone, date);
  return workingMinutesUntil(hours, from, midnightOf(hours.timeZone, dateAfter(date, 1)));
}

/** The dates of a month, `2026-12`. */
export function datesOfMonth(month: string): readonly string[] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return Array.from({ length: days }, (_, place) => dateAfter(`${month}-01`, place));
}

const SHORTENED = { unlike: 'shortened' } as const;

function usualMinutesOn({ timeZone, week }: WorkingHours, date: string): number {
  return workedMinutesOn({ timeZone, week, daysOff: [] }, date);
}

/** When the date begins in the zone; where the clock skips midnight, within the hour of it. */
export function midnightOf(timeZone: string, date: string): Date {
  const wallMs = Date.parse(`${date}T00:00:00Z`);
  const nearMs = wallMs - offsetMsAt(timeZone, wallMs);
  return new Date(wallMs - offsetMsAt(timeZone, nearMs));
}
