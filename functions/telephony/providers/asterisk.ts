import * as z from 'zod/mini';
import { isStandardWebhook } from '#shared/intake/proof/standard-webhook.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import type { Source } from '#shared/domain/source.ts';
import { unreadable } from '#shared/runtime/body-outcome.ts';
import { toCallSubmission } from './call-submission.ts';
import { ToldId, ToldSeconds, ToldText, readJsonBody } from './json-body.ts';

/**
 * Asterisk and FreePBX: a contract of ours, for neither has a webhook.
 *
 * Whoever runs the switchboard posts one JSON document for each call once it is over (from a hangup handler, or by
 * following `Master.csv`), signed by Standard Webhooks; the source's secrets are the signing secrets. The fields are
 * columns of a call detail record, by their usual names:
 *
 *     {
 *       "uniqueid": "1767603600.42",        // of the channel; mandatory
 *       "linkedid": "1767603600.42",        // of the call all legs belong to; then this is the call's id
 *       "src": "89992223344",               // the caller's number
 *       "did": "74950000101",               // our number that was called; empty for calls that are not from outside
 *       "dst": "600",                       // the extension reached; "s" is the voice menu's
 *       "dstchannel": "PJSIP/600-0000002a", // empty when nobody was put through; optional
 *       "disposition": "NO ANSWER",         // ANSWERED, NO ANSWER, BUSY, FAILED, CONGESTION
 *       "billsec": 0                        // seconds since it was picked up
 *     }
 *
 * Other fields may come along and are not read. Names and their meaning are not proved by a recording of a live
 * switchboard: compare with its own records before relying on `missed`.
 */
export const asterisk: Provider = {
  id: 'asterisk',
  isGenuine: (request, _source, secrets) => isStandardWebhook(request, secrets),
  read,
  success: { status: 200, body: '' },
};

const CallRecord = z.object({
  uniqueid: ToldId,
  linkedid: z.catch(z.optional(ToldId), undefined),
  src: ToldText,
  did: ToldText,
  dst: ToldText,
  dstchannel: ToldText,
  disposition: z.string(),
  billsec: ToldSeconds,
});

type CallRecord = z.infer<typeof CallRecord>;

async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  const body = await readJsonBody(request);
  if (body.outcome === 'unreadable') return body;
  const record = CallRecord.safeParse(body.value);
  if (!record.success) return unreadable(422, 'not-a-call-record');
  const { uniqueid, linkedid, src, did, billsec = 0 } = record.data;
  if (!did) return { outcome: 'ignored', because: 'not-inbound' };
  return toCallSubmission({
    source,
    provider: 'asterisk',
    eventId: linkedid ?? uniqueid,
    phone: src,
    call: { missed: isMissed(record.data), talkSeconds: billsec, trackingNumber: did },
  });
}

/** The voice menu answers too: a call counts as answered when somebody was put through. */
function isMissed({ disposition, billsec = 0, dst, dstchannel }: CallRecord): boolean {
  if (disposition.trim().toUpperCase() !== 'ANSWERED' || billsec <= 0) return true;
  return dstchannel === undefined ? dst === 's' : dstchannel === '';
}
