import * as z from 'zod/mini';
import type { Query } from './evaluate.ts';

const Options = z.looseObject({
  id: z.optional(z.string()),
  label: z.optional(z.string()),
  expression: z.optional(z.string()),
  visible: z.optional(z.boolean()),
  stat: z.optional(z.string()),
  yAxis: z.optional(z.string()),
});

const Axis = z.optional(z.object({ min: z.optional(z.number()), label: z.optional(z.string()) }));

const Properties = z.looseObject({
  title: z.optional(z.string()),
  markdown: z.optional(z.string()),
  view: z._default(z.string(), 'timeSeries'),
  stacked: z._default(z.boolean(), false),
  period: z._default(z.number(), 300),
  stat: z._default(z.string(), 'Average'),
  metrics: z._default(z.array(z.array(z.union([z.string(), Options]))), []),
  annotations: z.optional(
    z.object({
      horizontal: z.optional(
        z.array(
          z.object({ value: z.number(), label: z.optional(z.string()), color: z.optional(z.string()) }),
        ),
      ),
    }),
  ),
  yAxis: z.optional(z.object({ left: Axis, right: Axis })),
});

const Body = z.object({
  widgets: z.array(
    z.object({
      type: z.string(),
      x: z.number(),
      y: z.number(),
      width: z.number(),
      height: z.number(),
      properties: Properties,
    }),
  ),
});

/** A line in a widget: what to ask for, and how it is called. */
export interface WidgetLine {
  readonly query: Query;
  readonly label: string;
  readonly isVisible: boolean;
}

export interface Threshold {
  readonly value: number;
  readonly label: string;
}

/** A widget of a dashboard, as CloudWatch would draw it. Places and sizes are in columns of 24, and rows. */
export interface Widget {
  readonly title: string;
  readonly place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly kind: 'graph' | 'number' | 'text';
  readonly text: string;
  readonly isStacked: boolean;
  readonly periodSeconds: number;
  readonly unit: string;
  readonly lines: readonly WidgetLine[];
  readonly thresholds: readonly Threshold[];
}

/** Reads a dashboard's body as the template has it. Throws where it is no dashboard. */
export function readWidgets(body: unknown): readonly Widget[] {
  return Body.parse(body).widgets.map(({ type, properties, ...place }) => ({
    title: properties.title ?? '',
    place,
    kind: type === 'text' ? 'text' : properties.view === 'singleValue' ? 'number' : 'graph',
    text: properties.markdown ?? '',
    isStacked: properties.stacked,
    periodSeconds: properties.period,
    unit: properties.yAxis?.left?.label ?? '',
    lines: readLines(properties),
    thresholds: (properties.annotations?.horizontal ?? []).map(({ value, label = '' }) => ({ value, label })),
  }));
}

/** A metric is written as namespace, name, pairs of a dimension's name and value, and its options. */
function readLines({ metrics, stat }: z.output<typeof Properties>): readonly WidgetLine[] {
  let before: readonly string[] = [];
  return metrics.map((row) => {
    const words = row.filter((part) => typeof part === 'string');
    const [options = {}] = row.filter((part) => typeof part !== 'string');
    const { id, expression, label, visible: isVisible = true } = options;
    if (expression !== undefined)
      return { query: { kind: 'expression', id, expression }, label: label ?? expression, isVisible };
    before = writtenOut(words, before);
    const [namespace = '', name = '', ...pairs] = before;
    const metric = { namespace, name, dimensions: toDimensions(pairs), statistic: options.stat ?? stat };
    return { query: { kind: 'metric', id, metric }, label: label ?? name, isVisible };
  });
}

/** A dot stands for the word above it, three for all the words above that are not given again. */
function writtenOut(words: readonly string[], above: readonly string[]): readonly string[] {
  if (words[0] !== '...') return words.map((word, index) => (word === '.' ? (above[index] ?? '') : word));
  const given = words.slice(1);
  return [...above.slice(0, above.length - given.length), ...given];
}

function toDimensions(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.flatMap((name, index) => (index % 2 === 0 ? [[name, pairs[index + 1] ?? '']] : [])),
  );
}
