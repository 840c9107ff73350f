import { noteResponse } from '#shared/assignment/note-response.ts';
import { isEnded } from '#shared/domain/lead-life.ts';
import type { Source } from '#shared/domain/source.ts';
import { HOUR_MS, SECOND_MS, after } from '#shared/domain/time.ts';
import type { ClientBook } from '#shared/ports/client-book.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { PhoneNumbers } from '#shared/ports/phone-numbers.ts';
import type { SettingsReader } from '#shared/ports/settings.ts';
import type { Reading } from './provider.ts';

/** Leads whose client nobody has called for a week are no news any more; longer where duplicates are. */
const LEAST_WINDOW_HOURS = 168;

export interface ResponseTaking {
  readonly leads: LeadRepository;
  readonly clients: Pick<ClientBook, 'findHolders'>;
  readonly settings: SettingsReader;
  readonly phones: PhoneNumbers;
  readonly clock: Clock;
}

export type ResponseTaken =
  | { readonly outcome: 'responded'; readonly leadIds: readonly string[] }
  | { readonly outcome: 'ignored'; readonly because: 'hidden-caller' | 'no-open-lead' };

/**
 * A call of ours that a client has answered: whoever waits at that number was reached. Who of us has called, the
 * switchboard does not say in words that we know.
 */
export async function takeResponse(
  { phone, talkSeconds }: Extract<Reading, { outcome: 'response' }>,
  source: Source,
  dependencies: ResponseTaking,
): Promise<ResponseTaken> {
  const { phones, clock } = dependencies;
  const client = phones.parse(phone, source.region)?.e164;
  if (client === undefined) return { outcome: 'ignored', because: 'hidden-caller' };
  const at = after(clock.now(), -talkSeconds * SECOND_MS);
  const leadIds: string[] = [];
  for (const id of await findOpenLeads(client, dependencies)) {
    const { outcome } = await noteResponse(id, { at, by: source.id }, dependencies);
    if (outcome === 'noted') leadIds.push(id);
  }
  return leadIds.length === 0
    ? { outcome: 'ignored', because: 'no-open-lead' }
    : { outcome: 'responded', leadIds };
}

async function findOpenLeads(
  phone: string,
  { leads, clients, settings, clock }: ResponseTaking,
): Promise<readonly string[]> {
  const { duplicates } = await settings.current('policy');
  const windowMs = Math.max(LEAST_WINDOW_HOURS, duplicates.windowHours) * HOUR_MS;
  const caller = { id: '', receivedAt: clock.now().toISOString(), requisites: {} };
  const keys = [{ kind: 'phone', value: phone }] as const;
  const holders = await clients.findHolders(caller, keys, { windowMs, over: [], apart: [] });
  const found = await Promise.all(holders.map(({ leadId }) => leads.find(leadId)));
  return found.flatMap((lead) =>
    lead === undefined || isEnded(lead) || lead.firstResponse !== undefined ? [] : [lead.id],
  );
}
