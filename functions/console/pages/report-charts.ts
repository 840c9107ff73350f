import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import { OUTCOMES } from '#shared/domain/reporting/lead-figures.ts';
import type { DayOutcomes } from '#shared/reporting/make-report.ts';
import { columnName } from '../report-labels.ts';
import type { Html } from './layout.ts';

const HEIGHT = 120;
const WIDTH = 900;

/** A single day is no wall. */
const WIDEST = 60;

/** Names of days below the chart, at most: more would run into each other. */
const MOST_NAMES = 8;

/** Columns of what became of each day's leads. Widths are attributes, since our pages allow no inline styles. */
export function dayChart(days: readonly DayOutcomes[], language: Language): Html {
  const most = Math.max(1, ...days.map(({ outcomes }) => sum(outcomes)));
  const step = WIDTH / Math.max(1, days.length);
  const every = Math.ceil(days.length / MOST_NAMES);
  const named = days.filter((_, place) => place % every === 0);
  return html`<svg class="days" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" preserveAspectRatio="none">
      ${days.map((day, place) => column(day, place * step, step, most, language))}
    </svg>
    <p class="day-names" aria-hidden="true">${named.map(({ day }) => html`<span>${dayName(day)}</span>`)}</p>
    <p class="legend">
      ${OUTCOMES.map((outcome) => html`<span class="${outcome}"><i></i>${columnName(outcome, language)}</span> `)}
    </p>`;
}

/** A bar as long as the number is among the others of its column. */
export function barOf(value: number, most: number): Html {
  const share = most === 0 ? 0 : Math.max(0, Math.min(1, value / most));
  return html`<svg class="share-bar" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
    <rect width="${(share * 100).toFixed(1)}" height="3" />
  </svg>`;
}

/** `24.11`. */
function dayName(day: string): string {
  return `${day.slice(8)}.${day.slice(5, 7)}`;
}

function column(
  { day, outcomes }: DayOutcomes,
  x: number,
  step: number,
  most: number,
  language: Language,
): Html {
  const width = Math.min(WIDEST, step - Math.min(2, step / 5));
  let top = HEIGHT;
  const parts = OUTCOMES.map((outcome) => {
    const height = ((outcomes[outcome] ?? 0) / most) * HEIGHT;
    top -= height;
    return html`<rect
      class="${outcome}"
      x="${(x + (step - width) / 2).toFixed(1)}"
      y="${top.toFixed(1)}"
      width="${width.toFixed(1)}"
      height="${height.toFixed(1)}"
    />`;
  });
  const said = OUTCOMES.map((outcome) => `${columnName(outcome, language)}: ${outcomes[outcome] ?? 0}`).join(
    ', ',
  );
  return html`<g><title>${day}: ${said}</title>${parts}</g>`;
}

function sum(outcomes: DayOutcomes['outcomes']): number {
  return Object.values(outcomes).reduce((total, count) => total + count, 0);
}
