import * as z from 'zod/mini';
import { isOfLead, type HandoffOutcome } from '#shared/domain/handoff.ts';
import {
  ATTEMPT_TIMEOUT_MS,
  readSecret,
  startBudget,
  type GatewaySettings,
  type HandoffTo,
} from '../destinations/gateway-settings.ts';
import { call, type Method } from './bitrix24-api.ts';
import { LEAD_TYPE, ORIGINATOR, toCardFields, toUserId } from './bitrix24-card.ts';
import { commentOnce, newsOf } from './bitrix24-comment.ts';

const Id = z.union([z.int(), z.string().check(z.regex(/^\d+$/))]);
const Card = z.object({ id: Id, assignedById: z.optional(z.nullable(Id)) });
const Found = z.object({ items: z.array(Card) });
const Written = z.object({ item: z.object({ id: Id }) });

/**
 * Puts a lead into a Bitrix24 as one card, however often it is tried.
 *
 * The card is looked for by the lead's id before it is made, because an earlier attempt may have made
 * it without our hearing of it. A later offer of the same lead moves the card to its new rep, and what is
 * new about it, a further touch or what a later check has found, becomes a comment there.
 */
export class Bitrix24Gateway {
  readonly #settings: GatewaySettings;

  constructor(settings: GatewaySettings) {
    this.#settings = settings;
  }

  async deliver(handoff: HandoffTo<'bitrix24'>): Promise<HandoffOutcome> {
    const { secrets, timeoutMs = ATTEMPT_TIMEOUT_MS } = this.#settings;
    const leftMs = startBudget(timeoutMs);
    const secret = await readSecret(secrets, handoff.destination.secret);
    if (typeof secret !== 'string') return secret;
    const webhookUrl = `${trimSlashes(handoff.destination.baseUrl)}/${trimSlashes(secret)}`;
    const method = this.#method(webhookUrl, leftMs);

    const cardId = knownCardId(handoff);
    const news = newsOf(handoff);
    if (news !== undefined) return commentOnce(method, cardId, news);
    if (cardId === undefined) return findOrAdd(method, handoff);
    const moved = await moveToRep(method, handoff, cardId);
    return moved.outcome === 'not-found' ? findOrAdd(method, handoff) : moved;
  }

  #method(webhookUrl: string, leftMs: () => number): Method {
    const { addresses, now = () => new Date() } = this.#settings;
    return (method, parameters) =>
      call({
        webhookUrl,
        method,
        parameters: method.startsWith('crm.item.')
          ? { entityTypeId: LEAD_TYPE, ...Object(parameters) }
          : parameters,
        timeoutMs: leftMs(),
        addresses,
        now: now(),
      });
  }
}

async function findOrAdd(method: Method, handoff: HandoffTo<'bitrix24'>): Promise<HandoffOutcome> {
  const found = await method('crm.item.list', {
    select: ['id', 'assignedById'],
    filter: { '=originatorId': ORIGINATOR, '=originId': handoff.lead.id },
    order: { id: 'ASC' },
  });
  if (found.outcome !== 'done') return asOutcome(found);
  const cards = Found.safeParse(found.result);
  if (!cards.success) return { outcome: 'unavailable', reason: 'unreadable-answer' };
  const [card] = cards.data.items;
  if (card === undefined) return add(method, handoff);

  const user = repUserId(handoff);
  if (user === undefined || Number(card.assignedById) === user) return delivered(card.id);
  return asOutcome(await moveToRep(method, handoff, String(card.id)));
}

async function add(method: Method, handoff: HandoffTo<'bitrix24'>): Promise<HandoffOutcome> {
  const fields = toCardFields(handoff.lead, handoff.rep, repUserId(handoff));
  const added = await method('crm.item.add', { fields });
  if (added.outcome !== 'done') return asOutcome(added);
  const written = Written.safeParse(added.result);
  if (!written.success) return { outcome: 'uncertain', reason: 'unreadable-answer' };
  return delivered(written.data.item.id);
}

async function moveToRep(
  method: Method,
  handoff: HandoffTo<'bitrix24'>,
  cardId: string,
): Promise<HandoffOutcome | { readonly outcome: 'not-found' }> {
  const assignedById = repUserId(handoff);
  if (assignedById === undefined) return delivered(cardId);
  const moved = await method('crm.item.update', { id: Number(cardId), fields: { assignedById } });
  return moved.outcome === 'done' ? delivered(cardId) : moved;
}

/** From this intent or from an earlier offer's; what news left there is a comment, and no card. */
function knownCardId({ handoff, lead, destination }: HandoffTo<'bitrix24'>): string | undefined {
  return [handoff, ...lead.handoffs.filter((other) => other.destination === destination.id)]
    .filter(isOfLead)
    .map(({ externalId }) => externalId)
    .find((id) => id !== undefined && /^\d+$/.test(id));
}

function repUserId({ rep, destination }: HandoffTo<'bitrix24'>): number | undefined {
  return toUserId(rep.accounts[destination.id]);
}

/** A card that vanished between being found and being changed: the next attempt will see clearly. */
function asOutcome(result: HandoffOutcome | { readonly outcome: 'not-found' }): HandoffOutcome {
  return result.outcome === 'not-found' ? { outcome: 'unavailable', reason: 'bitrix24-not-found' } : result;
}

function delivered(id: string | number): HandoffOutcome {
  return { outcome: 'delivered', externalId: String(id) };
}

function trimSlashes(text: string): string {
  return text.trim().replace(/^\/+|\/+$/g, '');
}
