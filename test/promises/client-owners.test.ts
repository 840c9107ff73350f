import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aQualifiedLead } from '#test/support/a-lead.ts';
import { WORLDS, type World, type WorldMaker } from '#test/support/worlds.ts';

const INN = '7707083893';
const OTHER_INN = '7736207543';
const PHONE = '+79990000001';
const MONDAY = '2026-11-23T09:00:00.000Z';
const TUESDAY = '2026-11-24T09:00:00.000Z';
const DAY_MS = 24 * 60 * 60 * 1000;

describe.each(WORLDS)('who had a client’s last lead $name', ({ start }) => {
  let worlds: WorldMaker;
  let world: World;
  let now: Date;
  beforeAll(async () => {
    worlds = await start();
  });
  beforeEach(async () => {
    now = new Date(TUESDAY);
    world = await worlds.open(() => now);
  });
  afterAll(() => worlds.stop());

  it('is nobody for a client nobody has heard of, or who tells nothing of themselves', async () => {
    expect(await world.owners.find(aClient({ inn: INN, phone: PHONE }))).toBeUndefined();
    expect(await world.owners.find(aClient({}))).toBeUndefined();
  });

  it.each([
    ['INN', { inn: INN }],
    ['phone', { phone: PHONE }],
    ['e-mail', { email: 'buyer@factory.example' }],
  ])('is known by the %s alone', async (_key, part) => {
    await world.owners.remember(
      aClient({ inn: INN, phone: PHONE, email: 'buyer@factory.example' }),
      by('olga', MONDAY),
    );

    expect(await world.owners.find(aClient(part))).toEqual(by('olga', MONDAY));
  });

  it('is the company’s before the phone’s, and the phone’s before the e-mail’s', async () => {
    await world.owners.remember(aClient({ email: 'buyer@factory.example' }), by('pavel', TUESDAY));
    await world.owners.remember(aClient({ phone: PHONE }), by('anna', TUESDAY));
    await world.owners.remember(aClient({ inn: INN }), by('olga', MONDAY));

    const client = { inn: INN, phone: PHONE, email: 'buyer@factory.example' };
    expect((await world.owners.find(aClient(client)))?.rep).toBe('olga');
    expect((await world.owners.find(aClient({ ...client, inn: OTHER_INN })))?.rep).toBe('anna');
    expect((await world.owners.find(aClient({ email: client.email })))?.rep).toBe('pavel');
  });

  it('is whoever had the newest lead, in whatever order that is remembered', async () => {
    await world.owners.remember(aClient({ inn: INN }), by('anna', TUESDAY));
    await world.owners.remember(aClient({ inn: INN, phone: PHONE }), by('olga', MONDAY));

    expect(await world.owners.find(aClient({ inn: INN }))).toEqual(by('anna', TUESDAY));
    expect(await world.owners.find(aClient({ phone: PHONE }))).toEqual(by('olga', MONDAY));
  });

  it('is another company’s where only a free mailbox is the same', async () => {
    const mailbox = { email: 'buyer@mail.ru' };
    await world.owners.remember(aClient({ inn: INN, ...mailbox }), by('olga', MONDAY));

    expect(await world.owners.find(aClient({ inn: OTHER_INN, ...mailbox }))).toBeUndefined();
    expect(await world.owners.find(aClient(mailbox))).toEqual(by('olga', MONDAY));
  });

  it('is forgotten after four hundred days', async () => {
    await world.owners.remember(aClient({ inn: INN }), by('olga', MONDAY));

    now = new Date(Date.parse(MONDAY) + 400 * DAY_MS - 1);
    expect(await world.owners.find(aClient({ inn: INN }))).toEqual(by('olga', MONDAY));
    now = new Date(Date.parse(MONDAY) + 400 * DAY_MS);
    expect(await world.owners.find(aClient({ inn: INN }))).toBeUndefined();
  });

  it('stands beside the claims of the same client, and is none of them', async () => {
    await world.owners.remember(aClient({ inn: INN }), by('olga', MONDAY));

    const lead = aQualifiedLead({ id: 'lead-0001', version: 1 });
    await world.leads.keep(lead);
    const terms = { windowMs: DAY_MS, over: [], apart: [] };
    const keys = [{ kind: 'inn', value: INN }] as const;
    expect(await world.clients.claim({ ...lead, version: 2 }, keys, terms)).toEqual({ outcome: 'claimed' });
    expect((await world.owners.find(aClient({ inn: INN })))?.rep).toBe('olga');
  });
});

function aClient({ inn, ...contact }: { inn?: string; phone?: string; email?: string }) {
  return { contact, requisites: inn === undefined ? {} : { inn } };
}

function by(rep: string, at: string) {
  return { rep, leadId: `lead-of-${rep}`, at };
}
