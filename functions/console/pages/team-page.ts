import { html } from 'hono/html';
import type { Call } from '../call.ts';
import { TEAM_TEXTS } from '../team-texts.ts';
import { say } from '../words.ts';
import { zoneName, type Format } from './format.ts';
import { document, type Html } from './layout.ts';
import type { ShownTeam } from './shown-team.ts';
import { poolCards } from './team-pools.ts';
import { repTable } from './team-reps.ts';
import { CONSOLE_TEXTS } from '../texts.ts';

/** Browsers without scripts see the news this often. */
const REFRESH_SECONDS = 20;

/** Who is there, who has how much, and whose turn it is. */
export function teamPage(call: Call, shown: ShownTeam, format: Format): string {
  const { language } = call;
  return document({
    title: TEAM_TEXTS.title[language],
    call,
    kind: 'console',
    refreshSeconds: REFRESH_SECONDS,
    body: html`<div class="heading">
        <h1>${TEAM_TEXTS.title[language]}</h1>
        <span
          class="live"
          id="live"
          role="status"
          hidden
          data-live="${CONSOLE_TEXTS.live[language]}"
          data-offline="${CONSOLE_TEXTS.offline[language]}"
        ></span>
        <a class="aside" href="/console/team/calendar">${TEAM_TEXTS.calendar[language]}</a>
      </div>
      ${shown.givenBack === undefined ? '' : html`<p class="told" role="status">${say(TEAM_TEXTS.givenBack, language, { count: shown.givenBack })}</p>`}
      <div data-live data-source="/console/team-fragment">${teamFragment(shown, format)}</div>
      <p class="note">${say(CONSOLE_TEXTS.timesIn, language, { zone: zoneName(format) })}</p>`,
  });
}

/** What changes from one moment to the next. */
export function teamFragment(shown: ShownTeam, format: Format): Html {
  const { language } = format;
  const { reps, version } = shown.view;
  const present = reps.filter(({ available }) => available).length;
  return html`<p class="note" data-part="count">
      ${say(TEAM_TEXTS.version, language, { version, present, all: reps.length })}
    </p>
    ${repTable(shown, format)}
    <h2 class="section">${TEAM_TEXTS.pools[language]}</h2>
    <p class="note">${TEAM_TEXTS.poolsNote[language]}</p>
    ${poolCards(shown, format)}`;
}

export function noTeamPage(call: Call): string {
  const text = TEAM_TEXTS.none[call.language];
  return document({ title: text, call, kind: 'console', body: html`<p class="empty">${text}</p>` });
}
