import { COLOURS, drawChart } from './chart.ts';
import { linesOf } from './evaluate.ts';
import { escapeText, formatFigure } from './markup.ts';
import { lastMinutes, type Line, type Metrics, type Span } from './series.ts';
import type { Widget } from './widget.ts';

/** A column of the dashboard and a row of it, in pixels of a drawing. */
const COLUMN_PX = 45;
const ROW_PX = 30;

export interface Moment {
  readonly nowMs: number;
  readonly minutes: number;
}

/** A widget with what the metrics say, as a part of a page. What is not understood says so in its place. */
export function drawWidget(widget: Widget, metrics: Metrics, { nowMs, minutes }: Moment): string {
  const { x, y, width, height } = widget.place;
  const area = `grid-column:${x + 1}/span ${width};grid-row:${y + 1}/span ${height}`;
  const heading = widget.title === '' ? '' : `<h2>${escapeText(widget.title)}</h2>`;
  const span = lastMinutes(minutes, nowMs, widget.periodSeconds);
  return `<section class="widget" style="${area}">${heading}${contentOf(widget, metrics, span)}</section>`;
}

function contentOf(widget: Widget, metrics: Metrics, span: Span): string {
  if (widget.kind === 'text') return `<p>${escapeText(widget.text)}</p>`;
  try {
    const lines = visibleLines(widget, metrics, span);
    return widget.kind === 'number' ? drawNumbers(lines) : drawGraph(widget, lines, span);
  } catch (error) {
    return `<p class="fault">${escapeText(error instanceof Error ? error.message : String(error))}</p>`;
  }
}

/** The lines that a widget shows. Throws a sentence where one of its expressions is not understood. */
export function visibleLines(widget: Widget, metrics: Metrics, span: Span): readonly Line[] {
  const queries = widget.lines.map(({ query }) => query);
  return widget.lines
    .filter(({ isVisible }) => isVisible)
    .flatMap(({ query, label }) => linesOf(query, { queries, metrics, span }, label));
}

function drawGraph(widget: Widget, lines: readonly Line[], span: Span): string {
  const { place, thresholds, isStacked } = widget;
  const size = { width: place.width * COLUMN_PX, height: Math.max(80, place.height * ROW_PX) };
  const legend = lines.map(
    ({ label, points }, index) =>
      `<li class="c${index % COLOURS}">${escapeText(label)} <b>${latestOf(points)}</b></li>`,
  );
  return `${drawChart({ lines, thresholds, span, isStacked, size })}<ul class="legend">${legend.join('')}</ul>`;
}

function drawNumbers(lines: readonly Line[]): string {
  const figures = lines.map(
    ({ label, points }) => `<li><b>${latestOf(points)}</b><span>${escapeText(label)}</span></li>`,
  );
  return `<ul class="figures">${figures.join('')}</ul>`;
}

function latestOf(points: Line['points']): string {
  const latest = [...points.values()].at(-1);
  return latest === undefined ? '–' : formatFigure(latest);
}
