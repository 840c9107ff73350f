import { type Alarm, statesOf, type StateAt } from './alarm.ts';
import { drawWidget, type Moment } from './draw-widget.ts';
import { escapeText, formatFigure, formatTime } from './markup.ts';
import { drawPage } from './page.ts';
import type { Metrics } from './series.ts';
import type { Widget } from './widget.ts';

/** What the alarms' strips show, and a dashboard where nothing else is asked for. */
export const SHOWN_MINUTES = 60;

const SPANS_MINUTES = [15, 60, 180];

const REFRESH_SECONDS = 10;

export interface DashboardView {
  readonly name: string;
  readonly widgets: readonly Widget[];
}

export function dashboardsPage(dashboards: readonly DashboardView[]): string {
  const links = dashboards.map(
    ({ name, widgets }) =>
      `<li><a href="/local/dashboards/${encodeURIComponent(name)}">${escapeText(name)}</a> – ${widgets.length} widgets</li>`,
  );
  return page('Dashboards', '/local/dashboards', `<ul class="list">${links.join('')}</ul>`);
}

/** The dashboard as CloudWatch would draw it, with the metrics of this machine. */
export function dashboardPage({ name, widgets }: DashboardView, metrics: Metrics, moment: Moment): string {
  const spans = SPANS_MINUTES.map((minutes) =>
    minutes === moment.minutes ? `<b>${minutes} min</b>` : `<a href="?minutes=${minutes}">${minutes} min</a>`,
  );
  const drawn = widgets.map((widget) => drawWidget(widget, metrics, moment));
  return page(
    name,
    '',
    `<p class="spans">${spans.join(' ')}</p><main class="board">${drawn.join('')}</main>`,
  );
}

export interface AlarmsMoment {
  readonly sinceMs: number;
  readonly nowMs: number;
}

/** Every alarm of the template and what it would say now, those that ring first. */
export function alarmsPage(alarms: readonly Alarm[], metrics: Metrics, moment: AlarmsMoment): string {
  const rows = alarms
    .map((alarm) => ({ alarm, states: knownStates(alarm, metrics, moment) }))
    .toSorted((one, other) => rankOf(one.states) - rankOf(other.states));
  const ringing = rows.filter(({ states }) => states.at(-1)?.state === 'ALARM').length;
  const summary = `<p>${ringing} of ${alarms.length} ring. A square is a period; the newest is on the right.</p>`;
  const head = '<tr><th>State</th><th>Alarm</th><th>Rings when</th><th>Last</th><th>Past hour</th></tr>';
  return page('Alarms', '/local/alarms', `${summary}<table>${head}${rows.map(drawAlarm).join('')}</table>`);
}

/** As data, for whoever waits for an alarm. */
export function alarmsView(alarms: readonly Alarm[], metrics: Metrics, moment: AlarmsMoment) {
  return alarms.map((alarm) => {
    const { state = 'INSUFFICIENT_DATA', value } = knownStates(alarm, metrics, moment).at(-1) ?? {};
    return { name: alarm.name, state, value, threshold: alarm.threshold, description: alarm.description };
  });
}

function knownStates(alarm: Alarm, metrics: Metrics, { sinceMs, nowMs }: AlarmsMoment): readonly StateAt[] {
  return statesOf(alarm, metrics, Math.max(sinceMs, nowMs - SPANS_LIMIT_MS), nowMs);
}

/** Metrics are kept for three hours; what is older must not count as missing. */
const SPANS_LIMIT_MS = 175 * 60_000;

const RANKS = { ALARM: 0, INSUFFICIENT_DATA: 1, OK: 2 };

function rankOf(states: readonly StateAt[]): number {
  return RANKS[states.at(-1)?.state ?? 'INSUFFICIENT_DATA'];
}

function drawAlarm({
  alarm,
  states,
}: {
  readonly alarm: Alarm;
  readonly states: readonly StateAt[];
}): string {
  const { state, value } = states.at(-1) ?? { state: 'INSUFFICIENT_DATA' as const, value: undefined };
  const last = value === undefined ? '–' : formatFigure(value);
  const squares = states
    .slice(-SHOWN_MINUTES)
    .map((each) => `<i class="${each.state}" title="${formatTime(each.at)} ${each.state}"></i>`);
  return (
    `<tr><td><b class="state ${state}">${state.replace('_', ' ').toLowerCase()}</b></td>` +
    `<td><b>${escapeText(alarm.name)}</b><br>${escapeText(alarm.description)}</td>` +
    `<td>${escapeText(conditionOf(alarm))}</td><td>${last}</td><td class="strip">${squares.join('')}</td></tr>`
  );
}

const SIGNS: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: '≥',
  GreaterThanThreshold: '>',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
};

/** The alarm's condition in one line: what, which way, how much, how long. */
export function conditionOf(alarm: Alarm): string {
  const { watched, comparison, threshold, datapointsToAlarm, evaluationPeriods, periodSeconds } = alarm;
  const what =
    watched.kind === 'expression' ? 'the sum' : `${watched.metric.name} (${watched.metric.statistic})`;
  const span = `${datapointsToAlarm} of ${evaluationPeriods} × ${periodSeconds} s`;
  return `${what} ${SIGNS[comparison] ?? comparison} ${threshold}, ${span}`;
}

/** Written in the words of CloudWatch, which are English. */
function page(title: string, path: string, content: string): string {
  return drawPage({ title, language: 'en', path, refreshSeconds: REFRESH_SECONDS }, content);
}
