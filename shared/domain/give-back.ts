import { covers } from './date-span.ts';
import { isOwned } from './lead-life.ts';
import type { Lead } from './lead.ts';
import { offerEnded } from './offer-life.ts';
import type { Rep, RepState } from './team.ts';
import { zonedMoment } from './time-zone.ts';

/** Why a rep cannot answer leads any more: not on the team, or switched off there; off duty, or away today. */
export type GoneReason = 'rep-removed' | 'rep-away';

/** Undefined for a rep who may answer, be it tomorrow: the end of a shift gives nothing back. */
export function goneReasonOf(
  rep: Rep | undefined,
  state: RepState | undefined,
  now: Date,
): GoneReason | undefined {
  if (rep?.active !== true) return 'rep-removed';
  if (state?.onDuty === false) return 'rep-away';
  const { date } = zonedMoment(rep.hours.timeZone, now.getTime());
  const isAway = covers(rep.hours.away, date) || covers(state?.away, date);
  return isAway ? 'rep-away' : undefined;
}

/**
 * What becomes of a lead whose owner is gone.
 *
 * Who is away for a day keeps what they accepted. Who is gone for good leaves clients nobody has reached to the next
 * rep, and those they have talked to, to the supervisor. What a person gave by hand, a person takes back; and nobody
 * comes after the supervisor.
 */
export function whereItGoes(
  lead: Lead,
  because: GoneReason,
  supervisor: string,
): 'to-the-next' | 'to-the-supervisor' | 'nowhere' {
  if (!isOwned(lead) || lead.assignment?.strategy === 'by-hand') return 'nowhere';
  const isOpen = lead.status === 'offered' && lead.offer?.state === 'open';
  if (because === 'rep-away' || lead.owner === supervisor) return isOpen ? 'to-the-next' : 'nowhere';
  return lead.firstResponse === undefined ? 'to-the-next' : 'to-the-supervisor';
}

/** Of those asked at once, the ones who are gone are asked no more; the same lead where nobody of them is. */
export function withoutGone(lead: Lead, reasonOf: (rep: string) => GoneReason | undefined, now: Date): Lead {
  const left = (lead.openOffers ?? []).reduce((rest, { rep, attempt }) => {
    const because = reasonOf(rep);
    return because === undefined ? rest : offerEnded(rest, 'withdrawn', because, now, attempt);
  }, lead);
  return left === lead ? lead : { ...left, version: lead.version + 1 };
}
