import { calendarDay, datesOfMonth } from '#shared/domain/calendar-day.ts';
import type { Team } from '#shared/domain/team.ts';
import { page, redirect, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { readAbsence, type TypedAbsence } from './absences.ts';
import { languageCookies, type Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import type { Format } from './pages/format.ts';
import { calendarPage, type ShownCalendar } from './pages/team-calendar-page.ts';
import { noTeamPage } from './pages/team-page.ts';
import { readTeam, type TeamAtHand } from './team-desk.ts';
import { readFields, teamFormat } from './team-page-call.ts';
import type { AbsenceFault } from './team-texts.ts';

type Reading = Pick<ConsoleDependencies, 'settings' | 'book'>;

/** The month of the address, or this one by the supervisor's calendar. */
export async function showCalendar(call: Call, dependencies: Reading): Promise<HttpAnswer> {
  const cookies = languageCookies(call);
  const atHand = await readTeam(dependencies);
  if (atHand === undefined) return page(404, noTeamPage(call), { cookies });
  const format = await teamFormat(call, dependencies);
  return page(200, calendarPage(call, calendarOf(atHand, monthOf(call, format)), format), { cookies });
}

/** Enters an absence, or takes one out. A bad one comes back as it was typed, with a sentence. */
export async function changeAbsence(
  call: Call,
  dependencies: Reading & Pick<ConsoleDependencies, 'roster'>,
): Promise<HttpAnswer> {
  const atHand = await readTeam(dependencies);
  if (atHand === undefined) return page(404, noTeamPage(call));
  const field = await readFields(call);
  const typed = { rep: field('rep'), from: field('from').trim(), to: field('to').trim() };
  if (field('act') === 'remove') return removeAbsence(typed, atHand.team, dependencies);
  const reading = readAbsence(typed, atHand.team, call.now);
  if (reading.outcome === 'faulty') return refuse(call, typed, reading.fault, atHand, dependencies);
  await dependencies.roster.addAway(reading.rep, reading.span);
  return backToMonth(reading.span.from);
}

/** What was entered is taken out as it stands, whatever it is; only somebody of the team has any. */
async function removeAbsence(
  { rep, from, to }: TypedAbsence,
  team: Team,
  { roster }: Pick<ConsoleDependencies, 'roster'>,
): Promise<HttpAnswer> {
  if (team.reps.some(({ id }) => id === rep)) await roster.removeAway(rep, { from, to });
  return backToMonth(from);
}

async function refuse(
  call: Call,
  typed: TypedAbsence,
  fault: AbsenceFault,
  atHand: TeamAtHand,
  dependencies: Reading,
): Promise<HttpAnswer> {
  const format = await teamFormat(call, dependencies);
  const shown = { ...calendarOf(atHand, monthOf(call, format)), typed, fault };
  return page(422, calendarPage(call, shown, format));
}

function backToMonth(date: string): HttpAnswer {
  const month = toMonth(date.slice(0, 7));
  return redirect(303, `/console/team/calendar${month === undefined ? '' : `?month=${month}`}`);
}

function calendarOf({ team, reps: states }: TeamAtHand, month: string): ShownCalendar {
  const dates = datesOfMonth(month);
  return {
    month,
    dates,
    rows: team.reps.map((rep) => {
      const entered = states[rep.id]?.away ?? [];
      return { rep, entered, days: dates.map((date) => calendarDay(rep.hours, entered, date)) };
    }),
  };
}

function monthOf(call: Call, { zone }: Format): string {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit' });
  return toMonth(call.query.get('month')) ?? local.format(call.now).slice(0, 7);
}

/** Years for which calendars are looked at. */
function toMonth(text: string | null): string | undefined {
  return text !== null && /^20\d{2}-(0[1-9]|1[0-2])$/.test(text) ? text : undefined;
}
