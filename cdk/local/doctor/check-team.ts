import { tellsReps } from '#shared/domain/destination.ts';
import { covers } from '#shared/domain/date-span.ts';
import { dateAfter } from '#shared/domain/local-date.ts';
import type { Pool, Rep, RepState, Team, WorkingHours } from '#shared/domain/team.ts';
import { HOUR_MS } from '#shared/domain/time.ts';
import { zonedMoment } from '#shared/domain/time-zone.ts';
import { nextShiftStart } from '#shared/domain/working-hours.ts';
import type { Facts } from './facts.ts';
import { broken, ok, warning, type Finding } from './finding.ts';

const ON_DUTY_WITHIN_HOURS = 24;

/** How far absences are looked at: long enough to find a substitute. */
const ABSENCES_AHEAD_DAYS = 30;

const NOBODY_WROTE: RepState = { open: 0 };

type Staff = Omit<Team, 'version'>;

/** A rep as they are now: by the settings, and by what they and ops have entered. */
interface Member {
  readonly rep: Rep;
  readonly hours: WorkingHours;
  readonly onDuty: boolean;
}

export function checkTeam(facts: Facts): readonly Finding[] {
  const { team } = facts.settings.content;
  if (team === undefined) return [];
  return [
    ...team.pools.flatMap((pool) => checkPool(pool, membersOf(pool, team, facts), facts)),
    checkSupervisor(team, facts),
    ...tellAbsences(team, facts),
  ];
}

function checkPool({ id }: Pool, members: readonly Member[], { now }: Facts): readonly Finding[] {
  const subject = ['pool', id] as const;
  const starts = members
    .filter(({ onDuty }) => onDuty)
    .flatMap(({ rep, hours }) => {
      const at = nextShiftStart(hours, now);
      return at === undefined ? [] : [{ name: rep.name, at }];
    })
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const [first] = starts;
  if (first === undefined)
    return [
      broken(
        subject,
        `пул ${id}: никто не выйдет (выключены, в отъезде или без часов). Проверьте team.`,
        `pool ${id}: nobody will be there (off duty, away, or without hours). Look at the team document.`,
      ),
    ];
  const soon = starts.filter(({ at }) => at.getTime() - now.getTime() <= ON_DUTY_WITHIN_HOURS * HOUR_MS);
  if (soon.length === 0)
    return [
      warning(
        subject,
        `пул ${id}: за сутки не выйдет никто, первым ${first.name} в ${first.at.toISOString()}.`,
        `pool ${id}: nobody is on duty within 24 hours; ${first.name} is first, at ${first.at.toISOString()}.`,
      ),
    ];
  const emptied = findEmptyDays(members, now);
  if (emptied !== undefined)
    return [
      warning(
        subject,
        `пул ${id}: ${emptied} в отъезде все. Найдите замену.`,
        `pool ${id}: on ${emptied} everybody is away. Find a substitute.`,
      ),
    ];
  return [
    ok(
      subject,
      `пул ${id}: в ближайшие сутки работают ${soon.length} из ${members.length}.`,
      `pool ${id}: ${soon.length} of ${members.length} work within 24 hours.`,
    ),
  ];
}

/** The first day on which absences leave nobody; weekends, when nobody works anyway, are no absence. */
function findEmptyDays(members: readonly Member[], now: Date): string | undefined {
  const today = now.toISOString().slice(0, 10);
  const days = Array.from({ length: ABSENCES_AHEAD_DAYS }, (_, day) => dateAfter(today, day));
  return days.find((date) => members.every(({ hours }) => covers(hours.away, date)));
}

function checkSupervisor({ supervisor, reps }: Staff, { settings }: Facts): Finding {
  const rep = reps.find(({ id }) => id === supervisor);
  if (rep?.active !== true)
    return broken(
      'supervisor',
      `Руководитель ${supervisor} не работает (active: false или нет в reps): забытые лиды никому не передать.`,
      `The supervisor ${supervisor} does not work (active: false, or not among reps): forgotten leads have nowhere to go.`,
    );
  const messengers = settings.content.destinations?.destinations.filter(tellsReps) ?? [];
  if (messengers.length > 0 && !messengers.some(({ id }) => rep.accounts[id] !== undefined))
    return warning(
      'supervisor',
      `Руководителю ${rep.name} некуда написать: впишите accounts.${messengers[0]?.id ?? ''}.`,
      `The supervisor ${rep.name} cannot be told anything: give accounts.${messengers[0]?.id ?? ''}.`,
    );
  return ok('supervisor', `Руководитель: ${rep.name}.`, `Supervisor: ${rep.name}.`);
}

/** Who is away today, and until when: whoever is back too early or too late was entered wrongly. */
function tellAbsences(team: Staff, facts: Facts): readonly Finding[] {
  return team.reps.flatMap((rep) => {
    const { date } = zonedMoment(rep.hours.timeZone, facts.now.getTime());
    const span = hoursOf(rep, stateOf(rep.id, facts)).away?.find((each) => covers([each], date));
    if (span === undefined || !rep.active) return [];
    return [
      ok(
        ['absence', rep.id],
        `${rep.name}: в отъезде до ${span.to}.`,
        `${rep.name} is away until ${span.to}.`,
      ),
    ];
  });
}

function membersOf({ members }: Pool, { reps }: Staff, facts: Facts): readonly Member[] {
  return members.flatMap(({ rep: id }) => {
    const rep = reps.find((each) => each.id === id);
    if (rep?.active !== true) return [];
    const state = stateOf(id, facts);
    return [{ rep, hours: hoursOf(rep, state), onDuty: state.onDuty !== false }];
  });
}

function hoursOf({ hours }: Rep, { away = [] }: RepState): WorkingHours {
  const all = [...(hours.away ?? []), ...away];
  return all.length === 0 ? hours : { ...hours, away: all };
}

function stateOf(rep: string, { table }: Facts): RepState {
  return table?.reps[rep] ?? NOBODY_WROTE;
}
