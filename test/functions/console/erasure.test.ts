import { describe, expect, it } from 'vitest';
import { goOnErasing, orderErasure } from '#functions/console/erase-person.ts';
import { accepted } from '#shared/domain/offer-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { readEvent } from '#test/support/events.ts';
import { InMemoryErasures } from '#test/support/in-memory-erasures.ts';
import { InMemoryLeads } from '#test/support/in-memory-leads.ts';
import { InMemorySettings } from '#test/support/in-memory-settings.ts';
import { aLead, aQualifiedLead, anOfferedLead, aTouch } from '#test/support/a-lead.ts';
import { HandClock } from '#test/support/intake-world.ts';
import { AUTHORIZED, BROWSER, FORM, SETTINGS, consoleWorld } from './console-world.ts';

const PHONE = '+79991234567';
const EMAIL = 'anna@example.ru';
const OTHER = { phone: '+79990000001', email: 'other@example.ru' };

describe('POST /v1/erasures', () => {
  it('erases all leads of a phone however it is written, and answers with a receipt', async () => {
    const world = consoleWorld([anOfferedLead(), aQualifiedLead({ id: 'of-another-1', contact: OTHER })]);

    const answer = await post(world, { phone: '8 (999) 123-45-67', reason: 'Request 15' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers?.['location']).toMatch(/^\/v1\/erasures\/[\w-]+$/);
    const receipt: unknown = JSON.parse(answer.body);
    expect(receipt).toMatchObject({
      state: 'done',
      by: 'ops',
      reason: 'Request 15',
      leads: ['lead-00000001'],
    });
    expect(await world.leads.find('lead-00000001')).toMatchObject({ contact: {}, status: 'lost' });
    expect(await world.leads.find('of-another-1')).toMatchObject({ contact: OTHER });
    expect(world.leads.load('olga')).toBe(0);
  });

  it('says nothing of the person, neither in the receipt nor in the log', async () => {
    const world = consoleWorld([anOfferedLead()]);

    const { body } = await post(world, { phone: PHONE });
    const said = `${body}${world.told.join()}${world.logged.join()}`;
    expect(said).toContain('lead.erased');
    expect(said).not.toMatch(/Смирнова|anna@|1234567/);
  });

  it('names the cards that lie elsewhere, also one whose answer never came', async () => {
    const [intent] = anOfferedLead().handoffs;
    if (intent === undefined) throw new Error('nothing to hand over');
    const handoffs = [
      { ...intent, outcome: 'delivered', externalId: '4711' } as const,
      { ...intent, destination: 'messenger', outcome: 'uncertain' } as const,
    ];
    const world = consoleWorld([accepted(anOfferedLead({ handoffs }), new Date('2026-11-23T09:05:00.000Z'))]);

    const receipt: unknown = JSON.parse((await post(world, { leadId: 'lead-00000001' })).body);
    expect(receipt).toMatchObject({
      elsewhere: [
        { lead: 'lead-00000001', destination: 'crm', externalId: '4711' },
        { lead: 'lead-00000001', destination: 'messenger', externalId: null },
      ],
      remains: [
        { what: 'table-backups', until: '2026-12-28T09:10:00.000Z' },
        { what: 'call-notes' },
        { what: 'own-backups', until: null },
        { what: 'other-systems', until: null },
      ],
    });
  });

  it('names what was told of a touch about somebody else’s lead', async () => {
    const { touch, first } = aTouch(anOfferedLead({ contact: OTHER }));
    const handoffs = first.handoffs.map((one) =>
      one.touch === touch.id ? ({ ...one, outcome: 'delivered', externalId: 'comment-9' } as const) : one,
    );
    const world = consoleWorld([{ ...first, handoffs }, touch]);
    world.clock.moment = new Date('2026-11-23T10:00:00.000Z');

    const receipt: unknown = JSON.parse((await post(world, { leadId: touch.id })).body);
    expect(receipt).toMatchObject({
      leads: [touch.id],
      elsewhere: [{ lead: touch.id, destination: 'crm', externalId: 'comment-9' }],
    });
  });

  it('leaves nothing to judge again: whether that would come out the same cannot be said', async () => {
    const world = consoleWorld([anOfferedLead()]);
    await post(world, { phone: PHONE });

    const url = '/v1/leads/lead-00000001/judgement';
    const answer = await world.ask('GET', url, { headers: AUTHORIZED });
    expect(JSON.parse(answer.body)).toMatchObject({ same: null, recorded: { outcome: 'qualified' } });
  });

  it('is harmless a second time, and says that there was nothing', async () => {
    const world = consoleWorld([anOfferedLead()]);
    const first: unknown = JSON.parse((await post(world, { leadId: 'lead-00000001' })).body);

    const sameLead: unknown = JSON.parse((await post(world, { leadId: 'lead-00000001' })).body);
    expect(sameLead).toEqual(first);
    const samePhone: unknown = JSON.parse((await post(world, { phone: PHONE })).body);
    expect(samePhone).toMatchObject({ state: 'done', leads: [], erased: {}, remains: [] });
    expect(JSON.stringify(samePhone)).toContain('Nothing was found');
  });

  it.each([
    ['nobody', {}, '', 'nobody-named'],
    ['what is no phone', { phone: '12' }, 'phone', 'bad-phone'],
    ['what is no address', { email: 'at example' }, 'email', 'bad-email'],
    ['what cannot be an id', { leadId: '../x' }, 'leadId', 'bad-lead-id'],
    ['an unknown field', { inn: '7707083893', phone: PHONE }, '', 'unknown-field'],
    ['a reason that tells of them', { phone: PHONE, reason: `asked by ${EMAIL}` }, 'reason', 'bad-reason'],
    ['a reason with their phone', { phone: PHONE, reason: 'call 8 999 123-45-67' }, 'reason', 'bad-reason'],
  ])('refuses %s, and erases nobody', async (_what, order, field, code) => {
    const world = consoleWorld([aLead()]);

    const answer = await post(world, order);
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ field, code }] });
    expect(await world.leads.find('lead-00000001')).toMatchObject({ contact: { phone: PHONE } });
  });

  it('wants a token, and knows what it does not know', async () => {
    const world = consoleWorld();

    expect((await world.ask('POST', '/v1/erasures', { body: '{}' })).statusCode).toBe(401);
    expect((await post(world, { leadId: 'lead-00000009' })).statusCode).toBe(404);
    const shown = await world.ask('GET', '/v1/erasures/erasure-09', { headers: AUTHORIZED });
    expect(shown.statusCode).toBe(404);
  });

  it('is shown again by its id, and recorded events ask for all of it', async () => {
    const world = consoleWorld([anOfferedLead()]);
    const { id } = JSON.parse((await post(world, { phone: PHONE })).body) as { id: string };

    const shown = await world.ask('GET', `/v1/erasures/${id}`, { headers: AUTHORIZED });
    expect(JSON.parse(shown.body)).toMatchObject({ id, state: 'done' });
    const recorded = await readEvent<{ body: string }>('console/erasure.json');
    expect(JSON.parse(recorded.body)).toHaveProperty('phone');
  });
});

describe('whom an erasure means', () => {
  it('follows a phone to the only address that came with it', async () => {
    const world = consoleWorld([
      aQualifiedLead(),
      aQualifiedLead({ id: 'letter-only-1', contact: { email: EMAIL } }),
    ]);

    const receipt: unknown = JSON.parse((await post(world, { phone: PHONE })).body);
    expect(receipt).toMatchObject({ leads: ['lead-00000001', 'letter-only-1'] });
  });

  it('leaves the addresses of a switchboard alone, and says so', async () => {
    const world = consoleWorld([
      aQualifiedLead(),
      aQualifiedLead({ id: 'colleague-01', contact: { phone: PHONE, email: OTHER.email } }),
      aQualifiedLead({ id: 'letter-only-1', contact: { email: OTHER.email } }),
    ]);

    const { body } = await post(world, { phone: PHONE });
    expect(JSON.parse(body)).toMatchObject({ leads: ['lead-00000001', 'colleague-01'] });
    expect(body).toContain('several others');
    expect(await world.leads.find('letter-only-1')).not.toHaveProperty('erased');
  });

  it('takes touches of the same person with their lead', async () => {
    const { touch, first } = aTouch(anOfferedLead());
    const world = consoleWorld([first, touch]);
    world.clock.moment = new Date('2026-11-23T10:00:00.000Z');

    const receipt: unknown = JSON.parse((await post(world, { leadId: first.id })).body);
    expect(receipt).toMatchObject({ leads: [first.id, touch.id] });
    expect(await world.leads.find(touch.id)).toMatchObject({ status: 'duplicate', contact: {} });
  });
});

describe('an erasure of many calls', () => {
  it('goes on through all that ever came, and ends', async () => {
    const leads = new InMemoryLeads(Array.from({ length: 200 }, (_, day) => arrivalOf(day)));
    const dependencies = blindly(leads);

    const ordered = await orderErasure({ contacts: { phone: PHONE }, by: 'ops' }, dependencies);
    if (ordered.outcome === 'unknown-lead') throw new Error('nobody was named by a lead');
    expect(ordered.erasure.doneAt).toBeUndefined();
    expect(ordered.erasure.leads).toHaveLength(80);
    let { erasure } = ordered;
    for (let calls = 0; calls < 2; calls += 1) erasure = await goOnErasing(erasure, dependencies);
    expect(erasure.counts).toEqual({ lead: 200 });
    expect(erasure).toMatchObject({ doneAt: expect.any(String) });
    expect(erasure.person).toBeUndefined();
  });

  it('leaves what came after it was ordered', async () => {
    const late = aQualifiedLead({ id: 'late-one', receivedAt: '2027-01-01T09:00:00.000Z' });
    const leads = new InMemoryLeads([late]);

    await orderErasure({ contacts: { phone: PHONE }, by: 'ops' }, blindly(leads));
    expect(await leads.find('late-one')).toEqual(late);
  });
});

describe('the form on the lead’s page', () => {
  it('asks once more, erases when it is confirmed, and shows the receipt', async () => {
    const world = consoleWorld([anOfferedLead()]);
    const headers = { ...(await world.signIn()), 'content-type': FORM['content-type'] };

    const lead = await world.ask('GET', '/console/leads/lead-00000001', { headers });
    expect(lead.body).toContain('/console/leads/lead-00000001/erase');
    const asked = await world.ask('GET', '/console/leads/lead-00000001/erase', { headers });
    expect(asked.body).toContain('name="sure"');
    const unsure = await world.ask('POST', '/console/leads/lead-00000001/erase', {
      headers,
      body: 'reason=',
    });
    expect(unsure.headers?.['location']).toContain('refused=not-confirmed');
    expect(await world.leads.find('lead-00000001')).not.toHaveProperty('erased');

    const done = await world.ask('POST', '/console/leads/lead-00000001/erase', { headers, body: 'sure=yes' });
    const receipt = await world.ask('GET', String(done.headers?.['location']), { headers });
    expect(receipt.body).toContain('Стёрто, заявок: 1');
    const after = await world.ask('GET', '/console/leads/lead-00000001', { headers });
    expect(after.body).toContain('Данные человека стёрты');
    expect(after.body).not.toContain('name="sure"');
    expect(after.body).not.toContain('Смирнова');
  });

  it('is for people who signed in', async () => {
    const world = consoleWorld([anOfferedLead()]);

    const answer = await world.ask('POST', '/console/leads/lead-00000001/erase', {
      headers: { ...BROWSER, ...FORM },
      body: 'sure=yes',
    });
    expect(answer.statusCode).toBe(401);
    expect(await world.leads.find('lead-00000001')).not.toHaveProperty('erased');
  });
});

function post(world: ReturnType<typeof consoleWorld>, order: object) {
  return world.ask('POST', '/v1/erasures', {
    headers: { ...AUTHORIZED, 'accept-language': 'en' },
    body: JSON.stringify(order),
  });
}

function arrivalOf(day: number): Lead {
  const receivedAt = new Date(Date.parse('2026-01-01T09:00:00.000Z') + day * 86_400_000).toISOString();
  return aQualifiedLead({ id: `lead-${String(day).padStart(8, '0')}`, receivedAt });
}

/** Nothing names a lead beforehand: all have to be looked at. */
function blindly(leads: InMemoryLeads) {
  return {
    leads,
    clients: leads,
    erasures: new InMemoryErasures(leads, { isBlind: true }),
    settings: new InMemorySettings(SETTINGS),
    assignments: { send: async () => undefined },
    handoffs: { send: async () => undefined },
    terms: { hash: async (kind: string, value: string) => `${kind}=${value}` },
    clock: new HandClock(new Date('2026-12-01T09:00:00.000Z')),
    pause: async () => undefined,
    log: { info: () => undefined, error: () => undefined },
  };
}
