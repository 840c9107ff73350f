import * as z from 'zod/mini';
import { isProvedBy } from '#shared/intake/proof/secrets.ts';
import { readBody } from '#shared/runtime/body.ts';
import type { BodyLimits } from '#shared/runtime/body-outcome.ts';
import { json, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem } from '#shared/runtime/problem.ts';
import type { Language } from '#shared/domain/language.ts';
import { answerOffer } from './answer-offer.ts';
import type { Call } from './call.ts';
import { DECLINE_TEXTS } from './code-texts.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { MESSENGER_TEXTS } from './messenger-texts.ts';
import type { OfferResult } from './offer-result.ts';

/** An update carries the whole message whose button was pressed. */
const LIMITS: BodyLimits = { maxBytes: 64 * 1024, maxMultipartBytes: 4 * 1024 };

const Id = z.union([z.string(), z.number()]);

/** The part of a Bot API `Update` that a pressed button makes. */
export const Pressed = z.object({
  callback_query: z.object({
    id: z.string(),
    data: z.string().check(z.maxLength(64)),
    message: z.object({ message_id: z.number(), chat: z.object({ id: Id }) }),
  }),
});

type Press = z.infer<typeof Pressed>['callback_query'];

/**
 * Takes what a messenger tells of its buttons. The answer to it is itself a call of the Bot API, as its documentation
 * of webhooks allows: https://core.telegram.org/bots/api#making-requests-when-getting-updates
 *
 * Whatever else the messenger tells is none of our business, and answered with success, or it would be told again.
 */
export async function takeMessengerUpdate(
  call: Call,
  dependencies: ConsoleDependencies,
): Promise<HttpAnswer> {
  const { destinations } = await dependencies.settings.current('destinations');
  const destination = destinations.find(({ id }) => id === call.parameters['destination']);
  if (destination?.type !== 'telegram' || destination.eventsSecret === undefined)
    return problem(404, 'unknown-destination');
  const secret = (await dependencies.secrets.find(destination.eventsSecret)) ?? '';
  const told = call.headers['x-telegram-bot-api-secret-token'];
  if (!isProvedBy(secret.split(/[\s,]+/), told, (one) => one)) return problem(401, 'not-genuine');

  const reading = await readBody(call.headers['content-type'] ?? 'application/json', call.body, LIMITS);
  const pressed = Pressed.safeParse(reading.outcome === 'json' ? reading.value : undefined);
  if (!pressed.success) return json(200, {});
  return json(200, await answerPress(pressed.data.callback_query, destination.id, dependencies));
}

/** `accept:{lead}:{attempt}`, `decline:{lead}:{attempt}`, and the same with the reason as a fourth part. */
const PRESSED = /^(accept|decline):([0-9a-z-]{8,40}):([1-9]\d{0,3})(?::([a-z-]{1,20}))?$/;

async function answerPress(
  press: Press,
  destination: string,
  dependencies: ConsoleDependencies,
): Promise<object> {
  const [, answer, leadId = '', attempt, reason] = PRESSED.exec(press.data) ?? [];
  const lead = await dependencies.leads.find(leadId);
  const offers = [lead?.offer, ...(lead?.openOffers ?? []), ...(lead?.formerOffers ?? [])];
  const offer = offers.find((one) => one?.attempt === Number(attempt));
  const { reps } = await dependencies.settings.current('team');
  const rep = reps.find(({ id }) => id === offer?.rep);
  // A message that was forwarded keeps its buttons: only the rep's own chat may press them.
  if (lead === undefined || rep?.accounts[destination] !== String(press.message.chat.id))
    return say(press, 'unknown', 'ru');
  if (answer === 'decline' && reason === undefined) return askReason(press, lead.language);
  const given = {
    ...{ leadId, offerAttempt: Number(attempt) },
    ...(answer === 'accept' ? { answer } : { answer: 'decline' as const, reason: knownReason(reason) }),
  };
  const { outcome } = await answerOffer(given as Parameters<typeof answerOffer>[0], dependencies);
  dependencies.log.info('offer.answered-in-messenger', { leadId, rep: rep.id, outcome });
  return say(press, outcome, lead.language);
}

function knownReason(reason: string | undefined): string {
  return reason !== undefined && Object.hasOwn(DECLINE_TEXTS, reason) ? reason : 'other';
}

/** The buttons of the message become the reasons there are. */
function askReason({ data, message }: Press, language: Language): object {
  const rows = Object.entries(DECLINE_TEXTS).map(([code, text]) => [
    { text: text[language], callback_data: `${data}:${code}` },
  ]);
  return {
    method: 'editMessageReplyMarkup',
    chat_id: message.chat.id,
    message_id: message.message_id,
    reply_markup: { inline_keyboard: rows },
  };
}

function say({ id }: Press, outcome: OfferResult['outcome'], language: Language): object {
  return {
    method: 'answerCallbackQuery',
    callback_query_id: id,
    text: MESSENGER_TEXTS[outcome][language],
    show_alert: outcome !== 'accepted' && outcome !== 'declined',
  };
}
