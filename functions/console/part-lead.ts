import { clientKeysOf, type ClientKey } from '#shared/domain/client-key.ts';
import { partedFrom, withoutTouch } from '#shared/domain/lead-touches.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { ClientBook } from '#shared/ports/client-book.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { wake } from './wake.ts';

/** Each lost race means that somebody else made progress with one of the two; five in a row do not happen. */
const MAX_ATTEMPTS = 5;

export type Parting =
  | { readonly outcome: 'parted'; readonly lead: Lead; readonly first: Lead }
  | { readonly outcome: 'not-a-duplicate' }
  | { readonly outcome: 'unknown' };

interface Dependencies extends Pick<
  ConsoleDependencies,
  'leads' | 'settings' | 'assignments' | 'handoffs' | 'clock' | 'pause' | 'log'
> {
  readonly clients: Pick<ClientBook, 'part'>;
}

/**
 * Makes a duplicate a lead of its own again, because somebody says that it is another client's.
 *
 * Both leads are written at once, and both remember the other, so that they are never merged again. The first
 * gives back the keys that only the duplicate told: whoever comes with them next is the parted lead's client.
 */
export async function partLead(id: string, by: string, dependencies: Dependencies): Promise<Parting> {
  const { leads, clients, clock, pause } = dependencies;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const duplicate = await leads.find(id);
    if (duplicate === undefined) return { outcome: 'unknown' };
    if (duplicate.status !== 'duplicate' || duplicate.erased !== undefined)
      return { outcome: 'not-a-duplicate' };
    const merged = await findFirst(duplicate, dependencies);
    const now = clock.now();
    const lead = partedFrom(duplicate, merged, by, now);
    const first = withoutTouch(merged, duplicate, by, now);
    const onlyTheirs = await findKeysOnlyOf(duplicate, merged, dependencies);
    if ((await clients.part(lead, first, onlyTheirs)) === 'done') {
      await wake('assignments', lead.id, 'parted', dependencies);
      return { outcome: 'parted', lead, first };
    }
    await pause(attempt);
  }
  throw new Error(`lead ${id} or its first kept changing`);
}

async function findFirst(duplicate: Lead, { leads }: Dependencies): Promise<Lead> {
  const first = await leads.find(duplicate.duplicateOf ?? '');
  if (first === undefined) throw new Error(`the lead that ${duplicate.id} is a duplicate of is gone`);
  return first;
}

/** What the first lead or another of its touches has told as well stays with the first. */
async function findKeysOnlyOf(
  duplicate: Lead,
  first: Lead,
  { leads, settings }: Dependencies,
): Promise<readonly ClientKey[]> {
  const { duplicates } = await settings.current('policy');
  const others = first.touches.filter(({ leadId }) => leadId !== duplicate.id && leadId !== first.id);
  const found = await Promise.all(others.map(({ leadId }) => leads.find(leadId)));
  const staying = [first, ...found].flatMap((lead) =>
    lead === undefined ? [] : clientKeysOf(lead, duplicates.by),
  );
  return clientKeysOf(duplicate, duplicates.by).filter(
    ({ kind, value }) => !staying.some((key) => key.kind === kind && key.value === value),
  );
}
