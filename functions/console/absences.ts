import { dateAfter, isLocalDate } from '#shared/domain/local-date.ts';
import type { DateSpan, Team } from '#shared/domain/team.ts';
import { zonedMoment } from '#shared/domain/time-zone.ts';
import type { AbsenceFault } from './team-texts.ts';

/** Longer ones are slips of the finger in the year; who is gone for good is switched off in the settings. */
const LONGEST_DAYS = 366;

/** An absence as somebody typed it. */
export interface TypedAbsence {
  readonly rep: string;
  readonly from: string;
  readonly to: string;
}

export type AbsenceReading =
  | { readonly outcome: 'read'; readonly rep: string; readonly span: DateSpan }
  | { readonly outcome: 'faulty'; readonly fault: AbsenceFault };

/** Reads an absence that is to be entered. Both its dates are the rep's own; a single day needs no second date. */
export function readAbsence(
  { rep: id, from, to: typedTo }: TypedAbsence,
  team: Team,
  now: Date,
): AbsenceReading {
  const rep = team.reps.find((one) => one.id === id);
  if (rep === undefined) return { outcome: 'faulty', fault: 'unknown-rep' };
  const to = typedTo === '' ? from : typedTo;
  if (!isLocalDate(from) || !isLocalDate(to)) return { outcome: 'faulty', fault: 'bad-date' };
  if (to < from) return { outcome: 'faulty', fault: 'backwards' };
  if (to > dateAfter(from, LONGEST_DAYS)) return { outcome: 'faulty', fault: 'too-long' };
  const today = zonedMoment(rep.hours.timeZone, now.getTime()).date;
  if (to < today) return { outcome: 'faulty', fault: 'past' };
  return { outcome: 'read', rep: id, span: { from, to } };
}
