import { createHash } from 'node:crypto';
import type { HandoffRequest } from '#shared/ports/destination-gateway.ts';

/**
 * Names the event for whoever dedupes by it: the same for every attempt, another for another offer.
 * Hashed, because the id is signed between dots and ours may have dots in them.
 */
export function toWebhookId({ lead, handoff, destination }: HandoffRequest): string {
  const event = JSON.stringify([lead.id, handoff.offerAttempt, destination.id]);
  return `msg_${createHash('sha256').update(event).digest('hex').slice(0, 32)}`;
}

/** What a receiver gets: the lead, who is to answer it until when, and how it was judged. */
export function toWebhookEvent({ lead, rep, handoff, offerUrl }: HandoffRequest) {
  return {
    type: 'lead.assigned',
    timestamp: lead.assignment?.at ?? lead.offer?.offeredAt ?? lead.receivedAt,
    data: {
      lead: {
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
      },
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
