import { ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goOnErasing, orderErasure } from '#functions/console/erase-person.ts';
import type { EraseDependencies } from '#functions/console/erase-lead.ts';
import { DynamoDbErasureBook } from '#shared/adapters/dynamodb/erasure-book.ts';
import { fromItem } from '#shared/adapters/dynamodb/lead-item.ts';
import { DynamoDbReportBook } from '#shared/adapters/dynamodb/report-book.ts';
import { HmacClientKeys } from '#shared/adapters/hmac/hmac-client-keys.ts';
import { clientKeysOf } from '#shared/domain/client-key.ts';
import { erasePerson } from '#shared/domain/erase-person.ts';
import { accepted } from '#shared/domain/offer-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { repeatKeyOf } from '#shared/intake/lead-identity.ts';
import { countLeads } from '#shared/reporting/count-leads.ts';
import { aTouch } from '#test/support/a-lead.ts';
import {
  TRADER_INN,
  aMarkedLead,
  aMarkedLeadOfManyHands,
  aMarkedOffer,
  marksOf,
  type Marked,
} from '#test/support/a-marked-lead.ts';
import { HandClock } from '#test/support/intake-world.ts';
import { InMemorySettings } from '#test/support/in-memory-settings.ts';
import { startTables, type TestTables } from '#test/support/table.ts';
import { onDynamoDb } from '#test/support/worlds.ts';
import { SETTINGS } from '#test/functions/console/console-world.ts';

const TERMS = { windowMs: 7 * 24 * 60 * 60 * 1000, over: [], apart: [] };
const KEYS = new HmacClientKeys({ find: async () => 'identity of tests' });
const PERSON: Marked = { phone: '+79991234567', email: 'mark@person.example', mark: 'Уникумова' };
const MONDAY = '2026-11-23T09:00:00.000Z';

describe('erasing a person', () => {
  let tables: TestTables;
  beforeAll(async () => {
    tables = await startTables();
  });
  afterAll(() => tables.stop());

  it('leaves no mark of them in any item, and in no line of the log', async () => {
    const leads = fc.uniqueArray(fc.constantFrom(...Object.keys(SHAPES)), { minLength: 1 });
    const words = fc.constantFrom('Уникумова', 'Zebrowska', 'Ӏбрагимов', 'Mark.Only');
    const named = fc.constantFrom('phone', 'email', 'leadId');
    await fc.assert(
      fc.asyncProperty(leads, words, named, fc.boolean(), async (shapes, mark, by, isCounted) => {
        const person = { ...PERSON, mark };
        const world = await openWorld(tables);
        for (const shape of shapes) await world.settle(SHAPES[shape]?.(person) ?? aMarkedLead(person));
        if (isCounted) await world.count();
        expect(found(await world.everything(), person)).not.toEqual([]);

        const { erasure } = await world.order(by, person, shapes[0] ?? '');
        await world.count();
        expect(erasure.leads.toSorted()).toEqual(shapes.toSorted());
        expect(erasure.doneAt).toBeDefined();
        expect(found(await world.everything(), person)).toEqual([]);
        expect(found(world.log.join('\n'), person)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it('takes claims, remembered owners, repeats and what a register said away with the lead', async () => {
    const world = await openWorld(tables);
    await world.settle(aMarkedOffer(PERSON, { id: 'offered' }));
    await world.count();

    const { erasure } = await world.order('phone', PERSON);
    expect(erasure.counts).toMatchObject({
      lead: 1,
      place: 1,
      handoff: 1,
      claim: 4,
      'client-owner': 3,
      repeat: 1,
      counterparty: 1,
      'search-entry': 5,
    });
    const rest = (await world.items()).map(({ pk }) => pk?.S?.split('#')[0]);
    expect(rest).not.toContain('CLIENT');
    expect(rest).not.toContain('FIND');
    expect(erasure.person).toBeUndefined();
  });

  it('gives the rep the place back, once', async () => {
    const world = await openWorld(tables);
    await world.settle(aMarkedOffer(PERSON, { id: 'offered' }));
    expect(await world.load('olga')).toBe(1);

    await world.order('phone', PERSON);
    await world.order('phone', PERSON);
    expect(await world.load('olga')).toBe(0);
  });

  it('leaves the leads of others, and a newer claim on the same company', async () => {
    const world = await openWorld(tables);
    await world.settle(aMarkedOffer(PERSON, { id: 'theirs' }));
    const other = { phone: '+79997654321', email: 'other@person.example', mark: 'Другая' };
    await world.settle(aMarkedLead(other, { id: 'others' }));

    await world.order('phone', PERSON);
    expect(found(await world.everything(), other)).toContain('other@person.example');
    expect(await world.leads.find('others')).toMatchObject({ contact: { phone: other.phone } });
  });

  it('finds leads that nothing names, among all that ever came', async () => {
    const world = await openWorld(tables);
    const ids = ['2021-03', '2025-12', '2026-11'].map((month) => `lead-of-${month}`);
    for (const id of ids)
      await world.leads.keep(
        aMarkedLead(PERSON, { id, version: 1, receivedAt: `${id.slice(8)}-02T09:00:00.000Z` }),
      );

    const { erasure } = await world.order('email', PERSON);
    expect(erasure.leads).toEqual(ids);
    expect(found(await world.everything(), PERSON)).toEqual([]);
  });

  it('is gone on with where it was killed, by whoever comes next, and counts nothing twice', async () => {
    for (let survived = 0; survived < 12; survived += 1) {
      const world = await openWorld(tables);
      for (const id of ['one', 'two', 'three']) await world.settle(aMarkedOffer(PERSON, { id }));
      const killed = { ...world.dependencies, erasures: dyingAfter(survived, world.dependencies.erasures) };

      const order = { contacts: { phone: PERSON.phone }, by: 'ops' };
      await orderErasure(order, killed).catch(() => undefined);
      const [begun] = await world.erasures();
      const done = begun && (await goOnErasing(begun, world.dependencies));
      if (done === undefined) continue;
      expect(done).toMatchObject({ counts: { lead: 3, place: 3 } });
      expect(await world.load('olga')).toBe(0);
      expect(found(await world.everything(), PERSON)).toEqual([]);
    }
  });

  it('meets a rep who accepts in the same moment: the lead is closed, and nobody has a place for it', async () => {
    const world = await openWorld(tables);
    const lead = await world.settle(aMarkedOffer(PERSON, { id: 'raced' }));
    let accepts = 1;
    const racing = {
      ...world.dependencies,
      leads: {
        ...bound(world.leads),
        find: async (id: string) => {
          const found = await world.leads.find(id);
          if (accepts-- > 0) await world.book.commit({ lead: accepted(lead, new Date(MONDAY)) });
          return found;
        },
      },
    };

    await orderErasure({ contacts: {}, leadId: 'raced', by: 'ops' }, racing);
    expect(await world.leads.find('raced')).toMatchObject({ status: 'lost', offer: { state: 'accepted' } });
    expect(await world.load('olga')).toBe(0);
  });

  it('leaves nothing behind where a count was under way', async () => {
    const world = await openWorld(tables);
    const lead = await world.settle(aMarkedLead(PERSON, { id: 'counted' }));
    const counting = { day: '2026-11-23', figures: [], terms: ['word:уникумова'] };
    const erased = erasePerson(lead, { at: MONDAY, erasure: 'erasure-1' }, 'ops', new Date(MONDAY));
    await world.leads.save(erased);

    const outcome = await world.reports.count({ leads: [{ lead, now: counting }], tallies: [] });
    expect(outcome).toBe('outdated');
    expect(await world.reports.findByWord('уникумова', 10)).toEqual([]);
  });

  it('makes a colleague’s touch a lead of its own before the lead it touched is closed', async () => {
    const world = await openWorld(tables);
    const lead = await world.settle(aMarkedOffer(PERSON, { id: 'first', timeline: [] }));
    const { touch, first } = aTouch(lead, {
      id: 'colleague',
      contact: { phone: '+79997654321' },
      requisites: { inn: TRADER_INN },
    });
    await world.leads.keep({ ...touch, version: 1 });
    await world.clients.merge({ ...touch, version: 2 }, first, [], TERMS);

    const { erasure } = await world.order('phone', PERSON);
    expect(erasure).toMatchObject({ leads: ['first'], counts: { 'parted-lead': 1 } });
    expect(await world.leads.find('colleague')).toMatchObject({ status: 'received', contact: touch.contact });
    expect(world.woken).toEqual(['colleague']);
  });
});

/** A lead in each state that keeps something elsewhere, under its own name. */
const SHAPES: Readonly<Record<string, (person: Marked) => Lead>> = {
  received: (person) => ({
    ...aMarkedLead(person, { id: 'received' }),
    status: 'received',
    verdict: undefined,
  }),
  qualified: (person) => aMarkedLead(person, { id: 'qualified' }),
  offered: (person) => aMarkedOffer(person, { id: 'offered' }),
  'passed-on': (person) => aMarkedLeadOfManyHands(person, { id: 'passed-on' }),
  company: (person) => ({
    ...aMarkedOffer(person, { id: 'company' }),
    requisites: { inn: '7707083893', companyName: `ООО ${person.mark}` },
    counterparty: { outcome: 'not-found', checkedAt: MONDAY, stale: false },
  }),
};

async function openWorld(tables: TestTables) {
  const table = await tables.open();
  const world = onDynamoDb(table, () => new Date(MONDAY));
  const clock = new HandClock(new Date('2026-11-24T09:00:00.000Z'));
  const reports = new DynamoDbReportBook(table.client, table.name);
  const log: string[] = [];
  const woken: string[] = [];
  const write = (event: string, fields?: object) => void log.push(`${event} ${JSON.stringify(fields)}`);
  const dependencies: EraseDependencies = {
    leads: world.leads,
    clients: world.clients,
    settings: new InMemorySettings(SETTINGS),
    erasures: new DynamoDbErasureBook(table.client, table.name, KEYS),
    assignments: { send: async (id) => void woken.push(id) },
    handoffs: { send: async () => undefined },
    terms: KEYS,
    clock,
    pause: async () => undefined,
    log: { info: write, error: write },
  };
  const items = async () => (await table.client.send(new ScanCommand({ TableName: table.name }))).Items ?? [];
  return {
    ...world,
    ...{ dependencies, reports, log, woken, items },
    /** Puts a lead there with all that the system would keep of it elsewhere. */
    settle: async (wanted: Lead): Promise<Lead> => {
      const first = { ...wanted, version: 1 };
      const { contentHash = '', source } = first;
      await world.leads.keep(first, { key: repeatKeyOf(source, contentHash + first.id), until: MONDAY });
      const lead = { ...first, contentHash: contentHash + first.id, version: 2 };
      await world.clients.claim(lead, clientKeysOf(lead, ['inn', 'phone', 'email', 'email-domain']), {
        ...TERMS,
        over: ['received', 'qualified', 'offered', 'passed-on', 'company', 'one', 'two', 'three', 'theirs'],
      });
      await world.owners.remember(lead, { rep: 'olga', leadId: lead.id, at: MONDAY });
      const { counterparty } = lead;
      if (counterparty?.outcome === 'found')
        await world.cache.remember(
          { country: 'RU', id: TRADER_INN },
          counterparty,
          '2026-12-01T00:00:00.000Z',
        );
      if (lead.owner === undefined) return lead;
      const owned = { ...lead, version: 3 };
      const take = { rep: lead.owner, capacity: 99, source: { id: source } };
      await world.book.commit({ lead: owned, take });
      return owned;
    },
    count: async () => {
      clock.pass(60_000);
      const until = new Date(clock.now().getTime() + 60_000);
      await countLeads({ timeZone: 'Europe/Moscow', until }, { reports, terms: KEYS, clock });
    },
    order: async (by: string, { phone, email }: Marked, leadId = '') => {
      const contacts = by === 'phone' ? { phone } : by === 'email' ? { email } : {};
      const order = { contacts, by: 'ops', ...(by === 'leadId' ? { leadId } : {}) };
      const ordered = await orderErasure(order, dependencies);
      if (ordered.outcome === 'unknown-lead') throw new Error('the lead was not found');
      return ordered;
    },
    load: async (rep: string) => (await world.book.read('none', [rep], [])).reps[rep]?.open,
    erasures: async () => {
      const kept = (await items()).filter(({ pk }) => pk?.S?.startsWith('ERASURE#'));
      const found = await Promise.all(
        kept.map(({ pk }) => dependencies.erasures.find((pk?.S ?? '').slice('ERASURE#'.length))),
      );
      return found.filter((erasure) => erasure !== undefined);
    },
    /** The whole table as text, compressed documents unpacked. */
    everything: async () => JSON.stringify((await items()).map(readable)),
  };
}

function readable(item: Record<string, AttributeValue>) {
  if (item['doc'] !== undefined && item['dict'] !== undefined)
    return [item['pk'], fromItem(item), { ...item, doc: '' }];
  return Object.entries(item).map(([name, value]) => [
    name,
    value.B === undefined ? value : inflateRawSync(value.B).toString(),
  ]);
}

function found(text: string, person: Marked): readonly string[] {
  return marksOf(person).filter((mark) => text.includes(mark));
}

/** The book of a process that dies before one of its calls. */
function dyingAfter(calls: number, book: EraseDependencies['erasures']): EraseDependencies['erasures'] {
  let left = calls;
  return new Proxy(book, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: readonly unknown[]) => {
        if (left-- <= 0) return Promise.reject(new Error('killed'));
        return Reflect.apply(method, target, args) as unknown;
      };
    },
  });
}

function bound<T extends object>(port: T): T {
  return new Proxy(port, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      return typeof method === 'function' ? method.bind(target) : method;
    },
  });
}
