import { escapeText, formatFigure, formatTime } from './markup.ts';
import { type Line, slotsOf, type Span } from './series.ts';
import type { Threshold } from './widget.ts';

export interface Chart {
  readonly lines: readonly Line[];
  readonly thresholds: readonly Threshold[];
  readonly span: Span;
  readonly isStacked: boolean;
  /** In pixels of the drawing; the page scales it. */
  readonly size: { readonly width: number; readonly height: number };
}

const MARGIN = { left: 44, right: 10, top: 8, bottom: 20 };

/** As many colours as can be told apart; further lines take them again. */
export const COLOURS = 10;

interface Scale {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly top: number;
}

/** A graph over time as SVG: lines, thresholds across, a few figures and times at the sides. */
export function drawChart(chart: Chart): string {
  const { size, span, thresholds } = chart;
  const lines = chart.isStacked ? stacked(chart.lines, span) : chart.lines;
  const scale = scaleOf(lines, chart);
  const parts = [
    ...gridOf(scale, size),
    ...timesOf(scale, chart),
    ...thresholds.map((threshold) => drawThreshold(threshold, scale, size)),
    ...lines.map((line, index) => drawLine(line, index, scale, span)),
  ];
  return `<svg viewBox="0 0 ${size.width} ${size.height}" role="img">${parts.join('')}</svg>`;
}

/** Each line stands on those before it. */
function stacked(lines: readonly Line[], span: Span): readonly Line[] {
  const heights = new Map<number, number>();
  return lines.map(({ label, points }) => {
    const raised = slotsOf(span).map((at) => {
      const height = (heights.get(at) ?? 0) + (points.get(at) ?? 0);
      heights.set(at, height);
      return [at, height] as const;
    });
    return { label, points: new Map(raised) };
  });
}

function scaleOf(lines: readonly Line[], { thresholds, span, size }: Chart): Scale {
  const figures = [
    ...lines.flatMap(({ points }) => [...points.values()]),
    ...thresholds.map(({ value }) => value),
  ];
  const top = niceTop(figures.reduce((highest, figure) => Math.max(highest, figure), 0));
  const [width, height] = [size.width - MARGIN.left - MARGIN.right, size.height - MARGIN.top - MARGIN.bottom];
  const lastAt = Math.max(span.fromMs + 1, span.toMs - span.periodSeconds * 1000);
  return {
    x: (at) => round(MARGIN.left + ((at - span.fromMs) / (lastAt - span.fromMs)) * width),
    y: (value) => round(MARGIN.top + (1 - Math.max(0, value) / top) * height),
    top,
  };
}

/** The next 1, 2 or 5 with zeros, so that the figures at the side are round. */
export function niceTop(highest: number): number {
  if (highest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 5, 10].find((each) => each * power >= highest * 1.0001) ?? 10;
  return step * power;
}

function gridOf(scale: Scale, size: Chart['size']): string[] {
  return [0, 0.5, 1].map((share) => {
    const y = scale.y(scale.top * share);
    const figure = `<text x="${MARGIN.left - 4}" y="${y + 3}" text-anchor="end">${formatFigure(scale.top * share)}</text>`;
    return `<line class="grid" x1="${MARGIN.left}" x2="${size.width - MARGIN.right}" y1="${y}" y2="${y}"/>${figure}`;
  });
}

function timesOf({ x }: Scale, { span, size }: Chart): string[] {
  const lastAt = span.toMs - span.periodSeconds * 1000;
  const middle = (span.fromMs + lastAt) / 2;
  const anchored = [
    [span.fromMs, 'start'],
    [middle, 'middle'],
    [lastAt, 'end'],
  ] as const;
  return anchored.map(
    ([at, anchor]) =>
      `<text x="${x(at)}" y="${size.height - 5}" text-anchor="${anchor}">${formatTime(at)}</text>`,
  );
}

function drawThreshold({ value, label }: Threshold, { y }: Scale, { width }: Chart['size']): string {
  const height = y(value);
  const title = label === '' ? formatFigure(value) : label;
  return (
    `<line class="threshold" data-value="${value}" x1="${MARGIN.left}" x2="${width - MARGIN.right}" y1="${height}" y2="${height}"/>` +
    `<text class="threshold" x="${width - MARGIN.right}" y="${height - 3}" text-anchor="end">${escapeText(title)}</text>`
  );
}

/** A gap where a period has no figure; a figure by itself is a dot. */
function drawLine({ label, points }: Line, index: number, { x, y }: Scale, span: Span): string {
  const runs: string[][] = [[]];
  for (const at of slotsOf(span)) {
    const value = points.get(at);
    if (value === undefined) runs.push([]);
    else runs.at(-1)?.push(`${x(at)},${y(value)}`);
  }
  const drawn = runs.filter((run) => run.length > 0).map((run) => drawRun(run));
  return `<g class="c${index % COLOURS}"><title>${escapeText(label)}</title>${drawn.join('')}</g>`;
}

function drawRun(run: readonly string[]): string {
  const [only = ''] = run;
  if (run.length > 1) return `<polyline points="${run.join(' ')}"/>`;
  const [x, y] = only.split(',');
  return `<circle cx="${x}" cy="${y}" r="2"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
