import type { Lead } from './lead.ts';
import type { FieldReading } from './submission-fields.ts';
import type { Source } from './source.ts';
import type { Submission } from './submission.ts';
import { SECOND_MS, after } from './time.ts';

/** An arrival that nobody has worked on by then is the sweep's. */
export const FIRST_LOOK_AFTER_MS = 30 * SECOND_MS;

export interface Arrival {
  readonly id: string;
  readonly submission: Submission;
  readonly source: Source;
  readonly reading: FieldReading;
  readonly contentHash: string;
  /** Where the particulars are to be fetched, when the event only points at them. */
  readonly detailsRef?: string;
  readonly now: Date;
}

/** A lead as it is first kept: read, but neither checked nor judged. */
export function newLead({ id, submission, source, reading, contentHash, detailsRef, now }: Arrival): Lead {
  const at = now.toISOString();
  const { kind, provider, language, attribution, extra, call } = submission;
  const { contact, requisites, need, faults } = reading;
  return {
    id,
    version: 1,
    status: 'received',
    kind,
    source: source.id,
    provider,
    receivedAt: at,
    language,
    contact,
    requisites,
    faults,
    need,
    attribution,
    suspicions: [...new Set([...submission.suspicions, ...reading.suspicions])],
    contentHash,
    ...(call === undefined ? {} : { call }),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
    ...(reading.consentGiven && source.consent !== undefined
      ? { consent: { textVersion: source.consent.textVersion, at, ...submission.evidence } }
      : {}),
    ...(detailsRef === undefined ? {} : { detailsRef }),
    formerOffers: [],
    handoffs: [],
    timings: {},
    touches: [],
    timeline: [{ at, event: 'lead.received', by: source.id }],
    nextActionAt: after(now, FIRST_LOOK_AFTER_MS),
  };
}
