import { intentsFor } from './handoff.ts';
import type { Assignment, Lead } from './lead.ts';
import { offerEnded, offeredTo } from './offer-life.ts';

/** Why a lead that somebody has goes to the supervisor: its client was not reached, or whoever reached them is gone. */
export type TakeoverReason = 'no-response' | 'rep-removed';

export interface Takeover {
  readonly supervisor: string;
  readonly because: TakeoverReason;
  readonly teamVersion: number;
  /** Where the supervisor is told of the lead. */
  readonly destinations: readonly string[];
  /** Where the former owner is told that they have it no more; none where nobody is there to be told. */
  readonly messengers: readonly string[];
}

/**
 * The lead taken from its owner and put before the supervisor, as one step.
 *
 * What a later check has found against it ends it here: it is put before nobody else.
 */
export function takenOver(lead: Lead, takeover: Takeover, now: Date): Lead {
  const freed = offerEnded(lead, 'withdrawn', takeover.because, now);
  if (freed.status === 'rejected') return freed;
  const { supervisor, destinations } = takeover;
  const offer = { rep: supervisor, deadlineAt: now.toISOString(), escalated: true };
  const offered = offeredTo(freed, offer, toRecord(lead, takeover, now), destinations, now);
  const { responseDue } = lead;
  return {
    ...offered,
    ...(responseDue === undefined ? {} : { responseDue: { at: responseDue.at, step: 'taken-over' } }),
    handoffs: [...offered.handoffs, ...newsFor(lead, takeover)],
    version: lead.version + 1,
  };
}

/** A decision like any other: who was considered, and why it is the supervisor. */
function toRecord({ owner }: Lead, { because, supervisor, teamVersion }: Takeover, now: Date): Assignment {
  return {
    pool: 'supervisor',
    strategy: 'escalation',
    because,
    at: now.toISOString(),
    teamVersion,
    candidates: [
      ...(owner === undefined ? [] : [{ rep: owner, eligible: false, because }]),
      { rep: supervisor, eligible: true, because: 'supervisor' },
    ],
  };
}

function newsFor({ owner, offer }: Lead, { messengers }: Takeover): Lead['handoffs'] {
  if (owner === undefined) return [];
  return intentsFor(owner, offer?.attempt ?? 1, messengers, { notice: 'response-taken-over' });
}
