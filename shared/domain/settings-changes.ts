import { toCel } from './condition-text.ts';
import type { Destinations } from './destination.ts';
import { compareFields, type EntryWords, type PlainFields } from './entry-changes.ts';
import { comparePolicies, type PolicyRules } from './policy-changes.ts';
import type { SettingsChange } from './settings-change.ts';
import type { Sources } from './source.ts';
import type { HoursBlock, Rep, Team } from './team.ts';

/** The four documents as they are once checked; their version plays no part. */
export interface ComparedSettings {
  readonly sources: Omit<Sources, 'version'>;
  readonly policy: PolicyRules;
  readonly team: Omit<Team, 'version'>;
  readonly destinations: Omit<Destinations, 'version'>;
}

type Comparisons = {
  readonly [D in keyof ComparedSettings]: (
    before: ComparedSettings[D],
    after: ComparedSettings[D],
  ) => readonly SettingsChange[];
};

const COMPARISONS: Comparisons = {
  policy: comparePolicies,
  team: (before, after) => compareFields(plainTeam(before), plainTeam(after), WORDS),
  sources: (before, after) => compareFields(plainSources(before), plainSources(after), WORDS),
  destinations: (before, after) => compareFields(plainDestinations(before), plainDestinations(after), WORDS),
};

/** What another version of a document says otherwise. Empty when only comments, order of fields or examples differ. */
export function compareSettings<D extends keyof ComparedSettings>(
  document: D,
  before: ComparedSettings[D],
  after: ComparedSettings[D],
): readonly SettingsChange[] {
  const comparison: Comparisons[D] = COMPARISONS[document];
  return comparison(before, after);
}

const WORDS: Readonly<Record<string, EntryWords>> = {
  sources: { one: { ru: 'источник', en: 'source' } },
  reps: { one: { ru: 'сотрудник', en: 'rep' } },
  pools: { one: { ru: 'пул', en: 'pool' }, inOrder: true },
  members: { one: { ru: 'участник', en: 'member' } },
  destinations: { one: { ru: 'назначение', en: 'destination' } },
};

function plainTeam(team: ComparedSettings['team']): PlainFields {
  const { supervisor, acceptMinutes, acceptClock, stickyDays, response } = team;
  return {
    supervisor,
    acceptMinutes: { ...acceptMinutes },
    acceptClock,
    stickyDays,
    response: response === undefined ? undefined : { ...response, minutes: { ...response.minutes } },
    keyAccounts: Object.fromEntries((team.keyAccounts ?? []).map(({ inn, rep }) => [inn, rep])),
    skillNeeds: Object.fromEntries((team.skillNeeds ?? []).map(({ skill, when }) => [skill, toCel(when)])),
    reps: team.reps.map(plainRep),
    pools: team.pools.map(({ when, members, outsideHours, ...pool }) => ({
      ...pool,
      outsideHours: outsideHours?.then === 'duty' ? `duty ${outsideHours.rep}` : outsideHours?.then,
      when: when === undefined ? undefined : toCel(when),
      members: members.map((member) => ({ ...member })),
    })),
  };
}

function plainRep({ hours, accounts, capacityPerSource, ...rep }: Rep): PlainFields {
  const { timeZone, week, daysOff, away = [], extraDays = {}, calendar } = hours;
  return {
    ...rep,
    timeZone,
    calendar,
    hours: toClocks(week),
    extraDays: toClocks(extraDays),
    daysOff,
    away: away.map(({ from, to }) => `${from}–${to}`),
    capacityPerSource: { ...capacityPerSource },
    accounts: { ...accounts },
  };
}

function toClocks(days: Readonly<Record<string, readonly HoursBlock[]>>): PlainFields {
  return Object.fromEntries(
    Object.entries(days).map(([day, blocks]) => [day, blocks.map(toClock).join(', ')]),
  );
}

/** `09:00–18:00`. */
function toClock({ fromMinute, toMinute }: HoursBlock): string {
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return `${clock(fromMinute)}–${clock(toMinute)}`;
}

function plainSources({ sources }: ComparedSettings['sources']): PlainFields {
  return {
    sources: sources.map(({ options, aliases, limits, details, captcha, consent, ...source }) => ({
      ...source,
      options: { ...options },
      aliases: { ...aliases },
      limits: { ...limits },
      details: details === undefined ? undefined : { ...details },
      captcha: captcha === undefined ? undefined : { ...captcha },
      consent:
        consent === undefined ? undefined : { textVersion: consent.textVersion, text: { ...consent.text } },
    })),
  };
}

function plainDestinations({ publicUrl, destinations }: ComparedSettings['destinations']): PlainFields {
  return { publicUrl, destinations: destinations.map((destination) => ({ ...destination })) };
}
