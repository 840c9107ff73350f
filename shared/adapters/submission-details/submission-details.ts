import { setTimeout as wait } from 'node:timers/promises';
import type { Source } from '#shared/domain/source.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import type { DetailsAnswer, SubmissionDetails } from '#shared/ports/submission-details.ts';
import { startBudget } from '../destinations/gateway-settings.ts';
import type { Addresses } from '../http-client/address-guard.ts';
import { fetchBitrix24Lead } from './bitrix24-leads.ts';
import { unavailable, type DetailsQuestion, type Unavailable } from './details-question.ts';
import { fetchHubspotContact } from './hubspot-contacts.ts';
import { fetchMetaLead } from './meta-leads.ts';

export interface SubmissionDetailsSettings {
  readonly secrets: Secrets;
  readonly addresses: Addresses;
}

type System = (question: DetailsQuestion) => Promise<DetailsAnswer>;

/** Whose events only point, and how their tokens look: in a header anything printable, in an address a path. */
const SYSTEMS: ReadonlyMap<string, { readonly fetch: System; readonly token: RegExp }> = new Map([
  ['meta', { fetch: fetchMetaLead, token: /^[\x21-\x7e]+$/ }],
  ['hubspot', { fetch: fetchHubspotContact, token: /^[\x21-\x7e]+$/ }],
  ['bitrix24', { fetch: fetchBitrix24Lead, token: /^[\w/-]+$/ }],
]);

/** An id that is no number none of them has given out; it never gets into an address. */
const REF = /^[1-9]\d{0,29}$/;

/** Fetches particulars from the system a source's provider belongs to. */
export function createSubmissionDetails(settings: SubmissionDetailsSettings): SubmissionDetails {
  return {
    fetch: async (source, ref, timeoutMs) => {
      const over = new AbortController();
      const tooLate = wait(timeoutMs, unavailable('slow'), { signal: over.signal });
      try {
        return await Promise.race([answer(settings, source, ref, timeoutMs), tooLate]);
      } catch {
        return unavailable('down');
      } finally {
        over.abort();
      }
    },
  };
}

async function answer(
  { secrets, addresses }: SubmissionDetailsSettings,
  source: Source,
  ref: string,
  timeoutMs: number,
): Promise<DetailsAnswer> {
  const leftMs = startBudget(timeoutMs);
  const system = SYSTEMS.get(source.provider);
  if (system === undefined || source.details === undefined) return unavailable('not-configured');
  if (!REF.test(ref)) return { outcome: 'gone' };
  const token = await readToken(secrets, source.details.tokenSecret, system.token);
  if (typeof token !== 'string') return token;
  const baseUrl = source.details.baseUrl.replace(/\/+$/, '');
  return system.fetch({ source, baseUrl, token, ref, leftMs, addresses });
}

async function readToken(secrets: Secrets, name: string, form: RegExp): Promise<string | Unavailable> {
  try {
    const token = (await secrets.find(name))?.trim();
    return token !== undefined && form.test(token) ? token : unavailable('no-token');
  } catch {
    return unavailable('down');
  }
}
