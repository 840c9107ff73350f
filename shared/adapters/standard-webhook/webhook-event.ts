import { createHash } from 'node:crypto';
import type { Sentence } from '#shared/domain/language.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { HandoffRequest } from '#shared/ports/destination-gateway.ts';

/**
 * Names the event for whoever dedupes by it: the same for every attempt, another for another offer, touch or notice.
 * Hashed, because the id is signed between dots and ours may have dots in them.
 */
export function toWebhookId({ lead, handoff, destination }: HandoffRequest): string {
  const event = JSON.stringify([lead.id, handoff.offerAttempt, destination.id, ...newsIn(handoff)]);
  return `msg_${createHash('sha256').update(event).digest('hex').slice(0, 32)}`;
}

function newsIn({ touch, notice }: HandoffRequest['handoff']): readonly string[] {
  return [...(touch === undefined ? [] : [touch]), ...(notice === undefined ? [] : ['notice', notice])];
}

export function toWebhookEvent(request: HandoffRequest) {
  if (request.touch !== undefined) return toTouched(request, request.touch);
  return request.notice === undefined ? toAssigned(request) : toNotice(request, request.notice);
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

/** What a receiver gets when a later check has found something against a lead that somebody owns. */
function toNotice({ lead, rep, handoff, pageUrl = '' }: HandoffRequest, notice: Sentence) {
  return {
    type: 'lead.notice',
    timestamp: lead.laterCheck?.at ?? lead.receivedAt,
    data: {
      lead: { id: lead.id },
      notice: { code: handoff.notice, text: notice[lead.language] },
      counterparty: lead.laterCheck?.counterparty,
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
