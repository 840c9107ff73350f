import * as z from 'zod/mini';
import { dateAfter } from '#shared/domain/local-date.ts';
import { midnightOf } from '#shared/domain/calendar-day.ts';
import { parsePeriod, type Period } from '#shared/domain/reporting/period.ts';
import { zonedMoment } from '#shared/domain/time-zone.ts';
import type { Call } from './call.ts';

export const ReportParameters = z.object({
  from: z.optional(z.iso.date()),
  to: z.optional(z.iso.date()),
  format: z._default(z.enum(['json', 'csv']), 'json'),
  table: z.optional(z.string()),
});

/** Without a period, the last thirty days count, today included. */
const USUAL_DAYS = 30;

export function todayIn(zone: string, now: Date): string {
  return zonedMoment(zone, now.getTime()).date;
}

/** The period of `?from=&to=`, dates both included; undefined for what is none. One date alone is a day to today, or that day. */
export function readPeriod({ query, now }: Pick<Call, 'query' | 'now'>, zone: string): Period | undefined {
  const to = query.get('to') || todayIn(zone, now);
  const from = query.get('from') || dateAfter(to, 1 - USUAL_DAYS);
  return parsePeriod(from, to);
}

/** Moments between which the leads of a period came, the second not included, as lists of leads want them. */
export function momentsOf(
  { from, to }: Period,
  zone: string,
): { readonly from: string; readonly to: string } {
  return {
    from: midnightOf(zone, from).toISOString(),
    to: midnightOf(zone, dateAfter(to, 1)).toISOString(),
  };
}

/** Query of the list of leads behind a number. */
export function leadsQuery(figures: string, period: Period, zone: string): string {
  return String(new URLSearchParams({ figure: figures, ...momentsOf(period, zone) }));
}

export interface Preset {
  readonly name: 'today' | 'week' | 'month' | 'thisMonth' | 'lastMonth';
  readonly period: Period;
}

export function presets(today: string): readonly Preset[] {
  const first = `${today.slice(0, 7)}-01`;
  const lastOfBefore = dateAfter(first, -1);
  return [
    { name: 'today', period: { from: today, to: today } },
    { name: 'week', period: { from: dateAfter(today, -6), to: today } },
    { name: 'month', period: { from: dateAfter(today, 1 - USUAL_DAYS), to: today } },
    { name: 'thisMonth', period: { from: first, to: today } },
    { name: 'lastMonth', period: { from: `${lastOfBefore.slice(0, 7)}-01`, to: lastOfBefore } },
  ];
}
