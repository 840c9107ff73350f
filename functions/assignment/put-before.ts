import { placeOf, placeOfSupervisor } from '#shared/assignment/place-of.ts';
import type { Choice } from '#shared/domain/choice.ts';
import { deadlineOf } from '#shared/domain/choose-rep.ts';
import { toDecisionRecord } from '#shared/domain/decision-record.ts';
import { tellsReps, type Destination } from '#shared/domain/destination.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { offeredTo, offeredToSeveral } from '#shared/domain/offer-life.ts';
import type { Team } from '#shared/domain/team.ts';
import type { AssignmentChange } from '#shared/ports/assignment-book.ts';

/** A choice that puts the lead before somebody. */
export type Placing = Extract<Choice, { outcome: 'chosen' | 'offered-to-several' | 'exhausted' }>;

/** The team and the destinations that are in force when the lead is given away. */
export interface InForce {
  readonly team: Team;
  readonly destinations: readonly Destination[];
  readonly now: Date;
}

/** What is written at once: the lead with its owner, the place it takes and the turn that moves, each where there is one. */
export function putBefore(lead: Lead, choice: Placing, inForce: InForce): AssignmentChange {
  switch (choice.outcome) {
    case 'chosen':
      return beforeOne(lead, choice, inForce);
    case 'offered-to-several':
      return beforeSeveral(lead, choice, inForce);
    case 'exhausted':
      return beforeSupervisor(lead, choice, inForce);
  }
}

function beforeOne(
  lead: Lead,
  choice: Extract<Placing, { outcome: 'chosen' }>,
  { team, destinations, now }: InForce,
): AssignmentChange {
  const rep = team.reps.find(({ id }) => id === choice.rep);
  if (rep === undefined) throw new Error(`rep ${choice.rep} was chosen and is not in the team`);
  const offer = { rep: rep.id, deadlineAt: deadlineOf(choice, team, lead, now).toISOString() };
  const { pool, add } = choice;
  return {
    lead: offeredTo(lead, offer, toDecisionRecord(choice, team, now), idsOf(destinations), now),
    take: placeOf(rep, lead, now),
    ...(add === undefined ? {} : { turn: { pool, add } }),
  };
}

/** Nobody owns the lead, and nobody's place is taken, before one of them accepts. */
function beforeSeveral(
  lead: Lead,
  choice: Extract<Placing, { outcome: 'offered-to-several' }>,
  { team, destinations, now }: InForce,
): AssignmentChange {
  const offers = { reps: choice.reps, deadlineAt: deadlineOf(choice, team, lead, now).toISOString() };
  const messengers = idsOf(destinations.filter(tellsReps));
  return { lead: offeredToSeveral(lead, offers, toDecisionRecord(choice, team, now), messengers, now) };
}

/** The supervisor takes what nobody else would, whatever their own capacity, and without a deadline. */
function beforeSupervisor(
  lead: Lead,
  choice: Extract<Placing, { outcome: 'exhausted' }>,
  { team, destinations, now }: InForce,
): AssignmentChange {
  const offer = { rep: team.supervisor, deadlineAt: now.toISOString(), escalated: true };
  return {
    lead: offeredTo(lead, offer, toDecisionRecord(choice, team, now), idsOf(destinations), now),
    take: placeOfSupervisor(team, lead, now),
  };
}

function idsOf(destinations: readonly Destination[]): readonly string[] {
  return destinations.map(({ id }) => id);
}
