import * as z from 'zod/mini';
import type { HandoffOutcome } from '#shared/domain/handoff.ts';
import type { LeadCard } from '#shared/domain/lead-card.ts';
import { noticeCard, responseCard } from '#shared/domain/notice-card.ts';
import { responseNoticeText } from '#shared/domain/response-notices.ts';
import { touchCard } from '#shared/domain/touch-card.ts';
import type { HandoffTo } from '../destinations/gateway-settings.ts';
import type { CallResult, Method } from './bitrix24-api.ts';
import { ORIGINATOR, withoutMarkup } from './bitrix24-card.ts';

/** Comments are told apart by what they say: they have no field for the id of whoever wrote them. */
const Comments = z.array(z.object({ ID: z.coerce.string(), COMMENT: z.catch(z.string(), '') }));

const CommentId = z.union([z.int(), z.string().check(z.regex(/^\d+$/))]);

/** What is new about a lead, and what its comment is found again by. */
export interface News {
  readonly card: LeadCard;
  readonly mark: string;
}

/** Undefined where the handoff is about the lead itself. */
export function newsOf({ lead, touch, notice, handoff, rep }: HandoffTo<'bitrix24'>): News | undefined {
  const { timeZone } = rep.hours;
  if (touch !== undefined)
    return { card: touchCard(lead, touch, lead.language, timeZone), mark: markOf(touch.id) };
  if (notice === undefined) return undefined;
  const mark = markOf(`${lead.id} ${handoff.notice ?? ''}`);
  const toCard = responseNoticeText(handoff.notice) === undefined ? noticeCard : responseCard;
  return { card: toCard(lead, notice, lead.language, timeZone), mark };
}

/**
 * Puts what is new about a lead on its card as a comment, however often it is tried.
 *
 * The card's own handoff may still be on its way; the news is tried again after it then.
 */
export async function commentOnce(
  method: Method,
  cardId: string | undefined,
  news: News,
): Promise<HandoffOutcome> {
  if (cardId === undefined) return { outcome: 'unavailable', reason: 'no-card-yet' };
  const found = await findComment(method, cardId, news.mark);
  return found ?? addComment(method, cardId, toComment(news));
}

/** The newest page of comments is enough: an attempt is repeated within a day. Only by card can they be searched. */
async function findComment(
  method: Method,
  cardId: string,
  mark: string,
): Promise<HandoffOutcome | undefined> {
  const listed = await method('crm.timeline.comment.list', {
    filter: { ENTITY_ID: Number(cardId), ENTITY_TYPE: 'lead' },
    select: ['ID', 'COMMENT'],
    order: { ID: 'DESC' },
  });
  if (listed.outcome !== 'done') return asOutcome(listed);
  const comments = Comments.safeParse(listed.result);
  if (!comments.success) return { outcome: 'unavailable', reason: 'unreadable-answer' };
  const comment = comments.data.find(({ COMMENT }) => COMMENT.includes(mark));
  return comment === undefined ? undefined : { outcome: 'delivered', externalId: comment.ID };
}

async function addComment(method: Method, cardId: string, text: string): Promise<HandoffOutcome> {
  const added = await method('crm.timeline.comment.add', {
    fields: { ENTITY_ID: Number(cardId), ENTITY_TYPE: 'lead', COMMENT: text },
  });
  if (added.outcome !== 'done') return asOutcome(added);
  const id = CommentId.safeParse(added.result);
  if (!id.success) return { outcome: 'uncertain', reason: 'unreadable-answer' };
  return { outcome: 'delivered', externalId: String(id.data) };
}

function toComment({ card, mark }: News): string {
  const lines = card.lines.filter(({ code }) => code !== 'lead');
  return [
    withoutMarkup(card.title),
    ...lines.map(({ label, value }) => `${label}: ${withoutMarkup(value)}`),
    mark,
  ].join('\n');
}

/** Closed on both sides, so that no id is found in a longer one. */
function markOf(id: string): string {
  return `(${ORIGINATOR} ${id})`;
}

/** Somebody over there has deleted the card: there is nothing left to comment on. */
function asOutcome(result: Exclude<CallResult, { outcome: 'done' }>): HandoffOutcome {
  return result.outcome === 'not-found' ? { outcome: 'rejected', reason: 'card-gone' } : result;
}
