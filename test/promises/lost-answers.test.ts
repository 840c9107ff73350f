import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { swept } from '#shared/domain/lead-life.ts';
import { offeredTo } from '#shared/domain/offer-life.ts';
import { duplicateOf, partedFrom, touchedBy, withoutTouch } from '#shared/domain/lead-touches.ts';
import { aStranger, qualified } from '#test/support/a-client.ts';
import { aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { loseOnTheWire, meetOtherTransactions } from '#test/support/faults.ts';
import { startTables, type TestTables } from '#test/support/table.ts';
import { onDynamoDb, type World } from '#test/support/worlds.ts';

const NOW = new Date('2026-11-23T09:00:01Z');
const UNTIL = '2026-11-23T09:10:00.000Z';
const LEAD = aQualifiedLead({ version: 1 });
const RECORD = {
  pool: 'key',
  strategy: 'weighted',
  because: 'turn',
  at: UNTIL,
  teamVersion: 1,
  candidates: [],
};
const CHANGE = {
  lead: offeredTo(LEAD, { rep: 'olga', deadlineAt: UNTIL }, RECORD, ['crm'], NOW),
  take: { rep: 'olga', capacity: 5 },
  turn: { pool: 'key', add: { olga: -1_000_000, anna: 1_000_000 } },
};

const KEYS = [{ kind: 'phone', value: '+79990000001' }] as const;
const TERMS = { windowMs: 60_000, over: [], apart: [] };
const KEPT = aStranger('lead-claiming');
const CLAIMING = qualified(KEPT);
const DUPLICATE = duplicateOf({ ...aStranger('lead-duplicate'), version: 1 }, CLAIMING, ['phone'], NOW);
const TOUCHED = touchedBy(CLAIMING, DUPLICATE, ['crm'], NOW);

describe.each(['before', 'after'] as const)('a connection that breaks %s the table has done it', (moment) => {
  let tables: TestTables;
  let client: DynamoDBClient;
  let world: World;
  beforeAll(async () => {
    tables = await startTables();
  });
  beforeEach(async () => {
    const table = await tables.open();
    client = table.client;
    world = onDynamoDb(table);
  });
  afterAll(() => tables.stop());

  it('does not make an arrival look like a repeat', async () => {
    loseOnTheWire(client, moment);

    expect(await world.leads.keep(LEAD)).toEqual({ outcome: 'kept' });
    expect(await world.leads.keep(LEAD)).toMatchObject({ outcome: 'known' });
  });

  it('does not make an arrival without an id of its own look like a repeat', async () => {
    loseOnTheWire(client, moment);

    expect(await world.leads.keep(LEAD, { key: 'words', until: UNTIL })).toEqual({ outcome: 'kept' });
    expect(await world.leads.keep(LEAD, { key: 'words', until: UNTIL })).toMatchObject({ outcome: 'known' });
  });

  it('does not make our own save look like somebody else’s', async () => {
    await world.leads.keep(LEAD);
    loseOnTheWire(client, moment);

    expect(await world.leads.save(swept(LEAD, UNTIL, NOW))).toBe('saved');
  });

  it('does not count a place or a turn twice', async () => {
    await world.leads.keep(LEAD);
    loseOnTheWire(client, moment);

    expect(await world.book.commit(CHANGE)).toBe('done');

    expect(await world.book.read(LEAD.id, ['olga'], ['key'])).toEqual({
      lead: CHANGE.lead,
      reps: { olga: { open: 1 } },
      turns: { key: CHANGE.turn.add },
    });
  });

  it('does not make a claim meet itself', async () => {
    await world.leads.keep(KEPT);
    loseOnTheWire(client, moment);

    expect(await world.clients.claim(CLAIMING, KEYS, TERMS)).toEqual({ outcome: 'claimed' });
    expect(await world.clients.findHolders(DUPLICATE, KEYS, TERMS)).toEqual([
      { key: KEYS[0], leadId: CLAIMING.id },
    ]);
  });

  it('does not merge or part twice', async () => {
    await world.leads.keep(CLAIMING);
    await world.leads.keep({ ...DUPLICATE, version: 1 });
    const parted = partedFrom(DUPLICATE, TOUCHED, 'ops', NOW);
    const left = withoutTouch(TOUCHED, DUPLICATE, 'ops', NOW);

    loseOnTheWire(client, moment);
    expect(await world.clients.merge(DUPLICATE, TOUCHED, KEYS, TERMS)).toBe('done');
    expect(await world.leads.find(TOUCHED.id)).toEqual(TOUCHED);

    loseOnTheWire(client, moment);
    expect(await world.clients.part(parted, left, KEYS)).toBe('done');
    expect(await world.leads.find(left.id)).toEqual(left);
  });

  it('for good leaves all of a claim or none of it, and a second try completes it', async () => {
    await world.leads.keep(KEPT);
    const mend = loseOnTheWire(client, moment, { times: Infinity });
    await expect(world.clients.claim(CLAIMING, KEYS, TERMS)).rejects.toThrow('socket hang up');
    mend();

    const holders = await world.clients.findHolders(DUPLICATE, KEYS, TERMS);
    expect((await world.leads.find(KEPT.id))?.status).toBe(holders.length === 1 ? 'qualified' : 'received');

    expect(await world.clients.claim(CLAIMING, KEYS, TERMS)).toEqual({ outcome: 'claimed' });
  });

  it('does not make the desk refuse the one who has the lead', async () => {
    await world.leads.keep(anOfferedLead({ version: 1 }));
    loseOnTheWire(client, moment);

    expect(await world.desk.take(LEAD.id, NOW, UNTIL)).toMatchObject({ outcome: 'taken' });
    expect(await world.desk.take(LEAD.id, NOW, UNTIL)).toEqual({ outcome: 'in-hands' });
  });

  it('for good leaves all of an assignment or none of it, and a second try completes it', async () => {
    await world.leads.keep(LEAD);
    const mend = loseOnTheWire(client, moment, { times: Infinity });
    await expect(world.book.commit(CHANGE)).rejects.toThrow('socket hang up');
    mend();

    const { lead, reps } = await world.book.read(LEAD.id, ['olga'], ['key']);
    expect(lead?.owner === 'olga' ? 1 : 0).toBe(reps['olga']?.open);

    expect(await world.book.commit(CHANGE)).toBe('done');
    expect((await world.book.read(LEAD.id, ['olga'], ['key'])).reps).toEqual({ olga: { open: 1 } });
  });
});

describe('transactions that meet each other', () => {
  let tables: TestTables;
  let client: DynamoDBClient;
  let world: World;
  beforeAll(async () => {
    tables = await startTables();
  });
  beforeEach(async () => {
    const table = await tables.open();
    client = table.client;
    world = onDynamoDb(table);
    await world.leads.keep(LEAD);
  });
  afterAll(() => tables.stop());

  it('are tried again up to five times', async () => {
    const seen = meetOtherTransactions(client, 5);

    expect(await world.book.commit(CHANGE)).toBe('done');
    expect(seen.tried).toBe(6);
  });

  it('are given up then, with nothing written, for the queue to try again', async () => {
    const seen = meetOtherTransactions(client, 6);

    await expect(world.book.commit(CHANGE)).rejects.toThrow('conflict');

    expect(seen.tried).toBe(6);
    expect((await world.book.read(LEAD.id, ['olga'], [])).reps).toEqual({ olga: { open: 0 } });
  });

  it('do not keep a client from being claimed', async () => {
    await world.leads.keep(KEPT);
    const seen = meetOtherTransactions(client, 3);

    expect(await world.clients.claim(CLAIMING, KEYS, TERMS)).toEqual({ outcome: 'claimed' });
    expect(seen.tried).toBe(4);
  });

  it('do not lose an arrival without an id of its own', async () => {
    meetOtherTransactions(client, 2);

    const lead = aQualifiedLead({ id: 'lead-in-a-crowd', version: 1 });
    expect(await world.leads.keep(lead, { key: 'words', until: UNTIL })).toEqual({ outcome: 'kept' });
  });
});
