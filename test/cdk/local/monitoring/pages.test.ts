import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { readAlarm, statesOf } from '#cdk/local/monitoring/alarm.ts';
import { describeMonitoring } from '#cdk/local/monitoring/describe.ts';
import { visibleLines } from '#cdk/local/monitoring/draw-widget.ts';
import type { linesOf, Query } from '#cdk/local/monitoring/evaluate.ts';
import { escapeText } from '#cdk/local/monitoring/markup.ts';
import { lastMinutes } from '#cdk/local/monitoring/series.ts';
import { conditionOf } from '#cdk/local/monitoring/pages.ts';
import { answerMonitoring } from '#cdk/local/monitoring/serve.ts';
import { readWidgets } from '#cdk/local/monitoring/widget.ts';
import { MetricBook } from '#cdk/local/records/metric-book.ts';
import { createStack } from '#cdk/local/template/stack.ts';
import { readTemplate } from '#cdk/local/template/template.ts';
import { leadsTemplate } from '#test/support/leads-template.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../fixture-runner.ts';

const NOW = Date.parse('2026-03-02T09:30:30Z');
const MINUTE = 60_000;

let folder: TemporaryFolder;
let description: ReturnType<typeof describeMonitoring>;
beforeAll(async () => {
  folder = await makeTemporaryFolder();
  const template = leadsTemplate().toJSON();
  writeFileSync(join(folder.path, 'LeadRelay.template.json'), JSON.stringify(template));
  const addresses = { api: 'http://127.0.0.1:1', queues: 'http://127.0.0.1:2' };
  description = describeMonitoring(createStack(await readTemplate(folder.path), addresses));
});
afterAll(() => folder.remove());

describe('the dashboards of the template', () => {
  it('are drawn with just their widgets and thresholds', () => {
    expect(description.dashboards.length).toBeGreaterThan(0);
    for (const { name, body } of description.dashboards) {
      const { widgets } = body as { readonly widgets: readonly TemplateWidget[] };
      const page = pageOf(`/local/dashboards/${encodeURIComponent(name)}`);

      const titles = [...page.matchAll(/<section class="widget"[^>]*><h2>([^<]*)<\/h2>/g)].map(
        ([, title]) => title,
      );
      const thresholds = [...page.matchAll(/data-value="([^"]+)"/g)].map(([, value]) => Number(value));

      expect(titles).toEqual(widgets.map(({ properties }) => escapeText(properties.title)));
      expect(thresholds).toEqual(
        widgets
          .flatMap(({ properties }) => properties.annotations?.horizontal ?? [])
          .map(({ value }) => value),
      );
      expect(page).not.toContain('class="fault"');
    }
  });

  it('show what CloudWatch would: the same metrics and figures, under the same names', () => {
    for (const { name, body } of description.dashboards) {
      const { widgets } = body as { readonly widgets: readonly TemplateWidget[] };
      const read = readWidgets(body);

      expect(read.map(({ title }) => title)).toEqual(widgets.map(({ properties }) => properties.title));
      for (const [index, { properties }] of widgets.entries()) {
        const drawn = read[index]?.lines.map(({ query, isVisible }) => ({ ...asTold(query), isVisible }));

        expect(drawn, `${name}: ${properties.title}`).toEqual(
          (properties.metrics ?? []).map((metric) => toldBy(metric, properties.stat)),
        );
      }
    }
  });

  it('name their lines on the page as the template does', () => {
    for (const { name, body } of description.dashboards) {
      const { widgets } = body as { readonly widgets: readonly TemplateWidget[] };
      const page = pageOf(`/local/dashboards/${encodeURIComponent(name)}`);
      const labels = widgets
        .flatMap(({ properties }) => properties.metrics ?? [])
        .map((metric) => optionsOf(metric))
        .flatMap(({ label, visible }) => (visible === false || !label ? [] : [label]));

      expect(labels.length).toBeGreaterThan(0);
      expect(labels.filter((label) => !page.includes(escapeText(label)))).toEqual([]);
    }
  });

  it('show every line that is visible, even before anything was recorded', () => {
    const span = lastMinutes(15, NOW, 60);
    for (const widget of description.dashboards.flatMap(({ body }) => readWidgets(body))) {
      const lines = visibleLines(widget, new MetricBook(() => NOW), span);
      const searches = widget.lines.filter(
        ({ query }) => query.kind === 'expression' && query.expression.startsWith('SEARCH'),
      );

      expect(lines.length + searches.length).toBe(widget.lines.filter(({ isVisible }) => isVisible).length);
    }
  });

  it('tell the latest figure of a line', () => {
    const book = new MetricBook(() => NOW);
    book.add('LeadRelay', 'LeadReceived', { service: 'web-form' }, 41);
    const [dashboard] = description.dashboards.filter(({ name }) => name.endsWith('-operations'));

    expect(pageOf(`/local/dashboards/${dashboard?.name ?? ''}`, book)).toContain('web-form <b>41</b>');
  });
});

describe('the alarms of the template', () => {
  it('are shown all, with their thresholds', () => {
    const page = pageOf('/local/alarms');

    for (const alarm of description.alarms.map(readAlarm)) {
      expect(page).toContain(`<b>${escapeText(alarm.name)}</b>`);
    }
    expect(description.alarms.map((each) => readAlarm(each).threshold)).toEqual(
      description.alarms.map((each) => (each as unknown as { readonly Threshold: number }).Threshold),
    );
  });

  it('are shown with the condition that the template has', () => {
    const page = pageOf('/local/alarms');
    for (const properties of description.alarms) {
      const alarm = readAlarm(properties);
      const told = Definition.parse(properties);

      expect(page).toContain(escapeText(conditionOf(alarm)));
      expect(alarm).toMatchObject({
        comparison: told.ComparisonOperator,
        threshold: told.Threshold,
        evaluationPeriods: told.EvaluationPeriods,
        datapointsToAlarm: told.DatapointsToAlarm,
        missing: told.TreatMissingData,
        description: told.AlarmDescription,
      });
      expect(metricsOf(alarm.queries).map(({ namespace, name }) => `${namespace} ${name}`)).toEqual(
        told.MetricName === undefined
          ? told.Metrics.flatMap(({ MetricStat }) =>
              MetricStat ? [`${MetricStat.Metric.Namespace} ${MetricStat.Metric.MetricName}`] : [],
            )
          : [`${told.Namespace} ${told.MetricName}`],
      );
    }
  });

  it('ring each on the figures it waits for, and go back when these are gone', () => {
    for (const alarm of description.alarms.map(readAlarm)) {
      const { book, advance } = quietBook();
      const isOnLack = alarm.comparison.startsWith('Less');
      const phaseMs = alarm.evaluationPeriods * alarm.periodSeconds * 1000;
      const figure = Math.max(1, alarm.threshold) * 2;
      for (let at = 0; at < 2 * phaseMs; at += MINUTE) {
        const isBad = at < phaseMs;
        const isRecorded = isBad !== isOnLack || alarm.missing === 'ignore';
        for (const { namespace, name, dimensions } of isRecorded ? metricsOf(alarm.queries) : []) {
          book.add(namespace, name, dimensions, isBad !== isOnLack ? figure : 0);
        }
        advance(MINUTE);
      }

      const states = statesOf(alarm, book, book.sinceMs, book.sinceMs + 2 * phaseMs);

      const [bad, good] = [states[alarm.evaluationPeriods - 1], states.at(-1)];
      expect([alarm.name, bad?.state, good?.state]).toEqual([alarm.name, 'ALARM', 'OK']);
    }
  });
});

const Definition = z.object({
  AlarmDescription: z.string(),
  ComparisonOperator: z.string(),
  Threshold: z.number(),
  EvaluationPeriods: z.number(),
  DatapointsToAlarm: z.number(),
  TreatMissingData: z.string(),
  Namespace: z.optional(z.string()),
  MetricName: z.optional(z.string()),
  Metrics: z._default(
    z.array(
      z.object({
        MetricStat: z.optional(
          z.object({ Metric: z.object({ Namespace: z.string(), MetricName: z.string() }) }),
        ),
      }),
    ),
    [],
  ),
});

/** A line of a widget: a namespace, a name, dimensions one after the other, and options at the end. */
type TemplateMetric = readonly (string | LineOptions)[];

interface LineOptions {
  readonly label?: string;
  readonly stat?: string;
  readonly expression?: string;
  readonly visible?: boolean;
}

interface TemplateWidget {
  readonly properties: {
    readonly title: string;
    readonly stat?: string;
    readonly metrics?: readonly TemplateMetric[];
    readonly annotations?: { readonly horizontal?: readonly { readonly value: number }[] };
  };
}

function optionsOf(metric: TemplateMetric): LineOptions {
  const last = metric.at(-1);
  return typeof last === 'object' ? last : {};
}

/** A line as the template has it, in the words of `asTold`. */
function toldBy(metric: TemplateMetric, statOfWidget = 'Average') {
  const { expression, stat = statOfWidget, visible = true } = optionsOf(metric);
  if (expression !== undefined) return { what: expression, isVisible: visible };
  const words = metric.filter((part) => typeof part === 'string');
  return { what: [...words.slice(0, 2), ...words.slice(2).toSorted(), stat].join(' '), isVisible: visible };
}

function asTold(query: Query): { readonly what: string } {
  if (query.kind === 'expression') return { what: query.expression };
  const { namespace, name, dimensions, statistic } = query.metric;
  return { what: [namespace, name, ...Object.entries(dimensions).flat().toSorted(), statistic].join(' ') };
}

function pageOf(path: string, metrics = new MetricBook(() => NOW)): string {
  const answer = answerMonitoring(path, new URLSearchParams(), { description, metrics, nowMs: NOW });
  if (!answer || !('html' in answer)) throw new Error(`${path} is no page.`);
  return answer.html;
}

function metricsOf(queries: Parameters<typeof linesOf>[1]['queries']) {
  return queries.flatMap((query) => (query.kind === 'metric' ? [query.metric] : []));
}

function quietBook() {
  let now = NOW - (NOW % MINUTE);
  return { book: new MetricBook(() => now), advance: (ms: number) => (now += ms) };
}
