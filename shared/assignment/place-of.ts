import type { Lead } from '#shared/domain/lead.ts';
import type { Rep, Team } from '#shared/domain/team.ts';
import { zonedMoment } from '#shared/domain/time-zone.ts';
import type { PlaceTaken } from '#shared/ports/assignment-book.ts';

/** The place a lead takes in a rep's load, within every limit that the team document sets them. */
export function placeOf(rep: Rep, { source }: Pick<Lead, 'source'>, now: Date): PlaceTaken {
  const { capacity, capacityPerDay, capacityPerSource } = rep;
  const ofSource = capacityPerSource?.[source];
  return {
    rep: rep.id,
    capacity,
    day: { date: todayOf(rep, now), ...(capacityPerDay === undefined ? {} : { limit: capacityPerDay }) },
    source: { id: source, ...(ofSource === undefined ? {} : { limit: ofSource }) },
  };
}

/** The supervisor has a place for every lead; it is counted as any other is. */
export function placeOfSupervisor(
  { reps, supervisor }: Pick<Team, 'reps' | 'supervisor'>,
  { source }: Pick<Lead, 'source'>,
  now: Date,
): PlaceTaken {
  const rep = reps.find(({ id }) => id === supervisor);
  return {
    rep: supervisor,
    capacity: Number.MAX_SAFE_INTEGER,
    source: { id: source },
    ...(rep === undefined ? {} : { day: { date: todayOf(rep, now) } }),
  };
}

function todayOf({ hours }: Rep, now: Date): string {
  return zonedMoment(hours.timeZone, now.getTime()).date;
}
