import { readAlarm } from './alarm.ts';
import type { describeMonitoring } from './describe.ts';
import { alarmsPage, alarmsView, dashboardPage, dashboardsPage, SHOWN_MINUTES } from './pages.ts';
import type { Metrics } from './series.ts';
import { readWidgets } from './widget.ts';

/** A page, or data for whoever asks for it by `?format=json`. */
export type MonitoringAnswer = { readonly html: string } | { readonly json: unknown };

type Description = Pick<ReturnType<typeof describeMonitoring>, 'dashboards' | 'alarms'>;

export interface MonitoringSource {
  readonly description: Description;
  readonly metrics: Metrics & { readonly sinceMs: number };
  readonly nowMs: number;
}

/** Answers `/local/dashboards`, one of them, and `/local/alarms`; nothing for any other path. */
export function answerMonitoring(
  path: string,
  query: URLSearchParams,
  { description, metrics, nowMs }: MonitoringSource,
): MonitoringAnswer | undefined {
  if (path === '/local/alarms') {
    const alarms = description.alarms.map(readAlarm);
    const moment = { sinceMs: metrics.sinceMs, nowMs };
    if (query.get('format') === 'json') return { json: { alarms: alarmsView(alarms, metrics, moment) } };
    return { html: alarmsPage(alarms, metrics, moment) };
  }
  if (!path.startsWith('/local/dashboards')) return undefined;
  const dashboards = description.dashboards.map(({ name, body }) => ({ name, widgets: readWidgets(body) }));
  if (path === '/local/dashboards') return { html: dashboardsPage(dashboards) };
  const called = /^\/local\/dashboards\/([^/]+)$/.exec(path)?.[1];
  const dashboard = dashboards.find(({ name }) => encodeURIComponent(name) === called);
  if (!dashboard) return undefined;
  return { html: dashboardPage(dashboard, metrics, { nowMs, minutes: minutesOf(query) }) };
}

/** Metrics are kept for three hours. */
function minutesOf(query: URLSearchParams): number {
  const minutes = Number(query.get('minutes') ?? Number.NaN);
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= 180 ? minutes : SHOWN_MINUTES;
}
