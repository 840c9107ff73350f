import { html } from 'hono/html';
import type { CalendarDay } from '#shared/domain/calendar-day.ts';
import type { Language } from '#shared/domain/language.ts';
import type { DateSpan, Rep } from '#shared/domain/team.ts';
import type { TypedAbsence } from '../absences.ts';
import type { Call } from '../call.ts';
import { ABSENCE_FAULTS, DAY_TEXTS, TEAM_TEXTS, type AbsenceFault } from '../team-texts.ts';
import { say } from '../words.ts';
import type { Format } from './format.ts';
import { document, type Html } from './layout.ts';

const LOCALES: Readonly<Record<Language, string>> = { ru: 'ru-RU', en: 'en-GB' };

export interface CalendarRow {
  readonly rep: Rep;
  readonly entered: readonly DateSpan[];
  readonly days: readonly CalendarDay[];
}

export interface ShownCalendar {
  /** `2026-12`. */
  readonly month: string;
  readonly dates: readonly string[];
  readonly rows: readonly CalendarRow[];
  /** What was typed and refused, and why. */
  readonly typed?: TypedAbsence;
  readonly fault?: AbsenceFault;
}

/** A month of every rep, day by day, and the form by which an absence is entered. */
export function calendarPage(call: Call, shown: ShownCalendar, format: Format): string {
  const { language } = call;
  return document({
    title: TEAM_TEXTS.calendarTitle[language],
    call,
    kind: 'console',
    body: html`<p class="back"><a href="/console/team">${TEAM_TEXTS.back[language]}</a></p>
      <div class="heading">
        <h1>${TEAM_TEXTS.calendarTitle[language]}: ${monthName(shown.month, language)}</h1>
        <nav class="months">
          <a href="/console/team/calendar?month=${monthFrom(shown.month, -1)}"
            >${TEAM_TEXTS.previous[language]}</a
          >
          <a href="/console/team/calendar?month=${monthFrom(shown.month, 1)}"
            >${TEAM_TEXTS.following[language]}</a
          >
        </nav>
      </div>
      <div
        class="card calendar-frame"
        tabindex="0"
        role="region"
        aria-label="${TEAM_TEXTS.calendarTitle[language]}"
      >
        ${calendarTable(shown, format)}
      </div>
      ${legend(language)}
      <div class="calendar-forms">${addForm(shown, language)}${enteredCard(shown, language)}</div>`,
  });
}

function calendarTable({ dates, rows }: ShownCalendar, { language, now }: Format): Html {
  const today = now.toISOString().slice(0, 10);
  return html`<table class="calendar">
    <thead>
      <tr>
        <th scope="col">${TEAM_TEXTS.rep[language]}</th>
        ${dates.map(
          (date) =>
            html`<th scope="col" class="${date === today ? 'today' : ''}">
              ${Number(date.slice(8))}<small>${weekdayName(date, language)}</small>
            </th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ rep, days }) =>
          html`<tr>
            <th scope="row">${rep.name}</th>
            ${days.map((day) => dayCell(day, language))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function dayCell(day: CalendarDay, language: Language): Html {
  const { kind, unlike } = day;
  const words = dayWords(day, language);
  return html`<td class="day-${kind} ${unlike ?? ''}" title="${words}">
    <span aria-hidden="true">${kind === 'works' ? hoursText(day, language) : MARKS[kind]}</span
    ><span class="unseen">${words}</span>
  </td>`;
}

/** Told apart without colours, too. */
const MARKS = { 'day-off': '·', holiday: '★', vacation: '≈', absence: '×' } as const;

function dayWords(day: CalendarDay, language: Language): string {
  const hours = say(TEAM_TEXTS.hours, language, { hours: hoursText(day, language) });
  const parts = [
    DAY_TEXTS[day.kind][language],
    day.kind === 'works' ? hours : undefined,
    day.unlike === undefined
      ? undefined
      : TEAM_TEXTS[day.unlike === 'shortened' ? 'shortened' : 'movedHere'][language],
  ];
  return `${day.date}: ${parts.filter((part) => part !== undefined).join(', ')}`;
}

function hoursText({ workedMinutes }: CalendarDay, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }).format(workedMinutes / 60);
}

function legend(language: Language): Html {
  return html`<ul class="legend" aria-label="${TEAM_TEXTS.legend[language]}">
    <li><i class="day-works">8</i> ${DAY_TEXTS.works[language]}</li>
    <li><i class="day-works shortened">7</i> ${TEAM_TEXTS.shortened[language]}</li>
    <li><i class="day-works moved-here">8</i> ${TEAM_TEXTS.movedHere[language]}</li>
    ${(['day-off', 'holiday', 'vacation', 'absence'] as const).map(
      (kind) => html`<li><i class="day-${kind}">${MARKS[kind]}</i> ${DAY_TEXTS[kind][language]}</li>`,
    )}
  </ul>`;
}

function addForm({ month, rows, typed, fault }: ShownCalendar, language: Language): Html {
  return html`<section class="card">
    <h2>${TEAM_TEXTS.add[language]}</h2>
    ${fault === undefined ? '' : html`<p class="fault" role="alert" id="absence-fault">${ABSENCE_FAULTS[fault][language]}</p>`}
    <form class="absence" method="post" action="/console/team/calendar?month=${month}">
      <label
        >${TEAM_TEXTS.rep[language]}
        <select name="rep" required>
          ${rows.map(
            ({ rep }) =>
              html`<option value="${rep.id}" ${rep.id === typed?.rep ? 'selected' : ''}>${rep.name}</option>`,
          )}
        </select></label
      >
      ${(['from', 'to'] as const).map(
        (name) =>
          html`<label
            >${TEAM_TEXTS[name][language]}
            <input
              type="date"
              name="${name}"
              value="${typed?.[name] ?? ''}"
              ${name === 'from' ? 'required' : ''}
              ${fault === undefined ? '' : html`aria-describedby="absence-fault"`}
          /></label>`,
      )}
      <button class="primary" name="act" value="add">${TEAM_TEXTS.add[language]}</button>
    </form>
  </section>`;
}

function enteredCard({ rows, month }: ShownCalendar, language: Language): Html {
  const entries = rows.flatMap(({ rep, entered }) => entered.map((span) => ({ rep, span })));
  return html`<section class="card">
    <h2>${TEAM_TEXTS.entered[language]}</h2>
    ${entries.length === 0 ? html`<p class="note">${TEAM_TEXTS.noneEntered[language]}</p>` : ''}
    <ul class="entered">
      ${entries
        .sort((one, other) => (one.span.from < other.span.from ? -1 : 1))
        .map(({ rep, span }) => enteredLine(rep, span, month, language))}
    </ul>
    <p class="note">${TEAM_TEXTS.fromDocument[language]}</p>
  </section>`;
}

function enteredLine(rep: Rep, { from, to }: DateSpan, month: string, language: Language): Html {
  return html`<li>
    <form method="post" action="/console/team/calendar?month=${month}">
      <span><b>${rep.name}</b> ${from} – ${to}</span>
      <input type="hidden" name="rep" value="${rep.id}" />
      <input type="hidden" name="from" value="${from}" />
      <input type="hidden" name="to" value="${to}" />
      <button name="act" value="remove" aria-label="${TEAM_TEXTS.remove[language]}: ${rep.name}, ${from}">
        ${TEAM_TEXTS.remove[language]}
      </button>
    </form>
  </li>`;
}

function monthName(month: string, language: Language): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  return new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: 'UTC',
    month: 'long',
    year: 'numeric',
  }).format(first);
}

function weekdayName(date: string, language: Language): string {
  const day = new Date(`${date}T00:00:00Z`);
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', weekday: 'short' }).format(day);
}

function monthFrom(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}
