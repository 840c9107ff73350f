import type { Lead, ResponseDue, ResponseStep } from './lead.ts';
import type { DeadlineClock, Rep, ResponseRules, Team } from './team.ts';
import { MINUTE_MS, after } from './time.ts';
import { addWorkingMinutes } from './working-hours.ts';

const STEPS = ['reminded', 'supervisor-told', 'taken-over'] as const satisfies readonly ResponseStep[];

/** So many minutes later, by the rep's working hours or by the wall. */
export function minutesLater(rep: Rep, clock: DeadlineClock, from: Date, minutes: number): Date {
  return clock === 'wall'
    ? new Date(from.getTime() + minutes * MINUTE_MS)
    : addWorkingMinutes(rep.hours, from, minutes);
}

/** By when a rep who takes the lead now has to have reached the client; undefined while nobody watches that. */
export function responseDueFor(
  { response }: Pick<Team, 'response'>,
  rep: Rep,
  lead: Pick<Lead, 'score'>,
  now: Date,
): ResponseDue | undefined {
  if (response === undefined) return undefined;
  const due = minutesLater(rep, response.clock, now, response.minutes[lead.score?.grade ?? 'C']);
  return withNextStep({ at: due.toISOString() }, response, rep);
}

/** The step to be taken now; undefined after the last, or while its time has not come. */
export function dueStep({ responseDue }: Lead, now: Date): ResponseStep | undefined {
  if (responseDue?.nextStepAt === undefined || responseDue.nextStepAt > now.toISOString()) return undefined;
  return stepAfter(responseDue.step);
}

/** What is due after a step was taken. Nothing follows the last one. */
export function afterStep(
  due: ResponseDue,
  step: ResponseStep,
  response: ResponseRules | undefined,
  rep: Rep | undefined,
): ResponseDue {
  const taken = { at: due.at, step };
  return response === undefined || rep === undefined ? taken : withNextStep(taken, response, rep);
}

function withNextStep(due: ResponseDue, response: ResponseRules, rep: Rep): ResponseDue {
  const step = stepAfter(due.step);
  if (step === undefined) return due;
  const at = minutesLater(rep, response.clock, new Date(due.at), minutesTo(step, response));
  return { ...due, nextStepAt: after(at, 0) };
}

function stepAfter(step: ResponseStep | undefined): ResponseStep | undefined {
  return STEPS[step === undefined ? 0 : STEPS.indexOf(step) + 1];
}

function minutesTo(step: ResponseStep, response: ResponseRules): number {
  switch (step) {
    case 'reminded':
      return response.remindAfter;
    case 'supervisor-told':
      return response.tellSupervisorAfter;
    case 'taken-over':
      return response.escalateAfter;
  }
}
