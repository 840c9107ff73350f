import { tellsReps, type Destination } from '#shared/domain/destination.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { takenOver, type TakeoverReason } from '#shared/domain/take-over.ts';
import type { AssignmentBook } from '#shared/ports/assignment-book.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { SettingsReader } from '#shared/ports/settings.ts';
import type { WorkQueue } from '#shared/ports/work-queues.ts';
import { placeOfSupervisor } from './place-of.ts';

export interface EscalateDependencies {
  readonly book: AssignmentBook;
  readonly settings: SettingsReader;
  readonly handoffs: WorkQueue;
  readonly clock: Clock;
}

/**
 * Takes a lead from its owner and puts it before the supervisor: owner, both loads, the decision and whom to tell,
 * in one transaction. The supervisor has a place for every lead.
 */
export async function escalateLead(
  lead: Lead,
  because: TakeoverReason,
  { book, settings, handoffs, clock }: EscalateDependencies,
): Promise<'done' | 'outdated'> {
  const [team, { destinations }] = [await settings.current('team'), await settings.current('destinations')];
  const now = clock.now();
  const takeover = {
    because,
    supervisor: team.supervisor,
    teamVersion: team.version,
    destinations: destinations.map(({ id }) => id),
    messengers: because === 'no-response' ? messengersOf(destinations) : [],
  };
  const next = takenOver(lead, takeover, now);
  const committed = await book.commit({
    lead: next,
    ...(lead.owner === undefined ? {} : { release: { rep: lead.owner, source: lead.source } }),
    ...(next.owner === undefined ? {} : { take: placeOfSupervisor(team, lead, now) }),
  });
  if (committed !== 'done') return 'outdated';
  if (next.owner !== undefined) await handoffs.send(lead.id, 'taken-over').catch(() => undefined);
  return 'done';
}

/** Where a rep is told something; a company without a messenger hears of it in its other systems. */
export function messengersOf(destinations: readonly Destination[]): readonly string[] {
  const messengers = destinations.filter(tellsReps);
  return (messengers.length === 0 ? destinations : messengers).map(({ id }) => id);
}
