import { html } from 'hono/html';
import type { Sentence } from '#shared/domain/language.ts';
import { COUNTDOWN_TEXTS } from '../texts.ts';
import type { LeadView } from '../lead-view.ts';
import { say } from '../words.ts';
import { clockTime, duration, type Format } from './format.ts';
import type { Html } from './layout.ts';

export interface Due {
  readonly what: keyof typeof COUNTDOWN_TEXTS;
  readonly at: string;
}

/** The next thing that is due: an answer to an offer, giving out of a shared pool, the first response. */
export function dueOf(view: LeadView): Due | undefined {
  const { status, offer, openOffers, waiting, responseDue, firstResponse } = view;
  if (status === 'offered') {
    const at = openOffers?.[0]?.deadlineAt ?? (offer?.state === 'open' ? offer.deadlineAt : undefined);
    return at === undefined ? undefined : { what: 'answer', at };
  }
  if (waiting?.reason === 'in-shared-pool' && waiting.nextActionAt !== null)
    return { what: 'giving-out', at: waiting.nextActionAt };
  const isHeld = status === 'accepted' || status === 'escalated';
  if (!isHeld || responseDue === null || firstResponse !== null) return undefined;
  return { what: 'response', at: responseDue.at };
}

/** Until when something is to happen: its time, which the live script turns into what is left of it. */
export function countdown(what: Due['what'], at: string, format: Format): Html {
  const { language, now } = format;
  const { until, left, over }: Record<'until' | 'left' | 'over', Sentence> = COUNTDOWN_TEXTS[what];
  const lateMs = now.getTime() - Date.parse(at);
  const words =
    lateMs > 0
      ? say(over, language, { time: duration(lateMs, language) })
      : say(until, language, { time: clockTime(at, format, 'minutes') });
  return html`<span
    class="until${lateMs > 0 ? ' over' : ''}"
    data-until="${at}"
    data-left="${left[language]}"
    data-over="${over[language]}"
    title="${clockTime(at, format, 'seconds')}"
    >${words}</span
  >`;
}
