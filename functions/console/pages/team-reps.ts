import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import { ROLE_TEXTS, TEAM_TEXTS } from '../team-texts.ts';
import type { RepView } from '../team-view.ts';
import { say } from '../words.ts';
import { clockTime, type Format } from './format.ts';
import type { Html } from './layout.ts';
import type { ShownTeam } from './shown-team.ts';

/** Loads above this share of the capacity are shown as nearly full. */
const NEARLY_FULL = 0.8;

export function repTable({ view, links }: ShownTeam, format: Format): Html {
  const { language } = format;
  return html`<table class="leads reps">
    <thead>
      <tr>
        ${(['rep', 'state', 'load', 'acts'] as const).map((name) => html`<th scope="col">${TEAM_TEXTS[name][language]}</th>`)}
      </tr>
    </thead>
    <tbody data-part="rows">
      ${view.reps.map((rep) => repRow(rep, links.get(rep.id), format))}
    </tbody>
  </table>`;
}

function repRow(rep: RepView, link: string | undefined, format: Format): Html {
  const { language } = format;
  return html`<tr id="rep-${rep.id}" data-row>
    <td class="who">
      <b>${rep.name}</b
      ><small>${aboutRep(rep, language)}</small
      >${link === undefined ? '' : html`<small><a class="plain-link" href="${link}">${TEAM_TEXTS.ownPage[language]}</a></small>`}
    </td>
    <td class="state">
      <span class="chip ${rep.available ? 'status-accepted' : 'status-waiting'}"
        >${rep.available ? TEAM_TEXTS.available[language] : TEAM_TEXTS.unavailable[language]}</span
      >
      ${rep.because === null ? '' : html`<small>${capital(rep.because)}${nextShift(rep, format)}</small>`}
      <small>${localTime(rep, format)}</small>${absences(rep, language)}
    </td>
    <td class="load">${loadOf(rep, language)}</td>
    <td class="acts">${acts(rep, language)}</td>
  </tr>`;
}

function aboutRep({ role, supervisor, skills, pools }: RepView, language: Language): string {
  const parts = [
    supervisor ? TEAM_TEXTS.supervisor[language] : undefined,
    role === null ? undefined : ROLE_TEXTS[role][language],
    ...skills,
    pools.join(', '),
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

function nextShift({ nextShiftAt, timeZone }: RepView, format: Format): string {
  if (nextShiftAt === null) return '';
  const time = clockTime(nextShiftAt, { ...format, zone: timeZone }, 'minutes');
  return `; ${say(TEAM_TEXTS.nextShift, format.language, { time })}`;
}

/** By the rep's own clock, as that is what says whether they work. */
function localTime({ timeZone }: RepView, { language, now }: Format): string {
  const time = clockTime(now.toISOString(), { language, now, zone: timeZone }, 'minutes');
  return `${say(TEAM_TEXTS.localTime, language, { time })} · ${timeZone.replaceAll('_', ' ')}`;
}

function absences({ away }: RepView, language: Language): readonly Html[] {
  return away.map(({ from, to }) => html`<small>${say(TEAM_TEXTS.awayNow, language, { from, to })}</small>`);
}

function loadOf({ load }: RepView, language: Language): Html {
  const { open, capacity, takenToday, capacityPerDay, sources } = load;
  const today =
    capacityPerDay === null
      ? say(TEAM_TEXTS.today, language, { taken: takenToday })
      : say(TEAM_TEXTS.todayOf, language, { taken: takenToday, limit: capacityPerDay });
  return html`${say(TEAM_TEXTS.open, language, { open, capacity })}${bar(open, capacity)}<small>${today}</small>${capacityPerDay === null ? '' : bar(takenToday, capacityPerDay)}${sources.map(
    (one) =>
      html`<small
        >${say(TEAM_TEXTS.ofSource, language, { source: one.source, open: one.open, limit: one.capacity })}</small
      >`,
  )}`;
}

/** A drawing, because the pages allow no styles of their own; the numbers beside it say the same. */
function bar(part: number, whole: number): Html {
  const share = whole === 0 ? 1 : Math.min(1, part / whole);
  const tone = share >= 1 ? 'full' : share >= NEARLY_FULL ? 'nearly' : 'free';
  return html`<svg class="load-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    <rect class="rest" width="100" height="6" />
    <rect class="${tone}" width="${(share * 100).toFixed(1)}" height="6" />
  </svg>`;
}

function acts(rep: RepView, language: Language): Html {
  const isOff = rep.onDuty === false;
  const note = say(TEAM_TEXTS.giveBackNote, language, { rep: rep.name });
  return html`<form method="post" action="/console/team/${rep.id}/duty">
      <button name="onDuty" value="${isOff ? 'true' : 'false'}">
        ${TEAM_TEXTS[isOff ? 'goOn' : 'goOff'][language]}
      </button>
    </form>
    ${
      rep.load.open === 0
        ? ''
        : html`<form method="post" action="/console/team/${rep.id}/give-back">
            <button title="${note}">${TEAM_TEXTS.giveBack[language]}</button>
          </form>`
    }`;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
