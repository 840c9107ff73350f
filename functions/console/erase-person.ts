import { randomUUID } from 'node:crypto';
import type { Erasure } from '#shared/domain/erasure.ts';
import { SECOND_MS } from '#shared/domain/time.ts';
import { eraseLead, type EraseDependencies } from './erase-lead.ts';
import { findPerson, isOf, readNamed, type Contacts } from './find-person.ts';

/** What one call does: well within the function's ten seconds, and some four thousand leads looked at. */
const MAX_CALL_MS = 5 * SECOND_MS;
const MAX_PAGES = 40;

export interface ErasureOrder {
  readonly contacts: Contacts;
  readonly leadId?: string;
  readonly by: string;
  /** In words that name nobody. */
  readonly reason?: string;
}

/** `known`: the lead that was named has been erased before. */
export type Ordered =
  { readonly outcome: 'ordered' | 'known'; readonly erasure: Erasure } | { readonly outcome: 'unknown-lead' };

/**
 * Erases a person: every lead with their phone or address, and all that was kept because of it.
 *
 * The order is kept first, as keyed hashes, so that it can be gone on with after whatever happens. Each lead is then
 * erased together with what belongs to it and with the note that it was: nothing is half erased, or counted twice.
 */
export async function orderErasure(order: ErasureOrder, dependencies: EraseDependencies): Promise<Ordered> {
  const { leads, erasures, clock, log } = dependencies;
  const { leadId, by, reason } = order;
  const lead = leadId === undefined ? undefined : await leads.find(leadId);
  if (leadId !== undefined && lead === undefined) return { outcome: 'unknown-lead' };
  const before = lead?.erased && (await erasures.find(lead.erased.erasure));
  if (before !== undefined) return { outcome: 'known', erasure: await goOnErasing(before, dependencies) };

  const erasure: Erasure = {
    id: randomUUID(),
    version: 1,
    at: clock.now().toISOString(),
    by,
    ...(reason === undefined ? {} : { reason }),
    ...(await findPerson(order.contacts, lead, dependencies)),
    leads: [],
    counts: {},
  };
  await erasures.open(erasure);
  log.info('erasure.ordered', { erasure: erasure.id, by });
  return { outcome: 'ordered', erasure: await goOnErasing(erasure, dependencies) };
}

/**
 * Does as much of an erasure as fits into one call: first the leads that claims and the search name, nearly always all
 * of them, then every lead that ever came, in their order, from where the last call has stopped.
 *
 * Leads that came after the order are another wish: whoever writes again is a new client.
 */
export async function goOnErasing(erasure: Erasure, dependencies: EraseDependencies): Promise<Erasure> {
  const { erasures, clock, log } = dependencies;
  if (erasure.person === undefined) return erasure;
  const until = new Date(clock.now().getTime() + MAX_CALL_MS);
  const named = await eraseNamed(erasure, until, dependencies);
  const { looked, isThrough } = await eraseArrivals(named, until, dependencies);
  if (!isThrough || looked.doneAt !== undefined) return looked;
  const done = await erasures.finish(looked, clock.now());
  if (done === 'outdated') return (await erasures.find(erasure.id)) ?? looked;
  log.info('erasure.done', { erasure: done.id, leads: done.leads.length });
  return done;
}

async function eraseNamed(erasure: Erasure, until: Date, dependencies: EraseDependencies): Promise<Erasure> {
  if (erasure.person === undefined) return erasure;
  let current = erasure;
  for (const { id } of await readNamed(erasure.person, dependencies)) {
    if (dependencies.clock.now() >= until) return current;
    current = await eraseLead(id, current, dependencies);
  }
  return current;
}

/** The place is moved once the leads before it are erased, and written at the end of the call. */
async function eraseArrivals(
  erasure: Erasure,
  until: Date,
  dependencies: EraseDependencies,
): Promise<{ readonly looked: Erasure; readonly isThrough: boolean }> {
  const { erasures, clock } = dependencies;
  let current = erasure;
  let place = erasure.place;
  for (let pages = 0; pages < MAX_PAGES && clock.now() < until; pages += 1) {
    const page = await erasures.readArrivals(place, erasure.at);
    for (const lead of page.leads) {
      if (lead.erased !== undefined || current.person === undefined) continue;
      if (await isOf(current.person, lead, dependencies))
        current = await eraseLead(lead.id, current, dependencies);
    }
    if (page.next === undefined) return { looked: current, isThrough: true };
    place = page.next;
  }
  if (place === undefined) return { looked: current, isThrough: false };
  const moved = await erasures.moveTo(place, current);
  return { looked: moved === 'outdated' ? current : moved, isThrough: false };
}
