import { escalateLead, messengersOf, type EscalateDependencies } from '#shared/assignment/escalate-lead.ts';
import { isOwned, nothingDue } from '#shared/domain/lead-life.ts';
import type { Lead, ResponseDue, ResponseStep } from '#shared/domain/lead.ts';
import { afterStep, dueStep } from '#shared/domain/response-clock.ts';
import { responseStepTaken, type ResponseNotice } from '#shared/domain/response-life.ts';
import type { Team } from '#shared/domain/team.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';

export interface ResponseStepDependencies extends EscalateDependencies {
  readonly leads: LeadRepository;
}

export type Stepped = ResponseStep | 'nothing-due' | 'outdated';

/** Whether somebody is to be told now that the client still waits for the owner. */
export function isResponseStepDue(lead: Lead, now: Date): boolean {
  return isOwned(lead) && lead.firstResponse === undefined && dueStep(lead, now) !== undefined;
}

/**
 * The client was not reached in time: the owner is reminded, then the supervisor is told, then the lead is taken over.
 *
 * What a person gave by hand stays where it is, and the supervisor's own leads have nowhere to go. Of a team that
 * watches first responses no more, nobody is told anything.
 */
export async function takeResponseStep(lead: Lead, dependencies: ResponseStepDependencies): Promise<Stepped> {
  const { leads, settings, handoffs, clock } = dependencies;
  const now = clock.now();
  const due = dueStep(lead, now);
  if (due === undefined || lead.responseDue === undefined) return 'nothing-due';
  const team = await settings.current('team');
  if (team.response === undefined) return stopWatching(lead, lead.responseDue, dependencies);
  if (due === 'taken-over' && canBeTaken(lead, team))
    return (await escalateLead(lead, 'no-response', dependencies)) === 'done' ? due : 'outdated';

  const { destinations } = await settings.current('destinations');
  const responseDue = stepped(lead.responseDue, due, lead, team);
  const next = responseStepTaken(
    lead,
    responseDue,
    noticeAt(due, lead, team),
    isNews(due, lead, team) ? messengersOf(destinations) : [],
    now,
  );
  if ((await leads.save(next)) === 'outdated') return 'outdated';
  await handoffs.send(lead.id, due).catch(() => undefined);
  return due;
}

async function stopWatching(
  lead: Lead,
  { nextStepAt: _next, ...watched }: ResponseDue,
  { leads, clock }: ResponseStepDependencies,
): Promise<Stepped> {
  const saved = await leads.save(nothingDue({ ...lead, responseDue: watched }, clock.now()));
  return saved === 'saved' ? 'nothing-due' : 'outdated';
}

function canBeTaken({ owner, assignment }: Lead, { supervisor }: Team): boolean {
  return owner !== supervisor && assignment?.strategy !== 'by-hand';
}

/** By the hours of the owner; of one who is not on the team any more, by the supervisor's. */
function stepped(due: ResponseDue, step: ResponseStep, { owner }: Lead, team: Team): ResponseDue {
  const byId = (id: string | undefined) => team.reps.find((rep) => rep.id === id);
  return afterStep(due, step, team.response, byId(owner) ?? byId(team.supervisor));
}

/** The last step is told only where the lead stays with its owner. */
function noticeAt(step: ResponseStep, { owner }: Lead, { supervisor }: Team): ResponseNotice {
  switch (step) {
    case 'reminded':
      return { rep: owner ?? supervisor, notice: 'response-due' };
    case 'supervisor-told':
      return { rep: supervisor, notice: 'response-overdue' };
    case 'taken-over':
      return { rep: supervisor, notice: 'response-still-overdue' };
  }
}

/** A supervisor has been told twice of a lead of their own. */
function isNews(step: ResponseStep, { owner }: Lead, { supervisor }: Team): boolean {
  return step !== 'taken-over' || owner !== supervisor;
}
