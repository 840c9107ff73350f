import { dateAfter } from './local-date.ts';

/** What the production calendar makes of a date; undefined for a date like any other of its week. */
export type CalendarRule =
  | { readonly kind: 'day-off' }
  /** One hour less, as before a holiday. */
  | { readonly kind: 'shortened' }
  /** Worked as the day of the week that it was exchanged for. 0 is Sunday. */
  | { readonly kind: 'worked-as'; readonly weekday: number; readonly shortened: boolean };

/** Holidays by article 112 of the Labour Code of Russia, as month and day. */
const HOLIDAYS = [
  ...['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08'],
  ...['02-23', '03-08', '05-01', '05-09', '06-12', '11-04'],
];

/**
 * Days off moved by the government's yearly decree, from date to date: those of 2024 (No. 1314 of 10.08.2023),
 * of 2025 (No. 1335 of 04.10.2024) and of 2026 (No. 1466 of 24.09.2025).
 *
 * A year without a decree goes by the Labour Code alone: a holiday on a weekend, but for those of January, gives the
 * next working day off. What a decree then adds, a team document says by `holidays` and `extraDays` until it is here.
 */
const MOVED: Readonly<Record<string, string>> = {
  '2024-01-06': '2024-05-10',
  '2024-01-07': '2024-12-31',
  '2024-04-27': '2024-04-29',
  '2024-11-02': '2024-04-30',
  '2024-12-28': '2024-12-30',
  '2025-01-04': '2025-05-02',
  '2025-01-05': '2025-12-31',
  '2025-02-23': '2025-05-08',
  '2025-03-08': '2025-06-13',
  '2025-11-01': '2025-11-03',
  '2026-01-03': '2026-01-09',
  '2026-01-04': '2026-12-31',
};

/** The last year whose decree is known. Later ones go by the Labour Code alone. */
export const LAST_DECREED_YEAR = Math.max(...Object.keys(MOVED).map((date) => Number(date.slice(0, 4))));

type Year = ReadonlyMap<string, CalendarRule>;

/** Every rep is asked about with every lead. Only a memory: answers stay the same. */
const years = new Map<string, Year>();

/** The rule of a local date, `2026-12-31`. */
export function russianRuleOf(date: string): CalendarRule | undefined {
  const year = date.slice(0, 4);
  const known = years.get(year) ?? makeYear(year);
  years.set(year, known);
  return known.get(date);
}

function makeYear(year: string): Year {
  const holidays = new Set(HOLIDAYS.map((day) => `${year}-${day}`));
  const off = new Set(holidays);
  const moves = Object.entries(MOVED).filter(([from]) => from.startsWith(year));
  for (const [, to] of moves) off.add(to);
  for (const holiday of holidays) if (movesByLaw(holiday)) off.add(nextWorkingDay(holiday, off));
  const rules = new Map<string, CalendarRule>([...off].map((date) => [date, { kind: 'day-off' }]));
  for (const holiday of holidays) {
    const eve = dateAfter(holiday, -1);
    if (eve.startsWith(year) && !off.has(eve) && !isWeekend(eve)) rules.set(eve, { kind: 'shortened' });
  }
  for (const [from, to] of moves) {
    if (holidays.has(from)) continue;
    const shortened = holidays.has(dateAfter(to, 1));
    rules.set(from, { kind: 'worked-as', weekday: weekdayOf(to), shortened });
  }
  return rules;
}

function movesByLaw(holiday: string): boolean {
  return isWeekend(holiday) && !holiday.includes('-01-') && MOVED[holiday] === undefined;
}

function nextWorkingDay(date: string, off: ReadonlySet<string>): string {
  const next = dateAfter(date, 1);
  return isWeekend(next) || off.has(next) ? nextWorkingDay(next, off) : next;
}

function isWeekend(date: string): boolean {
  return weekdayOf(date) % 6 === 0;
}

function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}
