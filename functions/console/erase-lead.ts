import { erasePerson } from '#shared/domain/erase-person.ts';
import type { Erasure } from '#shared/domain/erasure.ts';
import { isEnded, isOwned } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { repeatKeyOf } from '#shared/intake/lead-identity.ts';
import type { ErasureBook, LeadErasure } from '#shared/ports/erasure-book.ts';
import { termsOf } from '#shared/reporting/count-leads.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { isOf } from './find-person.ts';
import { partLead } from './part-lead.ts';

/** Each lost race means that somebody else made progress with the lead; so many in a row do not happen. */
const MAX_ATTEMPTS = 12;

export type EraseDependencies = { readonly erasures: ErasureBook } & Pick<
  ConsoleDependencies,
  'leads' | 'settings' | 'clients' | 'assignments' | 'handoffs' | 'terms' | 'clock' | 'pause' | 'log'
>;

/**
 * Erases one lead of the person, if it is theirs and came before the erasure was ordered.
 *
 * @returns the erasure as it is after that; somebody else may be going on with it at the same time.
 */
export async function eraseLead(
  leadId: string,
  erasure: Erasure,
  dependencies: EraseDependencies,
): Promise<Erasure> {
  const { leads, erasures, pause, log } = dependencies;
  let current = erasure;
  let parted = 0;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const lead = await leads.find(leadId);
    if (lead === undefined || !(await isWanted(lead, current, dependencies))) return current;
    parted += await partOthers(lead, current, dependencies);
    const change = await changeOf(lead, parted, current, dependencies);
    const written = await erasures.erase(change, current);
    if (written !== 'outdated') {
      log.info('lead.erased', { leadId, erasure: erasure.id, status: change.lead.status });
      return written;
    }
    current = (await erasures.find(erasure.id)) ?? current;
    await pause(attempt);
  }
  throw new Error(`lead ${leadId} kept changing`);
}

async function isWanted(
  lead: Lead,
  { person, at }: Erasure,
  dependencies: Pick<EraseDependencies, 'terms'>,
): Promise<boolean> {
  if (person === undefined || lead.erased !== undefined || lead.receivedAt > at) return false;
  return isOf(person, lead, dependencies);
}

/**
 * A colleague who wrote to the same company is a touch of this lead, and would be forgotten with it: they get a lead of
 * their own.
 */
async function partOthers(
  lead: Lead,
  { by, person }: Erasure,
  dependencies: EraseDependencies,
): Promise<number> {
  if (isEnded(lead) || person === undefined) return 0;
  const found = await Promise.all(lead.touches.map(({ leadId }) => dependencies.leads.find(leadId)));
  let parted = 0;
  for (const touch of found) {
    if (touch?.duplicateOf !== lead.id || (await isOf(person, touch, dependencies))) continue;
    const { outcome } = await partLead(touch.id, by, dependencies);
    if (outcome === 'parted') parted += 1;
  }
  return parted;
}

async function changeOf(
  read: Lead,
  parted: number,
  erasure: Erasure,
  { leads, clock, terms }: EraseDependencies,
): Promise<LeadErasure> {
  const before = parted === 0 ? read : ((await leads.find(read.id)) ?? read);
  const now = clock.now();
  const lead = erasePerson(before, { at: now.toISOString(), erasure: erasure.id }, erasure.by, now);
  const { source, owner, contentHash } = before;
  return {
    before,
    lead,
    parted,
    terms: await termsOf(before, terms),
    ...(isOwned(before) && owner !== undefined ? { release: { rep: owner, source } } : {}),
    ...(contentHash === undefined ? {} : { repeatKey: repeatKeyOf(source, contentHash) }),
  };
}
