import { waitingFor } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Source } from '#shared/domain/source.ts';
import { readFields } from '#shared/domain/submission-fields.ts';
import { MINUTE_MS, after } from '#shared/domain/time.ts';
import { step } from '#shared/domain/timeline.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { PhoneNumbers } from '#shared/ports/phone-numbers.ts';
import type { SettingsReader } from '#shared/ports/settings.ts';
import type { DetailsAnswer, SubmissionDetails } from '#shared/ports/submission-details.ts';
import { sortEntries } from './form/sort-entries.ts';

/** Nobody waits for an answer any more when a lead is completed, but its place at the front does. */
const TIMEOUT_MS = 3_000;

/** A system that is down is asked again; Meta and HubSpot keep what they have for months. */
const ASK_AGAIN_MS = 2 * MINUTE_MS;

export interface Completing {
  readonly settings: SettingsReader;
  readonly details: SubmissionDetails;
  readonly phones: PhoneNumbers;
  readonly clock: Clock;
}

/** Fetches what the event only pointed at. A lead that still has its `detailsRef` could not be completed yet. */
export async function completeLead(
  lead: Lead,
  { settings, details, phones, clock }: Completing,
): Promise<Lead> {
  const { detailsRef, ...rest } = lead;
  if (detailsRef === undefined) return lead;
  const { sources } = await settings.current('sources');
  const source = sources.find(({ id }) => id === lead.source);
  if (source === undefined)
    return step(rest, clock.now(), { event: 'details.gone', because: 'source-removed' });

  const answer = await details.fetch(source, detailsRef, TIMEOUT_MS);
  if (answer.outcome === 'unavailable') {
    const until = after(clock.now(), ASK_AGAIN_MS);
    return waitingFor(lead, 'details-unavailable', until, clock.now());
  }
  if (answer.outcome !== 'found')
    return step(rest, clock.now(), { event: 'details.gone', because: answer.outcome });
  return step(withDetails(rest, answer, source, phones), clock.now(), { event: 'details.fetched' });
}

function withDetails(
  lead: Lead,
  { entries, attribution }: Extract<DetailsAnswer, { outcome: 'found' }>,
  source: Source,
  phones: PhoneNumbers,
): Lead {
  const sorted = sortEntries(entries, source);
  const { contact, requisites, need, faults, suspicions } = readFields(sorted.fields, {
    region: source.region,
    mandatory: source.mandatory,
    kind: lead.kind,
    parsePhone: (text, region) => phones.parse(text, region),
  });
  return {
    ...lead,
    contact,
    requisites,
    need,
    faults,
    suspicions: [...new Set([...lead.suspicions, ...suspicions])],
    attribution: { ...lead.attribution, ...sorted.attribution, ...attribution },
    ...(Object.keys(sorted.extra).length === 0 ? {} : { extra: { ...lead.extra, ...sorted.extra } }),
  };
}
