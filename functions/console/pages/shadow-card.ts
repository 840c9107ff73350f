import { html } from 'hono/html';
import type { ShadowTally, ShadowTrial } from '#shared/ports/shadow-book.ts';
import { TRIAL_TEXTS } from '../trial-texts.ts';
import { say } from '../words.ts';
import { clockTime, type Format } from './format.ts';
import type { Html } from './layout.ts';
import { kindList } from './trial-report.ts';

export const SHADOW_URL = '/console/policy/shadow';

export interface ShownTrial {
  readonly trial: ShadowTrial;
  readonly tally: ShadowTally | undefined;
}

/** The trial started last, and what it has found so far. */
export function shadowCard({ trial, tally }: ShownTrial, format: Format): Html {
  const { language, now } = format;
  const isRunning = trial.until > now.toISOString();
  const from = clockTime(trial.startedAt, format, 'minutes');
  const until = clockTime(trial.until, format, 'minutes');
  const judged = tally?.judged ?? 0;
  return html`<section class="card" id="shadow">
    <h2>${TRIAL_TEXTS.shadowTitle[language]}</h2>
    <p>
      ${say(isRunning ? TRIAL_TEXTS.runs : TRIAL_TEXTS.over, language, { from, until })}
      ${say(TRIAL_TEXTS.counted, language, { judged })}
    </p>
    ${tally === undefined ? '' : kindList(tally.counts, SHADOW_URL, judged, language)}
    ${
      isRunning
        ? html`<form method="post" action="${SHADOW_URL}/stop">
            <button class="quiet">${TRIAL_TEXTS.stop[language]}</button>
          </form>`
        : ''
    }
  </section>`;
}
