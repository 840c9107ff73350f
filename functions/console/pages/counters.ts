import { html } from 'hono/html';
import { MINUTE_MS } from '#shared/domain/time.ts';
import type { LeadView } from '../lead-view.ts';
import { COUNTER_TEXTS } from '../texts.ts';
import { say } from '../words.ts';
import { duration, handoffSpeed, type Format } from './format.ts';
import type { Html } from './layout.ts';

const SPAN_MS = 15 * MINUTE_MS;

export interface Counters {
  readonly listed: number;
  readonly received: number;
  readonly qualified: number;
  readonly rejected: number;
  readonly owned: number;
  readonly waiting: number;
  /** Milliseconds from arrival to delivery, shortest first. */
  readonly handoffMs: readonly number[];
  /** Whether the whole page is younger than the span, so that older leads of the span are not on it. */
  readonly truncated: boolean;
}

/** Counts what arrived lately among the leads of one page. */
export function countLeads(views: readonly LeadView[], now: Date, hasOlder: boolean): Counters {
  const since = new Date(now.getTime() - SPAN_MS).toISOString();
  const recent = views.filter(({ receivedAt }) => receivedAt >= since);
  return {
    listed: views.length,
    received: recent.length,
    qualified: recent.filter(({ verdict }) => verdict?.outcome === 'qualified').length,
    rejected: recent.filter(({ status }) => status === 'rejected').length,
    owned: recent.filter(({ owner }) => owner !== null).length,
    waiting: recent.filter(({ status }) => status === 'waiting').length,
    handoffMs: recent
      .flatMap(({ timings }) => (timings.deliveredMs === null ? [] : [timings.deliveredMs]))
      .sort((one, other) => one - other),
    truncated: hasOlder && recent.length === views.length,
  };
}

/** The smallest of the values that at least this share of them does not exceed. */
export function percentile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

export function countersStrip(counters: Counters, format: Format): Html {
  const { language } = format;
  const { received, qualified, rejected, owned, waiting, handoffMs } = counters;
  const over = { leads: received, listed: counters.listed, timed: handoffMs.length };
  return html`<section class="counters" data-part="counters">
    <dl>
      ${counter(COUNTER_TEXTS.received[language], received)}
      ${counter(COUNTER_TEXTS.qualified[language], qualified)}
      ${counter(COUNTER_TEXTS.rejected[language], rejected)} ${counter(COUNTER_TEXTS.owned[language], owned)}
      ${counter(COUNTER_TEXTS.waiting[language], waiting, waiting > 0 ? 'attention' : '')}
      ${timing(COUNTER_TEXTS.median[language], percentile(handoffMs, 0.5), format)}
      ${timing(COUNTER_TEXTS.p95[language], percentile(handoffMs, 0.95), format)}
    </dl>
    <p class="note">
      ${say(COUNTER_TEXTS.over, language, over)}${counters.truncated ? ` ${COUNTER_TEXTS.truncated[language]}` : ''}
    </p>
  </section>`;
}

function counter(name: string, value: number, tone = ''): Html {
  return html`<div class="${tone}">
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function timing(name: string, milliseconds: number | undefined, { language }: Format): Html {
  const label = `${name} ${COUNTER_TEXTS.handoff[language]}`;
  if (milliseconds === undefined)
    return html`<div>
      <dt>${label}</dt>
      <dd class="none">–</dd>
    </div>`;
  return html`<div>
    <dt>${label}</dt>
    <dd class="${handoffSpeed(milliseconds)}">${duration(milliseconds, language)}</dd>
  </div>`;
}
