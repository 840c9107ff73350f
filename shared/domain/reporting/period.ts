import { dateAfter, isLocalDate } from '../local-date.ts';

/** Local dates, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** A report of more than two years would compare with what nobody remembers. */
export const MAX_PERIOD_DAYS = 731;

const DAY_MS = 86_400_000;

/** `undefined` for what is no period: no dates, the wrong way round, too long. */
export function parsePeriod(from: string, to: string): Period | undefined {
  if (!isLocalDate(from) || !isLocalDate(to) || from > to) return undefined;
  const period = { from, to };
  return daysOf(period) > MAX_PERIOD_DAYS ? undefined : period;
}

/** As many days, right before. */
export function periodBefore({ from, to }: Period): Period {
  const days = daysOf({ from, to });
  return { from: dateAfter(from, -days), to: dateAfter(from, -1) };
}

export function daysOf({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

export function datesOf(period: Period): readonly string[] {
  return Array.from({ length: daysOf(period) }, (_, place) => dateAfter(period.from, place));
}
