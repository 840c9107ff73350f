import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import type { Lead } from '#shared/domain/lead.ts';
import { accepted } from '#shared/domain/offer-life.ts';
import type { CrmCardAnswer, CrmCardRef } from '#shared/ports/crm-cards.ts';
import { aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { InMemorySettings } from '#test/support/in-memory-settings.ts';
import { consoleWorld, JSON_BODY, SETTINGS } from './console-world.ts';

const SIGNING = 'whsec_bGVhZC1yZWxheS1kZW1vLXdlYmhvb2s=';
const TOKEN = 'b24apptoken0123456789abcdef01234';
const NOW = '2026-11-23T09:10:00.000Z';

const DESTINATIONS = {
  version: 1,
  publicUrl: 'http://127.0.0.1:9',
  destinations: [
    {
      id: 'crm',
      type: 'bitrix24',
      baseUrl: 'http://127.0.0.1:9/',
      secret: 'crm-webhook',
      eventsSecret: 'crm-events',
      stages: {
        IN_PROCESS: 'first-response',
        CONVERTED: 'won',
        JUNK: 'lost',
        'C1:WON': 'won',
        TAKEN: 'accepted',
        NOT_MINE: 'declined',
      },
    },
    { id: 'quiet-crm', type: 'bitrix24', baseUrl: 'http://127.0.0.1:9/', secret: 'crm-webhook' },
    { id: 'webhook', type: 'webhook', url: 'http://127.0.0.1:9/', secret: 'signing' },
    { id: 'messenger', type: 'telegram', baseUrl: 'http://127.0.0.1:9', secret: 'bot' },
  ],
} as const;

function world(leads: readonly Lead[], card: CrmCardAnswer = { outcome: 'not-ours' }) {
  const asked: CrmCardRef[] = [];
  const secrets: Record<string, string> = { signing: SIGNING, 'crm-events': TOKEN };
  const made = consoleWorld(leads, {
    settings: new InMemorySettings({ ...SETTINGS, destinations: DESTINATIONS }),
    secrets: { find: async (name) => secrets[name] },
    cards: async () => ({
      find: async (_destination, ref) => {
        asked.push(ref);
        return card;
      },
    }),
  });
  const post = (destination: string, headers: Record<string, string>, body: string) =>
    made.ask('POST', `/v1/crm/${destination}`, { headers, body });
  return {
    ...made,
    asked,
    post,
    tell: (news: Record<string, unknown>, secret = SIGNING) => post('webhook', ...signed(news, secret)),
    portal: (event: string, id = '7', token = TOKEN) =>
      post('crm', { 'content-type': 'application/x-www-form-urlencoded' }, portalEvent(event, id, token)),
    lead: async (id = 'lead-00000001') => (await made.leads.find(id)) ?? aQualifiedLead({ id: 'gone' }),
  };
}

function signed(news: Record<string, unknown>, secret: string): [Record<string, string>, string] {
  const body = JSON.stringify(news);
  const at = new Date(NOW);
  const headers = {
    ...JSON_BODY,
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(at.getTime() / 1_000),
    'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
  };
  return [headers, body];
}

function portalEvent(event: string, id: string, token: string): string {
  return new URLSearchParams({
    event,
    event_handler_id: '977',
    'data[FIELDS][ID]': id,
    ts: '1795425000',
    'auth[domain]': 'demo.bitrix24.ru',
    'auth[application_token]': token,
  }).toString();
}

const ID = 'lead-00000001';

describe('a system that signs what it tells', () => {
  it('says that the client was reached: the lead counts as accepted, and nobody is reminded', async () => {
    const { tell, lead } = world([anOfferedLead()]);

    const answer = await tell({ leadId: ID, event: 'first-response', at: '2026-11-23T12:05:00+03:00' });

    expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([200, { leadId: ID, outcome: 'done' }]);
    expect(await lead()).toMatchObject({
      status: 'accepted',
      owner: 'olga',
      firstResponse: { at: '2026-11-23T09:05:00.000Z', by: 'webhook' },
      timings: { firstResponseMs: 300_000 },
    });
  });

  it('changes nothing by saying it again', async () => {
    const { tell, lead } = world([anOfferedLead()]);
    await tell({ leadId: ID, event: 'first-response' });
    const before = await lead();

    const answer = await tell({ leadId: ID, event: 'first-response', at: '2026-11-23T09:01:00Z' });

    expect(JSON.parse(answer.body)).toEqual({ leadId: ID, outcome: 'nothing-new' });
    expect(await lead()).toEqual(before);
  });

  it.each([
    ['won', { status: 'won' }],
    ['lost', { status: 'lost', lostBecause: 'too-expensive' }],
  ])('ends a lead as %s once, and the owner has a place free again', async (event, expected) => {
    const taken = accepted(anOfferedLead(), new Date('2026-11-23T09:01:00.000Z'));
    const { tell, lead, leads } = world([taken, anOfferedLead({ id: 'another' })]);
    expect(leads.load('olga')).toBe(2);

    await Promise.all([1, 2, 3].map(() => tell({ leadId: ID, event, reason: 'too-expensive' })));

    expect(await lead()).toMatchObject({ ...expected, owner: 'olga' });
    expect(await lead()).not.toHaveProperty('nextActionAt');
    expect((await lead()).timeline.filter((entry) => entry.event === `lead.${event}`)).toHaveLength(1);
    expect(leads.load('olga')).toBe(1);
  });

  it('may change its mind about how it ended, and frees no place twice', async () => {
    const { tell, lead, leads } = world([anOfferedLead(), anOfferedLead({ id: 'another' })]);
    await tell({ leadId: ID, event: 'lost', reason: 'no-answer' });

    await tell({ leadId: ID, event: 'won' });

    expect((await lead()).status).toBe('won');
    expect(leads.load('olga')).toBe(1);
  });

  it('answers an offer as its rep would', async () => {
    const { tell, lead, leads, woken } = world([anOfferedLead(), anOfferedLead({ id: 'second' })]);

    await tell({ leadId: ID, event: 'accepted' });
    await tell({ leadId: 'second', event: 'declined', reason: 'not now' });
    await tell({ leadId: 'second', event: 'accepted' });

    expect(await lead()).toMatchObject({ status: 'accepted', owner: 'olga' });
    expect(await lead('second')).toMatchObject({
      status: 'qualified',
      formerOffers: [{ state: 'declined', because: 'other: not now' }],
    });
    expect(leads.load('olga')).toBe(1);
    expect(woken).toContain('assignments second declined');
  });

  it('cannot win what was rejected', async () => {
    const rejected = aQualifiedLead({ status: 'rejected', nextActionAt: undefined });
    const { tell, lead } = world([rejected]);

    expect(JSON.parse((await tell({ leadId: ID, event: 'won' })).body)).toMatchObject({
      outcome: 'nothing-new',
    });
    expect(await lead()).toEqual(rejected);
  });

  it.each([
    [{ leadId: ID, event: 'sold' }, 400, 'invalid-body'],
    [{ event: 'won' }, 400, 'invalid-body'],
    [{ leadId: ID, event: 'won', at: 'yesterday' }, 400, 'invalid-body'],
    [{ leadId: 'nobody-knows', event: 'won' }, 404, 'lead-not-found'],
  ])('hears what is wrong with %j', async (news, status, code) => {
    const answer = await world([anOfferedLead()]).tell(news);

    expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([status, expect.objectContaining({ code })]);
  });

  it('is refused with another secret, an old signature, or none', async () => {
    const { tell, post, clock, lead } = world([anOfferedLead()]);
    const news = { leadId: ID, event: 'won' };
    const other = `whsec_${Buffer.from('another secret of somebody').toString('base64')}`;

    expect((await tell(news, other)).statusCode).toBe(401);
    expect((await post('webhook', JSON_BODY, JSON.stringify(news))).statusCode).toBe(401);
    clock.moment = new Date('2026-11-23T09:16:00.000Z');
    expect((await tell(news)).statusCode).toBe(401);
    expect((await lead()).status).toBe('offered');
  });
});

describe('a Bitrix24 whose cards change', () => {
  it.each([
    ['ONCRMLEADUPDATE', 'lead', 'IN_PROCESS', { status: 'accepted', firstResponse: { by: 'crm' } }],
    ['ONCRMLEADUPDATE', 'lead', 'CONVERTED', { status: 'won' }],
    ['oncrmleadupdate', 'lead', 'JUNK', { status: 'lost', lostBecause: 'JUNK' }],
    ['ONCRMDEALUPDATE', 'deal', 'C1:WON', { status: 'won' }],
  ])(
    'by %s of a %s tells with its stage %s what became of the lead',
    async (event, kind, stage, expected) => {
      const { portal, asked, lead } = world([anOfferedLead()], { outcome: 'found', leadId: ID, stage });

      expect((await portal(event)).statusCode).toBe(200);
      expect((await portal(event)).statusCode).toBe(200);

      expect(asked).toEqual([
        { kind, id: '7' },
        { kind, id: '7' },
      ]);
      expect(await lead()).toMatchObject(expected);
    },
  );

  it('may stand on a stage that means nothing to us: success, and a line in the log', async () => {
    const offered = anOfferedLead();
    const { portal, lead, told } = world([offered], { outcome: 'found', leadId: ID, stage: 'UC_5QX' });

    expect((await portal('ONCRMLEADUPDATE')).statusCode).toBe(200);

    expect(await lead()).toEqual(offered);
    expect(told).toEqual([expect.stringContaining('crm.stage-without-meaning')]);
  });

  it('also tells of cards that are not ours, and of other things', async () => {
    const { portal, asked } = world([anOfferedLead()]);

    expect((await portal('ONCRMLEADUPDATE')).statusCode).toBe(200);
    expect((await portal('ONTASKADD')).statusCode).toBe(200);
    expect((await portal('ONCRMLEADUPDATE', '7 OR 1')).statusCode).toBe(200);

    expect(asked).toHaveLength(1);
  });

  it('that cannot be read hears so, and somebody is to look', async () => {
    const { portal, logged } = world([anOfferedLead()], { outcome: 'unavailable', reason: 'http-502' });

    expect((await portal('ONCRMLEADUPDATE')).statusCode).toBe(503);
    expect(logged).toEqual([expect.stringContaining('crm.card-unread')]);
  });

  it('is refused without its token, and where no token was named', async () => {
    const { portal, post, asked } = world([anOfferedLead()]);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };

    expect((await portal('ONCRMLEADUPDATE', '7', 'a guess')).statusCode).toBe(401);
    expect((await portal('ONCRMLEADUPDATE', '7', '')).statusCode).toBe(401);
    const unnamed = await post('quiet-crm', headers, portalEvent('ONCRMLEADUPDATE', '7', TOKEN));
    expect(unnamed.statusCode).toBe(401);
    expect(asked).toEqual([]);
  });
});

describe('a stage by which a rep answers the offer', () => {
  it('accepts it', async () => {
    const { portal, lead } = world([anOfferedLead()], { outcome: 'found', leadId: ID, stage: 'TAKEN' });

    expect((await portal('ONCRMLEADUPDATE')).statusCode).toBe(200);
    expect(await lead()).toMatchObject({ status: 'accepted', owner: 'olga' });
  });

  it('declines it, with the stage for a reason', async () => {
    const { portal, lead } = world([anOfferedLead()], { outcome: 'found', leadId: ID, stage: 'NOT_MINE' });

    expect((await portal('ONCRMLEADUPDATE')).statusCode).toBe(200);
    expect(await lead()).toMatchObject({
      status: 'qualified',
      formerOffers: [{ rep: 'olga', state: 'declined', because: 'other: NOT_MINE' }],
    });
  });
});

describe('a destination that tells nothing', () => {
  it.each(['messenger', 'unknown'])('%s has no address to tell it at', async (destination) => {
    expect((await world([]).post(destination, JSON_BODY, '{}')).statusCode).toBe(404);
  });
});
