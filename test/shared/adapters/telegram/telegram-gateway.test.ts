import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TelegramGateway } from '#shared/adapters/telegram/telegram-gateway.ts';
import { MAX_MESSAGE_LENGTH, toMessageText } from '#shared/adapters/telegram/telegram-message.ts';
import { aHandoffTo, aRep, secretsOf } from '#test/support/a-handoff.ts';
import { aLead, anOfferedLead } from '#test/support/a-lead.ts';
import { answerJson, scriptedServer, type Script } from '#test/support/scripted-server.ts';
import { standInServer, type StandInServer } from '#test/support/stand-in-server.ts';

let messenger: StandInServer;

beforeEach(async () => {
  messenger = await standInServer();
});

afterEach(() => messenger.stop());

describe('telling a rep in Telegram', () => {
  it('sends the card to the rep’s chat, with a button to the page of the offer', async () => {
    const outcome = await gateway().deliver(aHandoffTo(destination()));

    expect(outcome).toEqual({ outcome: 'delivered', externalId: '1' });
    const [message, ...others] = messenger.deliveries().messenger;
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      chatId: '700100',
      parseMode: 'HTML',
      replyMarkup: {
        inline_keyboard: [
          [
            {
              text: 'Принять или отказаться; телефон откроется там',
              url: 'https://leads.example.com/o/token',
            },
          ],
        ],
      },
    });
    expect(message?.text).toContain('<b>Заявка A: ООО «РОМАШКА»</b>');
    expect(message?.text).toContain('<b>Проверка:</b> действует, Москва');
  });

  it('keeps name and phone out of the messenger while the offer is open', () => {
    const lead = anOfferedLead({ counterparty: { outcome: 'unchecked', because: 'slow' }, requisites: {} });

    const open = toMessageText(aHandoffTo(destination(), { lead }));
    const accepted = toMessageText(aHandoffTo(destination(), { lead, offerUrl: '' }));

    expect(open).not.toMatch(/\+7999|Анна|anna@/);
    expect(accepted).toContain('<b>Телефон:</b> +79991234567');
  });

  it('has no button when there is nothing to accept', async () => {
    await gateway().deliver(aHandoffTo(destination(), { offerUrl: '' }));

    expect(messenger.deliveries().messenger[0]).not.toHaveProperty('replyMarkup');
  });

  it('speaks English where the lead does', () => {
    const text = toMessageText(aHandoffTo(destination(), { lead: anOfferedLead({ language: 'en' }) }));

    expect(text).toContain('<b>Budget:</b>');
    expect(text).toContain('<b>Answer by:</b>');
  });

  it('shows a visitor’s words as words, never as markup', () => {
    const lead = aLead({ contact: { name: '<b>A</b> & "Co"' }, requisites: {}, need: {} });

    const text = toMessageText(aHandoffTo(destination(), { lead, offerUrl: '' }));

    expect(text).toContain('<b>Имя:</b> &lt;b&gt;A&lt;/b&gt; &amp; "Co"');
  });

  it('fits into one message and stays well-formed, whatever people write', () => {
    const words = fc.string({ unit: fc.constantFrom('&', '<', '>', 'ж', 'a', '😀', '\n'), maxLength: 6_000 });

    fc.assert(
      fc.property(words, words, words, (name, product, message) => {
        const lead = anOfferedLead({ contact: { name }, need: { product, message } });
        const text = toMessageText(aHandoffTo(destination(), { lead }));

        expect(text.length).toBeLessThanOrEqual(MAX_MESSAGE_LENGTH);
        expect(text.isWellFormed()).toBe(true);
        expect(text.replace(/<\/?b>/g, '')).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
      }),
      { numRuns: 60 },
    );
  });

  it('does not know whether a message arrived whose answer was lost, and says so when sending it again', async () => {
    messenger.setFault('messenger', { mode: 'lose-answer', times: 1 });

    const first = await gateway().deliver(aHandoffTo(destination()));
    await gateway().deliver(aHandoffTo(destination(), { handoff: { attempt: 1, outcome: 'uncertain' } }));

    expect(first).toEqual({ outcome: 'uncertain', reason: 'reset' });
    const texts = messenger.deliveries().messenger.map(({ text }) => text);
    expect(texts[0]).not.toContain('Повторно');
    expect(texts[1]).toContain('Повторно');
  });

  it.each([
    [
      429,
      { ok: false, parameters: { retry_after: 7 } },
      { outcome: 'unavailable', reason: 'http-429', retryAfterMs: 7_000 },
    ],
    [502, '<html>Bad gateway</html>', { outcome: 'unavailable', reason: 'http-502' }],
    [
      401,
      { ok: false, description: 'Unauthorized' },
      { outcome: 'unavailable', reason: 'unauthorized', retryAfterMs: 900_000 },
    ],
    [
      404,
      { ok: false, description: 'Not Found' },
      { outcome: 'unavailable', reason: 'unauthorized', retryAfterMs: 900_000 },
    ],
    [
      403,
      { ok: false, description: 'Forbidden: bot was blocked by the user' },
      { outcome: 'rejected', reason: 'blocked-by-user' },
    ],
    [
      403,
      { ok: false, description: 'Forbidden: user is deactivated' },
      { outcome: 'rejected', reason: 'user-deactivated' },
    ],
    [
      400,
      { ok: false, description: 'Bad Request: chat not found' },
      { outcome: 'rejected', reason: 'chat-not-found' },
    ],
    [
      400,
      { ok: false, description: 'Bad Request: something about Анна' },
      { outcome: 'rejected', reason: 'telegram-400' },
    ],
    [400, '<html>proxy</html>', { outcome: 'unavailable', reason: 'http-400' }],
    [200, '<html>ok</html>', { outcome: 'uncertain', reason: 'unreadable-answer' }],
    [200, { ok: true, result: { message_id: 345 } }, { outcome: 'delivered', externalId: '345' }],
  ])('understands %i %j', async (status, body, expected) => {
    expect(await deliverTo((response) => answerJson(response, status, body))).toEqual(expected);
  });

  it('is uncertain when no answer comes in time, and unavailable where nobody listens', async () => {
    const gone = await scriptedServer(() => undefined);
    await gone.stop();

    expect(await deliverTo(() => undefined, 60)).toEqual({ outcome: 'uncertain', reason: 'timeout' });
    expect(await gateway().deliver(aHandoffTo(destination(gone.url)))).toEqual({
      outcome: 'unavailable',
      reason: 'refused',
    });
  });

  it('cannot tell a rep without a chat, and nobody without its token', async () => {
    const rep = aRep({ accounts: {} });
    const tokenless = new TelegramGateway({ secrets: secretsOf({}), addresses: 'loopback-too' });

    expect(await gateway().deliver(aHandoffTo(destination(), { rep }))).toEqual({
      outcome: 'rejected',
      reason: 'no-account',
    });
    expect(await tokenless.deliver(aHandoffTo(destination()))).toEqual({
      outcome: 'unavailable',
      reason: 'no-secret',
    });
  });
});

function destination(baseUrl = `${messenger.url}/telegram`) {
  return { id: 'messenger', type: 'telegram', baseUrl, secret: 'bot' } as const;
}

function gateway(timeoutMs = 2_000) {
  return new TelegramGateway({
    secrets: secretsOf({ bot: '123456:token' }),
    addresses: 'loopback-too',
    timeoutMs,
  });
}

async function deliverTo(script: Script, timeoutMs?: number) {
  const server = await scriptedServer(script);
  try {
    return await gateway(timeoutMs).deliver(aHandoffTo(destination(server.url)));
  } finally {
    await server.stop();
  }
}
