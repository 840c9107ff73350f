import { leadCard, type CardLine, type LeadCard } from '#shared/domain/lead-card.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { noticeCard, responseCard } from '#shared/domain/notice-card.ts';
import { responseNoticeText } from '#shared/domain/response-notices.ts';
import { touchCard } from '#shared/domain/touch-card.ts';
import type { HandoffRequest } from '#shared/ports/destination-gateway.ts';

/** The messenger's own limit, in UTF-16 units. */
export const MAX_MESSAGE_LENGTH = 4096;

/** Under this a clipped line says nothing any more and is left out. */
const MIN_CLIPPED_LENGTH = 20;

const OPEN = {
  ru: 'Принять или отказаться; телефон откроется там',
  en: 'Accept or decline; the phone is shown there',
};
const ACCEPT = { ru: 'Принять', en: 'Accept' };
const DECLINE = { ru: 'Отказаться', en: 'Decline' };
const SEE = { ru: 'Открыть заявку', en: 'Open the lead' };
const REPEATED = {
  ru: 'Повторно: неизвестно, дошло ли прошлое сообщение.',
  en: 'Sent again: the last message may not have arrived.',
};

/**
 * The lead's card as HTML of the messenger, escaped and within its limit.
 *
 * While the offer is open the person stays out of it: the messenger's servers are not ours, nor in the visitor's
 * country, and who declines need not know whom. The page behind the button shows name and phone on accepting.
 */
export function toMessageText(request: HandoffRequest): string {
  const { lead, handoff } = request;
  const card = toCard(request);
  const title = `<b>${escape(clip(card.title, MAX_MESSAGE_LENGTH / 4))}</b>`;
  const notes = handoff.outcome === 'uncertain' ? [`<i>${REPEATED[lead.language]}</i>`] : [];
  return card.lines.reduce((text, line) => append(text, line), [title, ...notes].join('\n'));
}

function toCard({ lead, handoff, touch, notice, rep, offerUrl }: HandoffRequest): LeadCard {
  const told = (one: Lead): Lead => (offerUrl === '' ? one : { ...one, contact: {} });
  const { timeZone } = rep.hours;
  const waits = responseNoticeText(handoff.notice);
  if (waits !== undefined) return responseCard(told(lead), waits, lead.language, timeZone);
  if (notice !== undefined) return noticeCard(told(lead), notice, lead.language, timeZone);
  if (touch !== undefined) return touchCard(told(lead), told(touch), lead.language, timeZone);
  return leadCard(told(lead), lead.language, timeZone);
}

/** Buttons to answer with, and one that opens the page of the offer; opening it accepts nothing. */
export function toKeyboard(request: HandoffRequest) {
  const { lead, touch, notice, offerUrl, pageUrl = '' } = request;
  if (offerUrl !== '')
    return { inline_keyboard: [...answerButtons(request), [{ text: OPEN[lead.language], url: offerUrl }]] };
  if ((touch === undefined && notice === undefined) || pageUrl === '') return undefined;
  return { inline_keyboard: [[{ text: SEE[lead.language], url: pageUrl }]] };
}

/** Pressed, they are told to `/v1/messengers/{destination}`; a message of an offer alone has them. */
function answerButtons({ lead, destination, handoff, touch, notice }: HandoffRequest) {
  const isTold = destination.type === 'telegram' && destination.eventsSecret !== undefined;
  if (!isTold || touch !== undefined || notice !== undefined || handoff.notice !== undefined) return [];
  const about = `${lead.id}:${handoff.offerAttempt}`;
  const accept = { text: ACCEPT[lead.language], callback_data: `accept:${about}` };
  if (lead.status === 'escalated') return [[accept]];
  return [[accept, { text: DECLINE[lead.language], callback_data: `decline:${about}` }]];
}

function append(text: string, { label, value }: CardLine): string {
  const start = `\n<b>${escape(label)}:</b> `;
  const room = MAX_MESSAGE_LENGTH - text.length - start.length;
  const shown = clip(value, room);
  return shown.length < Math.min(value.length, MIN_CLIPPED_LENGTH) ? text : text + start + escape(shown);
}

/** Shortens a text until it fits once escaped, by whole characters. */
function clip(text: string, room: number): string {
  if (escape(text).length <= room) return text;
  const characters = [...text];
  while (characters.length > 0 && escape(characters.join('')).length + 1 > room)
    characters.length = Math.floor(characters.length * 0.9);
  return characters.length === 0 ? '' : `${characters.join('')}…`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
