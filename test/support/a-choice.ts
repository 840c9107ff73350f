import { chooseRep, type Choice, type RepQuestion } from '#shared/domain/choose-rep.ts';
import type { Condition } from '#shared/domain/condition.ts';
import type { Offer } from '#shared/domain/lead.ts';
import type { HoursBlock, Pool, Rep, Team } from '#shared/domain/team.ts';
import { aLead } from './a-lead.ts';

/** A Monday, noon in Moscow. */
export const NOW = new Date('2026-11-23T09:00:00.000Z');

/** The same day, late in the evening in Moscow. */
export const NIGHT = new Date('2026-11-23T20:00:00.000Z');

const NINE_TO_SIX: readonly HoursBlock[] = [{ fromMinute: 540, toMinute: 1080 }];

export function whereFact(path: string, value: string): Condition {
  const [left, right] = [{ op: 'fact', path } as const, { op: 'literal', value } as const];
  return { op: 'compare', by: '==', left, right };
}

export const FROM_MOSCOW = whereFact('counterparty.region', 'RU-MOW');

/** A rep who works from nine to six on weekdays, with place for five leads. */
export function aRep(id: string, overrides: Partial<Rep> & { readonly timeZone?: string } = {}): Rep {
  const { timeZone = 'Europe/Moscow', ...rest } = overrides;
  const week = { mon: NINE_TO_SIX, tue: NINE_TO_SIX, wed: NINE_TO_SIX, thu: NINE_TO_SIX, fri: NINE_TO_SIX };
  const hours = { timeZone, week, daysOff: [] };
  return { id, name: id, hours, capacity: 5, active: true, accounts: {}, ...rest };
}

/** A pool of equal weights. */
export function aPool(
  id: string,
  reps: readonly string[],
  when?: Condition,
  overrides: Partial<Pool> = {},
): Pool {
  const members = reps.map((rep) => ({ rep, weight: 1 }));
  return { id, strategy: 'weighted', members, ...(when === undefined ? {} : { when }), ...overrides };
}

export function aTeam(reps: readonly Rep[], pools: readonly Pool[], overrides: Partial<Team> = {}): Team {
  const acceptMinutes = { A: 10, B: 30, C: 60 };
  return { version: 1, reps, pools, supervisor: 'head', acceptMinutes, ...overrides };
}

export function ask(team: Team, overrides: Partial<RepQuestion> = {}): Choice {
  return chooseRep({
    lead: aLead(),
    facts: {},
    team,
    state: { reps: {}, turns: {} },
    excluded: new Set(),
    now: NOW,
    ...overrides,
  });
}

export function reasons(choice: Choice): Readonly<Record<string, string>> {
  return Object.fromEntries(choice.candidates.map(({ rep, because }) => [rep, because]));
}

export function formerOffer(rep: string): Offer {
  const offeredAt = '2026-11-23T08:00:00.000Z';
  return { rep, state: 'declined', offeredAt, deadlineAt: offeredAt, attempt: 1 };
}
