import { describe, expect, it } from 'vitest';
import type { Lead } from '#shared/domain/lead.ts';
import { anOfferedLead } from '#test/support/a-lead.ts';
import { InMemorySettings } from '#test/support/in-memory-settings.ts';
import { JSON_BODY, SETTINGS, TEAM, consoleWorld } from './console-world.ts';

const URL = '/v1/messengers/chat';
const SECRET = 'secret-token-of-the-bot';
const CHAT = '100011';

const settings = {
  ...SETTINGS,
  team: {
    ...TEAM,
    reps: TEAM.reps.map((rep) => (rep.id === 'olga' ? { ...rep, accounts: { chat: CHAT } } : rep)),
  },
  destinations: {
    ...SETTINGS.destinations,
    destinations: [
      {
        ...{ id: 'chat', type: 'telegram' as const, baseUrl: 'http://127.0.0.1:9' },
        ...{ secret: 'bot', eventsSecret: 'bot-events' },
      },
    ],
  },
};

function world(lead: Lead = anOfferedLead()) {
  return consoleWorld([lead], {
    settings: new InMemorySettings(settings),
    secrets: { find: async (name) => (name === 'bot-events' ? SECRET : undefined) },
  });
}

function press(data: unknown, chat: string | number = Number(CHAT), token = SECRET) {
  const message = { message_id: 7, chat: { id: chat } };
  return {
    headers: { ...JSON_BODY, 'x-telegram-bot-api-secret-token': token },
    body: JSON.stringify({ update_id: 1, callback_query: { id: 'q', from: { id: 1 }, message, data } }),
  };
}

describe('a button pressed in the messenger', () => {
  it('accepts the offer, and says so', async () => {
    const { ask, leads } = world();

    const { statusCode, body } = await ask('POST', URL, press('accept:lead-00000001:1'));

    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ method: 'answerCallbackQuery', callback_query_id: 'q' });
    expect(JSON.parse(body).text).toContain('Заявка ваша');
    expect(leads.all()[0]).toMatchObject({ status: 'accepted', owner: 'olga' });
  });

  it('asks why before it declines', async () => {
    const { ask, leads } = world();

    const asked = await ask('POST', URL, press('decline:lead-00000001:1'));
    const { method, reply_markup: markup } = JSON.parse(asked.body);
    const why = markup.inline_keyboard[1][0].callback_data;
    expect([method, why, leads.all()[0]?.status]).toEqual([
      'editMessageReplyMarkup',
      'decline:lead-00000001:1:not-my-product',
      'offered',
    ]);

    await ask('POST', URL, press(why));
    expect(leads.all()[0]).toMatchObject({
      status: 'qualified',
      formerOffers: [{ rep: 'olga', state: 'declined', because: 'not-my-product' }],
    });
  });

  it('pressed twice says how it stands', async () => {
    const { ask } = world();

    await ask('POST', URL, press('accept:lead-00000001:1'));
    const again = await ask('POST', URL, press('accept:lead-00000001:1'));

    expect(JSON.parse(again.body)).toMatchObject({ text: 'Вы её уже приняли.', show_alert: true });
  });

  it.each([
    ['in another chat', press('accept:lead-00000001:1', 999)],
    ['of an offer nobody made', press('accept:lead-00000001:4')],
    ['of a lead nobody has', press('accept:lead-00000009:1')],
    ['with data of somebody else', press('drop table')],
  ])('%s changes nothing', async (_what, request) => {
    const { ask, leads } = world();

    const { statusCode, body } = await ask('POST', URL, request);

    expect([statusCode, JSON.parse(body).text]).toEqual([200, 'Эта кнопка не для вас.']);
    expect(leads.all()).toEqual([anOfferedLead()]);
  });

  it.each([
    ['an unproved update', URL, press('accept:lead-00000001:1', CHAT, 'wrong'), 401],
    ['an update without proof', URL, { ...press('accept:lead-00000001:1'), headers: JSON_BODY }, 401],
    ['a messenger nobody has', '/v1/messengers/other', press('accept:lead-00000001:1'), 404],
    ['an ordinary message', URL, { ...press(''), body: '{"update_id":1,"message":{"text":"hi"}}' }, 200],
    ['no JSON', URL, { ...press(''), body: 'hello' }, 200],
  ])('does nothing for %s', async (_what, url, request, status) => {
    const { ask, leads } = world();

    expect((await ask('POST', url, request)).statusCode).toBe(status);
    expect(leads.all()).toEqual([anOfferedLead()]);
  });
});
