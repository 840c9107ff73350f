import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import {
  DIFFERENCE_KINDS,
  type DifferenceKind,
  type JudgedSide,
  type PolicyDifference,
} from '#shared/domain/policy-difference.ts';
import type { KindCounts } from '#shared/domain/difference-tally.ts';
import type { DifferencePage, ReplayReport, ReplayState } from '#shared/ports/replay-book.ts';
import { KIND_TEXTS, TRIAL_TEXTS } from '../trial-texts.ts';
import { say } from '../words.ts';
import { statusChip } from './chips.ts';
import { clockTime, type Format } from './format.ts';
import type { Html } from './layout.ts';

export function replayUrl(id: string): string {
  return `/console/policy/replays/${encodeURIComponent(id)}`;
}

/** How far a replay is, or what it came to. The part asks for itself again until it is finished. */
export function replayPart(state: ReplayState | undefined, language: Language): Html {
  if (state === undefined)
    return html`<div id="replay"><p class="note">${TRIAL_TEXTS.gone[language]}</p></div>`;
  const url = replayUrl(state.id);
  if (state.state === 'failed')
    return html`<div id="replay"><p class="fault" role="alert">${TRIAL_TEXTS.failed[language]}</p></div>`;
  if (state.report !== undefined)
    return html`<div id="replay">${reportOf(state.report, url, language)}</div>`;
  const { done, total } = state;
  const text =
    state.state === 'queued'
      ? TRIAL_TEXTS.queued[language]
      : say(TRIAL_TEXTS.running, language, { done, total });
  return html`<div id="replay" data-poll="${url}">
    <p>${text} <a href="${url}">${TRIAL_TEXTS.refresh[language]}</a></p>
    <progress max="${Math.max(1, total)}" value="${done}"></progress>
  </div>`;
}

function reportOf(report: ReplayReport, url: string, language: Language): Html {
  const { judged, skipped, tookMs, wonAndRejected, counts } = report;
  const seconds = (tookMs / 1_000).toFixed(1);
  return html`${kindList(counts, url, judged, language)}
    ${wonAndRejected === 0 ? '' : html`<p class="attention">${say(TRIAL_TEXTS.wonLost, language, { count: wonAndRejected })}</p>`}
    <p class="note">${say(TRIAL_TEXTS.judged, language, { judged, skipped, seconds })}</p>`;
}

/** Each number leads to the leads behind it. */
export function kindList(counts: KindCounts, url: string, judged: number, language: Language): Html {
  const kinds = DIFFERENCE_KINDS.filter((kind) => counts[kind] > 0);
  if (kinds.length === 0) return html`<p>${say(TRIAL_TEXTS.same, language, { judged })}</p>`;
  return html`<ul class="kinds">
    ${kinds.map(
      (kind) =>
        html`<li>
          <a href="${url}?kind=${kind}"><b>${counts[kind]}</b> ${KIND_TEXTS[kind][language]}</a>
        </li>`,
    )}
  </ul>`;
}

/** The leads behind the numbers, as they were judged, as they would have been, and what has become of them. */
export function differencesCard(
  { differences, next }: DifferencePage,
  url: string,
  kind: DifferenceKind | undefined,
  format: Format,
): Html {
  const { language } = format;
  if (differences.length === 0 && next === undefined)
    return html`<p class="note">${TRIAL_TEXTS.noLeads[language]}</p>`;
  const more = new URLSearchParams({ ...(kind === undefined ? {} : { kind }), cursor: next ?? '' });
  return html`<section class="card touches">
    <h2>${kind === undefined ? TRIAL_TEXTS.all[language] : KIND_TEXTS[kind][language]}</h2>
    <table class="plain">
      <thead>
        <tr>
          <th scope="col">${TRIAL_TEXTS.lead[language]}</th>
          <th scope="col">${TRIAL_TEXTS.before[language]}</th>
          <th scope="col">${TRIAL_TEXTS.after[language]}</th>
          <th scope="col">${TRIAL_TEXTS.today[language]}</th>
        </tr>
      </thead>
      <tbody>
        ${differences.map((difference) => differenceRow(difference, format))}
      </tbody>
    </table>
    ${next === undefined ? '' : html`<p><a href="${url}?${more}">${TRIAL_TEXTS.more[language]}</a></p>`}
  </section>`;
}

function differenceRow(
  { leadId, receivedAt, source, status, before, after }: PolicyDifference,
  format: Format,
): Html {
  return html`<tr>
    <td>
      <a href="/console/leads/${leadId}">${clockTime(receivedAt, format, 'minutes')}</a><br /><small
        >${source}</small
      >
    </td>
    <td>${sideText(before, format.language)}</td>
    <td>${sideText(after, format.language)}</td>
    <td>${statusChip(status, format.language)}</td>
  </tr>`;
}

function sideText({ outcome, reason, score, grade, pool }: JudgedSide, language: Language): Html {
  if (outcome === 'rejected')
    return html`${say(TRIAL_TEXTS.rejectedFor, language, { reason: reason ?? '' })}`;
  const scored = say(TRIAL_TEXTS.scored, language, { score: score ?? 0, grade: grade ?? '' });
  return html`${scored}${pool === undefined ? '' : html`<br /><small>${pool}</small>`}`;
}
