import type { DateSpan } from './team.ts';

/** Whether one of the spans holds the local date. */
export function covers(spans: readonly DateSpan[] | undefined, date: string): boolean {
  return spans?.some(({ from, to }) => from <= date && date <= to) ?? false;
}
