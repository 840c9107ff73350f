import { createHash } from 'node:crypto';
import type { Lead } from '#shared/domain/lead.ts';
import type { HandoffRequest } from '#shared/ports/destination-gateway.ts';

/**
 * Names the event for whoever dedupes by it: the same for every attempt, another for another offer or touch.
 * Hashed, because the id is signed between dots and ours may have dots in them.
 */
export function toWebhookId({ lead, handoff, destination }: HandoffRequest): string {
  const event = JSON.stringify([lead.id, handoff.offerAttempt, destination.id, ...touchIn(handoff)]);
  return `msg_${createHash('sha256').update(event).digest('hex').slice(0, 32)}`;
}

function touchIn({ touch }: HandoffRequest['handoff']): readonly string[] {
  return touch === undefined ? [] : [touch];
}

export function toWebhookEvent(request: HandoffRequest) {
  return request.touch === undefined ? toAssigned(request) : toTouched(request, request.touch);
}

/** What a receiver gets of a lead: who is to answer it until when, and how it was judged. */
function toAssigned({ lead, rep, handoff, offerUrl }: HandoffRequest) {
  return {
    type: 'lead.assigned',
    timestamp: lead.assignment?.at ?? lead.offer?.offeredAt ?? lead.receivedAt,
    data: {
      lead: toLead(lead),
      owner: { id: rep.id, name: rep.name },
      offer: {
        attempt: handoff.offerAttempt,
        deadlineAt: lead.offer?.state === 'open' ? lead.offer.deadlineAt : undefined,
        url: offerUrl === '' ? undefined : offerUrl,
      },
      assignment:
        lead.assignment === undefined
          ? undefined
          : { pool: lead.assignment.pool, because: lead.assignment.because },
    },
  };
}

/** What a receiver gets when the client of a lead it knows came again: the lead's id and all that was said now. */
function toTouched({ lead, rep, pageUrl = '' }: HandoffRequest, touch: Lead) {
  return {
    type: 'lead.touched',
    timestamp: touch.receivedAt,
    data: {
      lead: { id: lead.id },
      touch: toLead(touch),
      owner: { id: rep.id, name: rep.name },
      url: pageUrl === '' ? undefined : pageUrl,
    },
  };
}

function toLead(lead: Lead) {
  return {
    id: lead.id,
    kind: lead.kind,
    source: lead.source,
    provider: lead.provider,
    receivedAt: lead.receivedAt,
    language: lead.language,
    contact: lead.contact,
    requisites: lead.requisites,
    need: lead.need,
    attribution: lead.attribution,
    call: lead.call,
    counterparty: lead.counterparty,
    score: lead.score,
  };
}
