import type { Destination } from '#shared/domain/destination.ts';
import { isProvedBy } from '#shared/intake/proof/secrets.ts';
import { isStandardWebhook } from '#shared/intake/proof/standard-webhook.ts';
import { readBody } from '#shared/runtime/body.ts';
import type { BodyLimits } from '#shared/runtime/body-outcome.ts';
import { json, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem } from '#shared/runtime/problem.ts';
import type { Call } from './call.ts';
import { readCrmNews } from './crm-news.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { takeCrmNews } from './take-crm-news.ts';

/** An event is a name and some ids. */
const LIMITS: BodyLimits = { maxBytes: 32 * 1024, maxMultipartBytes: 4 * 1024 };

type Bitrix24 = Extract<Destination, { type: 'bitrix24' }>;
type Webhook = Extract<Destination, { type: 'webhook' }>;

/** Takes what a destination tells us of a lead it was given. What proves its origin is checked before anything is read. */
export async function takeCrmEvent(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const { destinations } = await dependencies.settings.current('destinations');
  const destination = destinations.find(({ id }) => id === call.parameters['destination']);
  switch (destination?.type) {
    case 'bitrix24':
      return takePortalEvent(call, destination, dependencies);
    case 'webhook':
      return takeSignedEvent(call, destination, dependencies);
    case 'telegram':
    case undefined:
      return problem(404, 'unknown-destination');
  }
}

/** Signed as we sign what we send there: Standard Webhooks, with the same secret. */
async function takeSignedEvent(
  call: Call,
  { id, secret }: Webhook,
  dependencies: ConsoleDependencies,
): Promise<HttpAnswer> {
  const secrets = await readSecrets(secret, dependencies);
  if (!isStandardWebhook(call, secrets)) return problem(401, 'not-genuine');
  const reading = await readBody(call.headers['content-type'] ?? 'application/json', call.body, LIMITS);
  if (reading.outcome === 'unreadable') return problem(reading.status, reading.code);
  const read = readCrmNews(reading.outcome === 'json' ? reading.value : undefined);
  if (read.outcome === 'faulty') return problem(400, 'invalid-body', { detail: read.field || undefined });
  const outcome = await takeCrmNews(read.news, id, dependencies);
  if (outcome === 'unknown') return problem(404, 'lead-not-found');
  return json(200, { leadId: read.news.leadId, outcome });
}

const CARD_EVENTS: Readonly<Record<string, 'lead' | 'deal'>> = {
  ONCRMLEADUPDATE: 'lead',
  ONCRMDEALUPDATE: 'deal',
  ONCRMDEALADD: 'deal',
};

/**
 * An outgoing webhook of a Bitrix24: the id of a card, and the portal's application token.
 *
 * The portal tells of every card it changes and never twice. What is not ours, or stands on a stage nobody has given a
 * meaning, is answered with success; where the card cannot be read, we say so.
 */
async function takePortalEvent(
  call: Call,
  destination: Bitrix24,
  dependencies: ConsoleDependencies,
): Promise<HttpAnswer> {
  const reading = await readBody(call.headers['content-type'], call.body, LIMITS);
  if (reading.outcome === 'unreadable') return problem(reading.status, reading.code);
  const field = (name: string) => (reading.outcome === 'fields' ? reading.fields.get(name)?.[0] : undefined);
  const { id, eventsSecret } = destination;
  const tokens = eventsSecret === undefined ? [] : await readSecrets(eventsSecret, dependencies);
  if (!isProvedBy(tokens, field('auth[application_token]'), (token) => token))
    return problem(401, 'not-genuine');

  const kind = CARD_EVENTS[field('event')?.toUpperCase() ?? ''];
  const cardId = field('data[FIELDS][ID]') ?? '';
  if (kind === undefined || !/^[1-9]\d{0,17}$/.test(cardId)) return ignored('not-a-card', id, dependencies);
  return takeCard({ kind, id: cardId }, destination, dependencies);
}

async function takeCard(
  card: { readonly kind: 'lead' | 'deal'; readonly id: string },
  destination: Bitrix24,
  dependencies: ConsoleDependencies,
): Promise<HttpAnswer> {
  const { log } = dependencies;
  const cards = await dependencies.cards();
  const found = await cards.find(destination, card);
  if (found.outcome === 'unavailable') {
    log.error('crm.card-unread', { destination: destination.id, cardId: card.id, because: found.reason });
    return problem(503, 'crm-unavailable');
  }
  if (found.outcome === 'not-ours') return ignored('not-ours', destination.id, dependencies);
  const { leadId, stage } = found;
  const event = destination.stages?.[stage];
  if (event === undefined) {
    log.info('crm.stage-without-meaning', { destination: destination.id, leadId, stage });
    return json(200, { leadId, outcome: 'ignored' });
  }
  const reason = event === 'lost' || event === 'declined' ? { reason: stage } : {};
  const outcome = await takeCrmNews({ leadId, event, ...reason }, destination.id, dependencies);
  log.info('crm.event-taken', { destination: destination.id, leadId, stage, event, outcome });
  return json(200, { leadId, outcome });
}

function ignored(because: string, destination: string, { log }: ConsoleDependencies): HttpAnswer {
  log.info('crm.event-ignored', { destination, because });
  return json(200, { outcome: 'ignored' });
}

/** Two while one is being replaced, with a space or a comma between them. */
async function readSecrets(name: string, { secrets }: ConsoleDependencies): Promise<readonly string[]> {
  const text = (await secrets.find(name)) ?? '';
  return text.split(/[\s,]+/).filter((secret) => secret !== '');
}
