import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aLead, aQualifiedLead } from '#test/support/a-lead.ts';
import { auditTeam, handleMessage, shareOut, watchedBook } from '#test/support/assigning-workers.ts';
import { aTeam, aTeamMember } from '#test/support/assignment-world.ts';
import { demoSettings, InMemorySettings } from '#test/support/in-memory-settings.ts';
import { HandClock, found } from '#test/support/intake-world.ts';
import { NO_DETAILS } from '#test/support/no-details.ts';
import { RecordingQueue } from '#test/support/pipeline.ts';
import { WORLDS, type World, type WorldMaker } from '#test/support/worlds.ts';

const WORKERS = 50;
const LEADS = 36;
const SEEDS = [1, 2, 3, 4, 5, 6];
const REPS = ['anna', 'boris', 'vera', 'gleb', 'olga', 'pavel'];

/** As many places as leads: the last of them are fought for. */
const TEAM = aTeam(...REPS.map((id) => aTeamMember(id, { capacity: LEADS / REPS.length })));
const SETTINGS = { ...(await demoSettings()), team: TEAM };

describe.each(WORLDS)('fifty workers with the same leads at the same time $name', ({ start }) => {
  let worlds: WorldMaker;
  beforeAll(async () => {
    worlds = await start();
  });
  afterAll(() => worlds.stop());

  it.each(SEEDS)(
    'give each lead one owner, and tell of it once, however often its message comes (seed %i)',
    { timeout: 60_000 },
    async (seed) => {
      const random = randomOf(seed);
      const world = await worlds.open();
      const leads = await keepLeads(world);
      const { book, ...shared } = dependenciesOf(world, random);
      const messages = leads.flatMap(({ id }) =>
        Array.from({ length: 2 + Math.floor(random() * 3) }, () => id),
      );

      await shareOut(shuffled(messages, random), WORKERS, (id) => handleMessage(id, { book, ...shared }));

      const settled = await Promise.all(leads.map(({ id }) => world.leads.find(id)));
      expect(await auditTeam(TEAM, settled.filter(isLead), book, book.written)).toEqual({
        overCapacity: 0,
        doubleOwners: 0,
        drift: 0,
        owned: LEADS,
      });
      // Two workers who come to the very same decision have written it together.
      expect(new Set(book.written.map(({ lead }) => JSON.stringify(lead))).size).toBe(LEADS);
      for (const lead of settled) {
        expect(lead).toMatchObject({ status: 'offered', formerOffers: [], offer: { attempt: 1 } });
        expect(lead?.handoffs.map(({ destination }) => destination)).toEqual(['crm', 'messenger', 'webhook']);
        expect(lead?.timeline.filter(({ event }) => event === 'lead.offered')).toHaveLength(1);
      }
      const { turns } = await world.book.read('lead-none-at-all', [], ['all']);
      expect(Object.values(turns['all'] ?? {}).reduce((sum, credit) => sum + credit, 0)).toBe(0);
    },
  );
});

/** Every other lead has not been judged yet, so that workers meet there, too. */
async function keepLeads(world: World): Promise<readonly Lead[]> {
  const leads = Array.from({ length: LEADS }, (_, index) => {
    const client = {
      id: `lead-${String(index).padStart(8, '0')}`,
      contact: { phone: `+7999000${String(index).padStart(4, '0')}` },
      requisites: { inn: String(7700000000 + index) },
    };
    return index % 2 === 0 ? aQualifiedLead({ ...client, version: 1 }) : aLead(client);
  });
  await Promise.all(leads.map((lead) => world.leads.keep(lead)));
  return leads;
}

function dependenciesOf(world: World, random: () => number) {
  const book = watchedBook({
    read: scattered(world.book.read.bind(world.book), random),
    commit: scattered(world.book.commit.bind(world.book), random),
  });
  return {
    ...world,
    book,
    settings: new InMemorySettings(SETTINGS),
    clock: new HandClock(),
    phones: new LibPhoneNumbers(),
    details: NO_DETAILS,
    handoffs: new RecordingQueue(),
    registryFor: () => ({ find: async ({ id }: { readonly id: string }) => found(id) }),
  };
}

/** The same call after a few turns of the event loop, so that workers overtake each other. */
function scattered<A extends readonly unknown[], R>(call: (...args: A) => Promise<R>, random: () => number) {
  return async (...args: A): Promise<R> => {
    for (let turns = Math.floor(random() * 4); turns > 0; turns -= 1)
      await new Promise((resolve) => setImmediate(resolve));
    return call(...args);
  };
}

function shuffled<T>(all: readonly T[], random: () => number): readonly T[] {
  return all
    .map((one) => ({ one, order: random() }))
    .sort((left, right) => left.order - right.order)
    .map(({ one }) => one);
}

/** Mulberry32: the same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), state | 1);
    const more = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
    return ((more ^ (more >>> 14)) >>> 0) / 2 ** 32;
  };
}

function isLead(lead: Lead | undefined): lead is Lead {
  return lead !== undefined;
}
