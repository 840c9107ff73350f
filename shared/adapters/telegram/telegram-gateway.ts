import * as z from 'zod/mini';
import type { HandoffOutcome } from '#shared/domain/handoff.ts';
import {
  ATTEMPT_TIMEOUT_MS,
  readSecret,
  UNAUTHORIZED_RETRY_MS,
  type GatewaySettings,
  type HandoffTo,
} from '../destinations/gateway-settings.ts';
import { request, retryAfterMs, type HttpAnswer, type HttpResult } from '../http-client/http-client.ts';
import { toKeyboard, toMessageText } from './telegram-message.ts';

const Answer = z.object({
  ok: z.boolean(),
  result: z.optional(z.object({ message_id: z.int() })),
  description: z.catch(z.optional(z.string()), undefined),
  parameters: z.catch(z.optional(z.object({ retry_after: z.optional(z.number()) })), undefined),
});

/** What the service says in words when a chat is at fault, and the code it gets with us. */
const CHAT_FAULTS: readonly (readonly [RegExp, string])[] = [
  [/blocked by the user/i, 'blocked-by-user'],
  [/chat not found/i, 'chat-not-found'],
  [/user is deactivated/i, 'user-deactivated'],
  [/bot was kicked|not a member/i, 'bot-not-in-chat'],
  [/can't initiate conversation/i, 'chat-not-started'],
  [/upgraded to a supergroup/i, 'chat-moved'],
];

/**
 * Tells a rep of a lead, that its client is in touch again, or what a later check has found, in Telegram.
 *
 * Sent messages cannot be looked for, so one that was not answered for is sent again, and says so:
 * a rep told twice is better than a lead nobody was told of.
 */
export class TelegramGateway {
  readonly #settings: GatewaySettings;

  constructor(settings: GatewaySettings) {
    this.#settings = settings;
  }

  async deliver(handoff: HandoffTo<'telegram'>): Promise<HandoffOutcome> {
    const { secrets, addresses, timeoutMs = ATTEMPT_TIMEOUT_MS, now = () => new Date() } = this.#settings;
    const { destination, rep } = handoff;
    const token = await readSecret(secrets, destination.secret);
    if (typeof token !== 'string') return token;
    const chat = rep.accounts[destination.id];
    if (chat === undefined || chat === '') return { outcome: 'rejected', reason: 'no-account' };
    const result = await request({
      method: 'POST',
      url: `${destination.baseUrl.replace(/\/+$/, '')}/bot${token}/sendMessage`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        chat_id: chat,
        text: toMessageText(handoff),
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        reply_markup: toKeyboard(handoff),
      }),
      timeoutMs,
      addresses,
    });
    return toOutcome(result, now());
  }
}

function toOutcome(result: HttpResult, now: Date): HandoffOutcome {
  if (result.outcome === 'unreachable') return { outcome: 'unavailable', reason: result.reason };
  if (result.outcome === 'no-answer') return { outcome: 'uncertain', reason: result.reason };
  const answer = Answer.safeParse(parseJson(result.body));
  if (result.status === 200 && answer.data?.ok === true && answer.data.result !== undefined)
    return { outcome: 'delivered', externalId: String(answer.data.result.message_id) };
  if (result.status >= 200 && result.status < 300)
    return { outcome: 'uncertain', reason: 'unreadable-answer' };
  return ofRefusal(result, answer.data, now);
}

/** A token of the wrong form is answered with 404, as if the whole bot were not there. */
function ofRefusal(answer: HttpAnswer, said: z.infer<typeof Answer> | undefined, now: Date): HandoffOutcome {
  if (answer.status === 401 || answer.status === 404)
    return { outcome: 'unavailable', reason: 'unauthorized', retryAfterMs: UNAUTHORIZED_RETRY_MS };
  const temporary = answer.status === 429 || answer.status >= 500 || answer.status < 400;
  if (!temporary && said !== undefined) {
    const fault = CHAT_FAULTS.find(([words]) => words.test(said.description ?? ''))?.[1];
    return { outcome: 'rejected', reason: fault ?? `telegram-${answer.status}` };
  }
  const seconds = said?.parameters?.retry_after;
  const asked = seconds === undefined ? retryAfterMs(answer, now) : seconds * 1_000;
  const pause = asked === undefined ? {} : { retryAfterMs: asked };
  return { outcome: 'unavailable', reason: `http-${answer.status}`, ...pause };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
