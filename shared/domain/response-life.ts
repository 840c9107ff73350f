import { intentsFor } from './handoff.ts';
import { isEnded, isOwned, withDue } from './lead-life.ts';
import type { FirstResponse, Lead, ResponseDue } from './lead.ts';
import { step } from './timeline.ts';
import { elapsedMs } from './time.ts';

/** The client was reached. Only the first time counts; nobody is reminded any more. */
export function responded(lead: Lead, firstResponse: FirstResponse, now: Date): Lead {
  if (lead.firstResponse !== undefined || isEnded(lead)) return lead;
  const firstResponseMs = Math.max(0, elapsedMs(lead.receivedAt, firstResponse.at));
  const reached = { ...lead, firstResponse, timings: { ...lead.timings, firstResponseMs } };
  const entry = { event: 'lead.first-response', by: firstResponse.by };
  return step(isOwned(reached) ? withDue(reached, now) : reached, now, entry);
}

/** News that a person is to be told about the response: the code of the sentence, and to whom it goes. */
export interface ResponseNotice {
  readonly rep: string;
  readonly notice: 'response-due' | 'response-overdue' | 'response-still-overdue' | 'response-taken-over';
}

/** The client still waits: whoever is to hear of it is told, and the next step is due in its time. */
export function responseStepTaken(
  lead: Lead,
  responseDue: ResponseDue,
  { rep, notice }: ResponseNotice,
  messengers: readonly string[],
  now: Date,
): Lead {
  const intents = intentsFor(rep, lead.offer?.attempt ?? 1, messengers, { notice });
  const told = { ...lead, responseDue, handoffs: [...lead.handoffs, ...intents] };
  const entry = { event: `response.${responseDue.step ?? 'reminded'}`, by: 'sweeper', because: rep };
  return step(withDue(told, now), now, entry);
}

/** The client said how likely they are to recommend us; the last word counts. */
export function rated(lead: Lead, score: number, by: string, now: Date): Lead {
  const rating = { score, at: now.toISOString(), by };
  return step({ ...lead, rating }, now, { event: 'lead.rated', by, because: String(score) });
}

/** The deal was made. Whoever owns the lead has a place free again; the CRM's word is the last one. */
export function won(lead: Lead, by: string, now: Date): Lead {
  return step({ ...closed(lead), status: 'won' }, now, { event: 'lead.won', by });
}

/** The deal came to nothing, for a reason as the CRM or the rep codes it. */
export function lost(lead: Lead, because: string | undefined, by: string, now: Date): Lead {
  const reason = because === undefined ? {} : { lostBecause: because };
  return step({ ...closed(lead), status: 'lost', ...reason }, now, { event: 'lead.lost', by, because });
}

function closed(lead: Lead): Lead {
  const { nextActionAt: _due, check: _check, waiting: _waiting, sharedPool: _pool, ...rest } = lead;
  return rest;
}
