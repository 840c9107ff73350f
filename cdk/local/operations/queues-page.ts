import { leadIdOf, WorkMessage } from '#shared/contracts/work-message.ts';
import type { Language } from '#shared/domain/language.ts';
import type { HeldMessage } from '../engines/queues.ts';
import { escapeText } from '../monitoring/markup.ts';
import { drawPage } from '../monitoring/page.ts';
import type { GivenUp } from '../queues/given-up.ts';
import type { QueueView } from '../queues/queue-desk.ts';
import { QUEUE_TEXTS, say, sayAge, STATE_TEXTS } from './texts.ts';

const REFRESH_SECONDS = 10;

/** A look, not an archive. */
const SHOWN_MESSAGES = 20;
const SHOWN_CHARACTERS = 200;

export interface QueuesMoment {
  readonly language: Language;
  readonly now: Date;
  /** What the form before has done. */
  readonly redriven?:
    { readonly queue: string; readonly sent: number; readonly hasFailed: boolean } | undefined;
}

/** Every queue with its dead letters, and what lies there. */
export function queuesPage(queues: readonly QueueView[], moment: QueuesMoment): string {
  const { language, redriven } = moment;
  const sources = queues.filter(({ deadLettersOf }) => deadLettersOf === undefined);
  const cards = sources.map((source) => {
    const letters = queues.find(({ word }) => word === source.deadLetters);
    return drawQueue(source, letters, moment);
  });
  const intro = `<p>${say(QUEUE_TEXTS.intro, language)} ${say(QUEUE_TEXTS.redriveIntro, language)}</p>`;
  const links = `<p><a href="/console?status=waiting">${say(QUEUE_TEXTS.marked, language)}</a></p>`;
  const frame = {
    title: say(QUEUE_TEXTS.title, language),
    language,
    path: '/local/queues',
    refreshSeconds: REFRESH_SECONDS,
    isBilingual: true,
  } as const;
  return drawPage(
    frame,
    `<main>${drawRedriven(redriven, language)}${intro}${links}<div class="cards">${cards.join('')}</div></main>`,
  );
}

function drawRedriven(redriven: QueuesMoment['redriven'], language: Language): string {
  if (redriven === undefined) return '';
  const { queue, sent, hasFailed } = redriven;
  const done = escapeText(say(QUEUE_TEXTS.sent, language, { queue, count: sent }));
  return `<p role="status"${hasFailed ? ' class="fault"' : ''}>${done}${hasFailed ? ` ${say(QUEUE_TEXTS.failed, language)}` : ''}</p>`;
}

function drawQueue(queue: QueueView, letters: QueueView | undefined, moment: QueuesMoment): string {
  const { language } = moment;
  const { ready, inFlight, delayed, oldestSeconds, word } = queue;
  const counts = drawCounts([
    [say(QUEUE_TEXTS.waiting, language), ready],
    [say(QUEUE_TEXTS.inFlight, language), inFlight],
    [say(QUEUE_TEXTS.delayed, language), delayed],
    [say(QUEUE_TEXTS.oldest, language), ready + inFlight === 0 ? '–' : sayAge(oldestSeconds, language)],
  ]);
  const below = letters
    ? drawDeadLetters(letters, word, moment)
    : `<p class="soft">${say(QUEUE_TEXTS.noDeadLetters, language)}</p>`;
  return (
    `<section class="card" aria-labelledby="queue-${escapeText(word)}"><h2 id="queue-${escapeText(word)}">${escapeText(word)}</h2>` +
    `<p class="soft name">${escapeText(queue.name)}</p>${counts}${drawMessages(queue.messages, moment)}${below}</section>`
  );
}

function drawDeadLetters(letters: QueueView, source: string, moment: QueuesMoment): string {
  const { language } = moment;
  const { ready, inFlight, delayed, givenUp, oldestSeconds, messages } = letters;
  const lying = ready + inFlight + delayed;
  const counts = drawCounts([
    [say(QUEUE_TEXTS.lying, language), lying],
    [say(QUEUE_TEXTS.givenUp, language), givenUp.length],
    [say(QUEUE_TEXTS.oldest, language), lying === 0 ? '–' : sayAge(oldestSeconds, language)],
  ]);
  const label = escapeText(say(QUEUE_TEXTS.redriveOf, language, { queue: source }));
  return (
    `<div class="letters${lying + givenUp.length > 0 ? ' some' : ''}"><h3>${say(QUEUE_TEXTS.deadLetters, language)}</h3>${counts}` +
    `${drawMessages(messages, moment)}${drawList(givenUp, (each) => drawGivenUp(each, moment), language)}` +
    `<form method="post" action="/local/queues/${encodeURIComponent(source)}/redrive">` +
    `<button aria-label="${label}">${say(QUEUE_TEXTS.redrive, language)}</button></form></div>`
  );
}

function drawCounts(counts: readonly (readonly [name: string, count: number | string])[]): string {
  const pairs = counts.map(([name, count]) => `<div><dt>${name}</dt><dd>${count}</dd></div>`);
  return `<dl class="counts">${pairs.join('')}</dl>`;
}

function drawMessages(messages: readonly HeldMessage[], moment: QueuesMoment): string {
  return drawList(messages, (message) => drawMessage(message, moment), moment.language);
}

function drawList<Shown>(all: readonly Shown[], draw: (one: Shown) => string, language: Language): string {
  if (all.length === 0) return '';
  const more = all.length - SHOWN_MESSAGES;
  const rest = more > 0 ? `<li class="soft">${say(QUEUE_TEXTS.more, language, { count: more })}</li>` : '';
  const shown = all.slice(0, SHOWN_MESSAGES).map((each) => `<li>${draw(each)}</li>`);
  return `<ul class="messages">${shown.join('')}${rest}</ul>`;
}

function drawMessage(
  { body, state, sentAt, receives }: HeldMessage,
  { language, now }: QueuesMoment,
): string {
  const received = receives > 0 ? `, ${say(QUEUE_TEXTS.receives, language, { count: receives })}` : '';
  return `${drawBody(body, language)} <span class="soft">${say(STATE_TEXTS[state], language)}, ${ageOf(sentAt, now, language)}${received}</span>`;
}

function drawGivenUp({ body, at }: GivenUp, { language, now }: QueuesMoment): string {
  const read = `${say(QUEUE_TEXTS.givenUp, language)}, ${ageOf(at, now, language)}`;
  return `${drawBody(body, language)} <span class="soft">${read}</span>`;
}

/** The lead it is about and why it was sent; what is no message of ours stands there as it is. */
function drawBody(body: string, language: Language): string {
  const leadId = leadIdOf(body);
  if (leadId === undefined) {
    const text = escapeText(body.slice(0, SHOWN_CHARACTERS));
    const hint = `<span class="soft">${escapeText(say(QUEUE_TEXTS.noLeadHint, language))}</span>`;
    return `<b class="fault">${say(QUEUE_TEXTS.noLead, language)}</b> <code>${text}</code> ${hint}`;
  }
  const { reason } = WorkMessage.parse(JSON.parse(body));
  return `<a href="/console/leads/${encodeURIComponent(leadId)}">${escapeText(leadId)}</a> ${escapeText(reason)}`;
}

function ageOf(at: string, now: Date, language: Language): string {
  return sayAge(Math.max(0, Math.round((now.getTime() - Date.parse(at)) / 1_000)), language);
}
