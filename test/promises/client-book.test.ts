import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClaimTerms } from '#shared/domain/client-claims.ts';
import { clientKeysOf } from '#shared/domain/client-key.ts';
import type { ClientKeyKind } from '#shared/domain/duplicate-rules.ts';
import { swept } from '#shared/domain/lead-life.ts';
import { accepted, offeredTo } from '#shared/domain/offer-life.ts';
import { duplicateOf, partedFrom, touchedBy, withoutTouch } from '#shared/domain/lead-touches.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { after } from '#shared/domain/time.ts';
import { aStranger, qualified } from '#test/support/a-client.ts';
import { anOfferedLead } from '#test/support/a-lead.ts';
import { WORLDS, type World, type WorldMaker } from '#test/support/worlds.ts';

const NOON = new Date('2026-11-23T12:00:00.000Z');
const NOW = new Date('2026-11-23T12:00:01.000Z');
const WINDOW_MS = 60 * 60_000;
const TERMS: ClaimTerms = { windowMs: WINDOW_MS, over: [], apart: [] };
const EVERY_KIND: readonly ClientKeyKind[] = ['inn', 'phone', 'email', 'email-domain'];
const PHONE = '+79990000001';
const [AN_INN, ANOTHER_INN] = ['7707083893', '7736207543'];

describe.each(WORLDS)('the book of who asked first $name', ({ start }) => {
  let worlds: WorldMaker;
  let world: World;
  let made = 0;
  beforeAll(async () => {
    worlds = await start();
  });
  beforeEach(async () => {
    world = await worlds.open();
  });
  afterAll(() => worlds.stop());

  /** Keeps a lead of this client and gives its next version, to be claimed. */
  async function kept(client: Client): Promise<Lead> {
    const lead = aStranger(`lead-${String((made += 1)).padStart(5, '0')}`, toFields(client));
    await world.leads.keep(lead);
    return qualified(lead);
  }

  const claim = (lead: Lead, terms: Partial<ClaimTerms> = {}) =>
    world.clients.claim(lead, keysOf(lead), { ...TERMS, ...terms });

  const holdersOf = async (lead: Lead) =>
    (await world.clients.findHolders(lead, keysOf(lead), TERMS)).map(
      ({ key, leadId }) => `${key.kind} ${leadId}`,
    );

  async function merged(duplicate: Lead, first: Lead, terms: Partial<ClaimTerms> = {}) {
    const lead = { ...duplicateOf(duplicate, first, ['phone'], NOW), version: duplicate.version };
    const touched = touchedBy(first, lead, ['crm'], NOW);
    const all = { ...TERMS, ...terms };
    const outcome = await world.clients.merge(lead, touched, keysOf(duplicate), all);
    return { outcome, lead, touched };
  }

  describe('claiming', () => {
    it('writes the lead with it', async () => {
      const lead = await kept({ phone: PHONE });

      expect(await claim(lead)).toEqual({ outcome: 'claimed' });

      expect(await world.leads.find(lead.id)).toEqual(lead);
    });

    it.each([
      ['nobody has told before', []],
      ['somebody told long ago', [-2 * WINDOW_MS]],
    ])('is granted to one of fifty who come with a phone that %s', async (_when, earlier) => {
      for (const at of earlier) await claim(await kept({ phone: PHONE, at }));
      const leads = await Promise.all(Array.from({ length: 50 }, () => kept({ phone: PHONE })));

      const claims = await Promise.all(leads.map((lead) => claim(lead)));

      const winner = leads[claims.findIndex(({ outcome }) => outcome === 'claimed')];
      const losers = claims.filter(({ outcome }) => outcome === 'taken');
      expect(losers).toHaveLength(49);
      const holders = [{ key: { kind: 'phone', value: PHONE }, leadId: winner?.id }];
      expect(losers).toEqual(losers.map(() => ({ outcome: 'taken', holders })));
      const stored = await Promise.all(leads.map(({ id }) => world.leads.find(id)));
      expect(stored.filter((lead) => lead?.status === 'qualified').map((lead) => lead?.id)).toEqual([
        winner?.id,
      ]);
    });

    it('names the holder of every key, and writes nothing', async () => {
      const byPhone = await kept({ phone: PHONE });
      const byInn = await kept({ inn: AN_INN });
      const both = await kept({ phone: PHONE, inn: AN_INN, email: 'anna@zavod.example' });
      await claim(byPhone);
      await claim(byInn);

      expect(await claim(both)).toEqual({
        outcome: 'taken',
        holders: [
          { key: { kind: 'inn', value: AN_INN }, leadId: byInn.id },
          { key: { kind: 'phone', value: PHONE }, leadId: byPhone.id },
        ],
      });
      expect(await world.leads.find(both.id)).toMatchObject({ status: 'received', version: 1 });
      const other = await kept({ email: 'anna@zavod.example' });
      expect(await holdersOf(other)).toEqual([]);
    });

    it('does not take one kind of key for another', async () => {
      await claim(await kept({ email: 'a@zavod.example' }));

      expect(await claim(await kept({ email: 'zavod.example@zavod2.example' }))).toEqual({
        outcome: 'claimed',
      });
    });

    it('finds an address and its domain, and neither in part', async () => {
      const first = await kept({ email: 'anna@zavod.example' });
      await claim(first);

      expect(await holdersOf(await kept({ email: 'anna@zavod.example' }))).toEqual([
        `email ${first.id}`,
        `email-domain ${first.id}`,
      ]);
      expect(await holdersOf(await kept({ email: 'boris@zavod.example' }))).toEqual([
        `email-domain ${first.id}`,
      ]);
      expect(await holdersOf(await kept({ email: 'anna@mega-zavod.example' }))).toEqual([]);
    });

    it('again after a lost answer is granted', async () => {
      const lead = await kept({ phone: PHONE });
      await claim(lead);

      expect(await claim(lead)).toEqual({ outcome: 'claimed' });
    });

    it('is outdated when somebody else wrote the lead, and claims nothing', async () => {
      const lead = await kept({ phone: PHONE });
      await world.leads.save(swept({ ...lead, version: 1 }, NOW.toISOString(), NOW));

      expect(await claim(lead)).toEqual({ outcome: 'outdated' });
      expect(await claim({ ...lead, id: 'lead-nobody-kept' })).toEqual({ outcome: 'outdated' });

      expect(await holdersOf(await kept({ phone: PHONE }))).toEqual([]);
    });

    it('takes over from leads that have ended', async () => {
      const first = await kept({ phone: PHONE });
      const second = await kept({ phone: PHONE });
      await claim(first);

      expect(await claim(second, { over: [first.id] })).toEqual({ outcome: 'claimed' });

      expect(await holdersOf(await kept({ phone: PHONE }))).toEqual([`phone ${second.id}`]);
    });

    it('is granted beside a lead that somebody said is another client’s, and both hold the key', async () => {
      const first = await kept({ phone: PHONE });
      const second = await kept({ phone: PHONE });
      await claim(first);

      expect(await claim(second, { apart: [first.id] })).toEqual({ outcome: 'claimed' });

      expect((await holdersOf(await kept({ phone: PHONE }))).sort()).toEqual(
        [`phone ${first.id}`, `phone ${second.id}`].sort(),
      );
    });

    it('of three keys, one of them known from long ago, is granted at once', async () => {
      await claim(await kept({ phone: PHONE, at: -WINDOW_MS - 1 }));
      const lead = await kept({ phone: PHONE, inn: AN_INN, email: 'anna@zavod.example' });

      expect(await claim(lead)).toEqual({ outcome: 'claimed' });
      expect(await holdersOf(await kept({ phone: PHONE }))).toEqual([`phone ${lead.id}`]);
    });
  });

  describe('the window', () => {
    it.each([
      [WINDOW_MS - 1, 'taken'],
      [WINDOW_MS, 'taken'],
      [WINDOW_MS + 1, 'claimed'],
      [1 - WINDOW_MS, 'taken'],
      [-WINDOW_MS, 'taken'],
      [-WINDOW_MS - 1, 'claimed'],
    ])('%i ms after the first lead arrived finds it %s', async (laterMs, outcome) => {
      await claim(await kept({ phone: PHONE }));

      const other = await kept({ phone: PHONE, at: laterMs });

      expect(await holdersOf(other)).toHaveLength(outcome === 'taken' ? 1 : 0);
      expect(await claim(other)).toMatchObject({ outcome });
    });

    it('is as good for those who come late as for those in time', async () => {
      const first = await kept({ phone: PHONE, at: 2 * WINDOW_MS });
      const late = await kept({ phone: PHONE });
      await claim(first);
      await claim(late);

      expect(await holdersOf(await kept({ phone: PHONE, at: 2 * WINDOW_MS + 5 }))).toEqual([
        `phone ${first.id}`,
      ]);
      expect(await holdersOf(await kept({ phone: PHONE, at: 5 }))).toEqual([`phone ${late.id}`]);
    });
  });

  describe('a free mailbox', () => {
    const MAILBOX = 'buh@mail.ru';

    it.each([
      [AN_INN, ANOTHER_INN, 'claimed'],
      [AN_INN, undefined, 'taken'],
      [undefined, ANOTHER_INN, 'taken'],
      [undefined, undefined, 'taken'],
    ])('of the company %s and then of %s is %s', async (one, other, outcome) => {
      await claim(await kept({ email: MAILBOX, inn: one }));

      expect(await claim(await kept({ email: MAILBOX, inn: other }))).toMatchObject({ outcome });
    });

    it('stays with every company that told it', async () => {
      const one = await kept({ email: MAILBOX, inn: AN_INN });
      const other = await kept({ email: MAILBOX, inn: ANOTHER_INN });
      await claim(one);
      await claim(other);

      expect(await holdersOf(await kept({ email: MAILBOX, inn: AN_INN }))).toEqual([
        `inn ${one.id}`,
        `email ${one.id}`,
      ]);
      expect((await holdersOf(await kept({ email: MAILBOX }))).sort()).toEqual(
        [`email ${one.id}`, `email ${other.id}`].sort(),
      );
    });

    it('of ever new companies is no reason to refuse one', async () => {
      for (let company = 0; company < 30; company += 1)
        expect(await claim(await kept({ email: MAILBOX, inn: String(7_000_000_000 + company) }))).toEqual({
          outcome: 'claimed',
        });

      expect((await holdersOf(await kept({ email: MAILBOX }))).length).toBeLessThan(30);
    });
  });

  it('links two leads or does not, whichever of them is claimed first', async () => {
    const client = fc.record(
      {
        phone: fc.constantFrom('+79990000001', '+79990000002'),
        email: fc.constantFrom('anna@zavod.example', 'boris@zavod.example', 'buh@mail.ru', 'buh@notmail.ru'),
        inn: fc.constantFrom(AN_INN, ANOTHER_INN),
        at: fc.constantFrom(0, WINDOW_MS - 1, WINDOW_MS, WINDOW_MS + 1, 2 * WINDOW_MS),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(client, client, async (one, other) => {
        const isLinked = async (first: Client, second: Client): Promise<boolean> => {
          world = await worlds.open();
          await claim(await kept(first));
          return (await claim(await kept(second))).outcome === 'taken';
        };

        expect(await isLinked(one, other)).toBe(await isLinked(other, one));
      }),
      { numRuns: 40 },
    );
  });

  describe('merging', () => {
    async function firstAndDuplicate(more: Client = {}) {
      const first = await kept({ phone: PHONE });
      const duplicate = await kept({ phone: PHONE, at: 1000, ...more });
      await claim(first);
      return { first, duplicate };
    }

    it('writes both leads', async () => {
      const { first, duplicate } = await firstAndDuplicate();

      const { outcome, lead, touched } = await merged(duplicate, first);

      expect(outcome).toBe('done');
      expect(await world.leads.find(lead.id)).toEqual(lead);
      expect(await world.leads.find(first.id)).toEqual(touched);
    });

    it('claims the keys that only the duplicate has told for the first, from its arrival on', async () => {
      const { first, duplicate } = await firstAndDuplicate({ inn: AN_INN, email: 'anna@zavod.example' });

      await merged(duplicate, first);

      expect(await holdersOf(await kept({ inn: AN_INN, at: WINDOW_MS }))).toEqual([`inn ${first.id}`]);
      expect(await holdersOf(await kept({ inn: AN_INN, at: WINDOW_MS + 1 }))).toEqual([]);
      expect(await holdersOf(await kept({ email: 'anna@zavod.example' }))).toEqual([
        `email ${first.id}`,
        `email-domain ${first.id}`,
      ]);
    });

    it('leaves a key to the lead that holds it, unless that has ended', async () => {
      const { first, duplicate } = await firstAndDuplicate({ inn: AN_INN });
      const holder = await kept({ inn: AN_INN });
      await claim(holder);

      expect(await merged(duplicate, first)).toMatchObject({ outcome: 'done' });
      expect(await holdersOf(await kept({ inn: AN_INN }))).toEqual([`inn ${holder.id}`]);

      const another = await kept({ phone: PHONE, inn: AN_INN });
      const touched = (await world.leads.find(first.id)) ?? first;
      expect(await merged(another, touched, { over: [holder.id] })).toMatchObject({ outcome: 'done' });
      expect(await holdersOf(await kept({ inn: AN_INN }))).toEqual([`inn ${first.id}`]);
    });

    it('again after a lost answer is done, and done once', async () => {
      const { first, duplicate } = await firstAndDuplicate();

      const { touched } = await merged(duplicate, first);

      expect(await merged(duplicate, first)).toMatchObject({ outcome: 'done' });
      expect(await world.leads.find(first.id)).toEqual(touched);
    });

    it.each(['duplicate', 'first'] as const)(
      'is outdated when the %s was written meanwhile, and changes nothing',
      async (changed) => {
        const { first, duplicate } = await firstAndDuplicate({ inn: AN_INN });
        const before = changed === 'first' ? first : { ...duplicate, version: 1 };
        const meanwhile = swept(before, NOW.toISOString(), NOW);
        await world.leads.save(meanwhile);

        expect(await merged(duplicate, first)).toMatchObject({ outcome: 'outdated' });

        expect(await world.leads.find(before.id)).toEqual(meanwhile);
        expect(await holdersOf(await kept({ inn: AN_INN }))).toEqual([]);
      },
    );

    it('of twenty duplicates at once writes the touch of one, and the others hear that they are late', async () => {
      const { first } = await firstAndDuplicate();
      const duplicates = await Promise.all(Array.from({ length: 20 }, () => kept({ phone: PHONE })));

      const outcomes = await Promise.all(duplicates.map((duplicate) => merged(duplicate, first)));

      expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
      expect((await world.leads.find(first.id))?.touches).toHaveLength(2);
    });

    it('while the first is accepted does one or the other', async () => {
      const offered = anOfferedLead({ id: 'lead-offered', version: 1 });
      await world.leads.keep(offered);
      const duplicate = await kept({ phone: PHONE });

      const [{ outcome }, saved] = await Promise.all([
        merged(duplicate, offered),
        world.leads.save(accepted(offered, NOW)),
      ]);

      expect([outcome, saved].sort()).toEqual(
        outcome === 'done' ? ['done', 'outdated'] : ['outdated', 'saved'],
      );
    });

    it('leaves the load of the owner as it is, and the lead in the hands that have it', async () => {
      const lead = aStranger('lead-in-hands', { version: 1 });
      await world.leads.keep(lead);
      const offered = offeredTo(
        lead,
        { rep: 'olga', deadlineAt: after(NOW, WINDOW_MS) },
        RECORD,
        ['crm'],
        NOW,
      );
      await world.book.commit({ lead: offered, take: { rep: 'olga', capacity: 5 } });
      await world.desk.take(offered.id, NOW, after(NOW, 10_000));

      await merged(await kept({ phone: PHONE }), offered);

      expect(await world.desk.take(offered.id, NOW, after(NOW, 10_000))).toEqual({ outcome: 'in-hands' });
      const { reps } = await world.book.read(offered.id, ['olga'], []);
      expect(reps).toEqual({ olga: { open: 1 } });
    });
  });

  describe('parting', () => {
    async function pair() {
      const first = await kept({ phone: PHONE });
      await claim(first);
      const { lead, touched } = await merged(await kept({ phone: PHONE, inn: AN_INN, at: 1000 }), first);
      return { parted: partedFrom(lead, touched, 'ops', NOW), left: withoutTouch(touched, lead, 'ops', NOW) };
    }

    it('writes both leads, and gives back what only the parted one has told', async () => {
      const { parted, left } = await pair();

      expect(await world.clients.part(parted, left, [{ kind: 'inn', value: AN_INN }])).toBe('done');

      expect(await world.leads.find(parted.id)).toEqual(parted);
      expect(await world.leads.find(left.id)).toEqual(left);
      expect(await holdersOf(await kept({ inn: AN_INN }))).toEqual([]);
      expect(await holdersOf(await kept({ phone: PHONE }))).toEqual([`phone ${left.id}`]);
    });

    it('leaves others what they hold', async () => {
      const { parted, left } = await pair();
      const beside = await kept({ inn: AN_INN });
      await claim(beside, { apart: [left.id] });

      await world.clients.part(parted, left, [{ kind: 'inn', value: AN_INN }]);

      expect(await holdersOf(await kept({ inn: AN_INN }))).toEqual([`inn ${beside.id}`]);
    });

    it('gives back what nobody holds without complaint, and again after a lost answer', async () => {
      const { parted, left } = await pair();
      const keys = [{ kind: 'email', value: 'nobody@zavod.example' } as const];

      expect(await world.clients.part(parted, left, keys)).toBe('done');
      expect(await world.clients.part(parted, left, keys)).toBe('done');
    });

    it('is outdated when either was written meanwhile, and changes nothing', async () => {
      const { parted, left } = await pair();
      await world.leads.save({ ...left, touches: [] });

      expect(await world.clients.part(parted, left, [{ kind: 'inn', value: AN_INN }])).toBe('outdated');

      expect(await holdersOf(await kept({ inn: AN_INN }))).toEqual([`inn ${left.id}`]);
      expect((await world.leads.find(parted.id))?.status).toBe('duplicate');
    });
  });
});

interface Client {
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly inn?: string | undefined;
  /** Milliseconds after noon. */
  readonly at?: number | undefined;
}

function toFields({ phone, email, inn, at = 0 }: Client): Partial<Lead> {
  return {
    contact: { ...(phone === undefined ? {} : { phone }), ...(email === undefined ? {} : { email }) },
    requisites: inn === undefined ? {} : { inn },
    receivedAt: after(NOON, at),
  };
}

function keysOf(lead: Lead) {
  return clientKeysOf(lead, EVERY_KIND);
}

const RECORD = {
  pool: 'key',
  strategy: 'weighted',
  because: 'turn',
  at: NOW.toISOString(),
  teamVersion: 1,
  candidates: [],
};
