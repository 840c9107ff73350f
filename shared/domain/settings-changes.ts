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

function plainTeam({ supervisor, acceptMinutes, reps, pools }: ComparedSettings['team']): PlainFields {
  return {
    supervisor,
    acceptMinutes: { ...acceptMinutes },
    reps: reps.map(plainRep),
    pools: pools.map(({ id, strategy, when, members }) => ({
      id,
      strategy,
      when: when === undefined ? undefined : toCel(when),
      members: members.map((member) => ({ ...member })),
    })),
  };
}

function plainRep({ hours: { timeZone, week, daysOff }, accounts, ...rep }: Rep): PlainFields {
  const hours = Object.entries(week).map(([day, blocks]) => [day, blocks.map(toClock).join(', ')]);
  return { ...rep, timeZone, hours: Object.fromEntries(hours), daysOff, accounts: { ...accounts } };
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
