import { covers } from './date-span.ts';
import type { Rep, RepState } from './team.ts';
import { zonedMoment } from './time-zone.ts';
import { isWorking } from './working-hours.ts';

/** Why a lead cannot go to a rep, as stable codes, in the order they are looked for. */
export type Unavailable =
  'unknown-rep' | 'not-active' | 'already-asked' | 'lacks-skill' | 'away' | 'off-duty' | 'off-shift' | Full;

/** Which of the rep's limits is reached: of leads open at once, of a day, or of leads of one source. */
export type Full = 'full' | 'full-today' | 'full-of-source';

/** What can be known of a rep when a lead is to be given away. */
export interface RepAtHand {
  /** Undefined when a pool names somebody the team does not have. */
  readonly rep: Rep | undefined;
  /** Undefined while nothing was ever written about the rep: no lead is open then. */
  readonly state: RepState | undefined;
  readonly asked: boolean;
  /** Skills the lead needs. */
  readonly needs?: readonly string[];
  /** Where the lead is from. */
  readonly source?: string;
}

const PASSING: ReadonlySet<string> = new Set<Unavailable>([
  'away',
  'off-duty',
  'off-shift',
  'full',
  'full-today',
  'full-of-source',
]);

/** The first reason why the rep cannot take a lead now; undefined when nothing speaks against it. */
export function whyNotAvailable(hand: RepAtHand, now: Date): Unavailable | undefined {
  const { rep, state, asked, needs = [] } = hand;
  if (rep === undefined) return 'unknown-rep';
  if (!rep.active) return 'not-active';
  if (asked) return 'already-asked';
  if (needs.some((skill) => rep.skills?.includes(skill) !== true)) return 'lacks-skill';
  if (isAway(rep, state, now)) return 'away';
  if (state?.onDuty === false) return 'off-duty';
  if (!isWorking(rep.hours, now)) return 'off-shift';
  return whyFull(rep, state, { source: hand.source, now });
}

/** Which of the rep's limits leaves no place for a lead of the source. */
export function whyFull(
  rep: Rep,
  state: RepState | undefined,
  { source, now }: { readonly source: string | undefined; readonly now: Date },
): Full | undefined {
  if (state === undefined) return undefined;
  if (state.open >= rep.capacity) return 'full';
  if (isFullToday(rep, state, now)) return 'full-today';
  const ofSource = source === undefined ? undefined : rep.capacityPerSource?.[source];
  if (source === undefined || ofSource === undefined) return undefined;
  return (state.openBySource?.[source] ?? 0) < ofSource ? undefined : 'full-of-source';
}

function isFullToday({ capacityPerDay, hours }: Rep, { day }: RepState, now: Date): boolean {
  if (capacityPerDay === undefined || day === undefined || day.taken < capacityPerDay) return false;
  return day.date === zonedMoment(hours.timeZone, now.getTime()).date;
}

function isAway({ hours }: Rep, state: RepState | undefined, now: Date): boolean {
  if (hours.away === undefined && state?.away === undefined) return false;
  const { date } = zonedMoment(hours.timeZone, now.getTime());
  return covers(hours.away, date) || covers(state?.away, date);
}

/** Whether the reason passes by itself; the others last until the settings or the lead change. */
export function isPassing(because: string): boolean {
  return PASSING.has(because);
}
