import { describe, expect, it } from 'vitest';
import { compareSettings } from '#shared/domain/settings-changes.ts';
import type { Team } from '#shared/domain/team.ts';
import { aSource } from '#test/support/a-source.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';

const HOURS = {
  timeZone: 'Europe/Moscow',
  week: { mon: [{ fromMinute: 540, toMinute: 1080 }] },
  daysOff: [],
};

const TEAM: Omit<Team, 'version'> = {
  reps: [
    { id: 'olga', name: 'Ольга', hours: HOURS, capacity: 5, active: true, accounts: { crm: '11' } },
    { id: 'ivan', name: 'Иван', hours: HOURS, capacity: 5, active: true, accounts: {} },
  ],
  pools: [
    {
      id: 'key',
      strategy: 'weighted',
      when: { op: 'known', path: 'score.grade' },
      members: [{ rep: 'olga', weight: 1 }],
    },
    { id: 'moscow', strategy: 'weighted', members: [{ rep: 'olga', weight: 1 }] },
    { id: 'everybody', strategy: 'weighted', members: [{ rep: 'ivan', weight: 1 }] },
  ],
  supervisor: 'olga',
  acceptMinutes: { A: 30, B: 60, C: 120 },
};

function later<T extends { readonly version: number }>(settings: T): T {
  return { ...structuredClone(settings), version: settings.version + 1 };
}

function teamSentences(change: Partial<Team>) {
  return compareSettings('team', TEAM, { ...TEAM, ...change }).map(({ sentence }) => sentence.ru);
}

describe('two versions of a settings document in words', () => {
  it('say nothing of the demonstration compared with itself, whatever its version', async () => {
    const { sources, policy, team, destinations } = await demoSettings();

    expect([
      ...compareSettings('sources', sources, later(sources)),
      ...compareSettings('policy', policy, later(policy)),
      ...compareSettings('team', team, later(team)),
      ...compareSettings('destinations', destinations, later(destinations)),
    ]).toEqual([]);
  });

  it('tell what is another for a rep, by their id', () => {
    const [olga, ivan] = TEAM.reps;
    if (olga === undefined || ivan === undefined) throw new Error('the team has two');
    const hours = { ...HOURS, week: { mon: [{ fromMinute: 600, toMinute: 1080 }] } };
    const anna = { ...ivan, id: 'anna' };

    expect(teamSentences({ reps: [{ ...olga, capacity: 7, hours, accounts: {} }, anna] })).toEqual([
      'Сотрудник ivan больше нет в документе',
      'Сотрудник anna теперь есть',
      'Сотрудник olga, capacity: было 5, стало 7',
      'Сотрудник olga, hours, mon: было 09:00–18:00, стало 10:00–18:00',
      'Сотрудник olga, accounts, crm: больше не задано (было 11)',
    ]);
  });

  it('tell pools by condition, members and order', () => {
    const [key, moscow, everybody] = TEAM.pools;
    if (key === undefined || moscow === undefined || everybody === undefined) throw new Error('three');
    const members = [{ rep: 'olga', weight: 3 }];
    const when = { op: 'known', path: 'score.total' } as const;

    expect(teamSentences({ pools: [moscow, { ...key, members, when }, everybody] })).toEqual([
      'Пул key, when: было has(score.grade), стало has(score.total)',
      'Пул key, участник olga, weight: было 1, стало 3',
      'Пул moscow теперь раньше, чем key',
    ]);
  });

  it('tell what a source demands, with the path of the field', () => {
    const before = { sources: [aSource({ id: 'html', mandatory: ['name'] })] };
    const after = { sources: [aSource({ id: 'html', mandatory: ['name', 'inn'] })] };

    expect(compareSettings('sources', before, after)).toEqual([
      {
        kind: 'changed',
        path: 'sources.html.mandatory',
        before: 'name',
        after: 'name, inn',
        sentence: {
          ru: 'Источник html, mandatory: было name, стало name, inn',
          en: 'Source html, mandatory: was name, is name, inn',
        },
      },
    ]);
  });

  it('tell where leads are handed to', () => {
    const publicUrl = 'https://leads.example';
    const crm = {
      id: 'crm',
      type: 'bitrix24',
      baseUrl: 'https://a.example/rest/',
      secret: 'bitrix24',
    } as const;
    const before = { publicUrl, destinations: [crm] };
    const after = {
      publicUrl: 'https://l.example',
      destinations: [{ ...crm, baseUrl: 'https://b.example/rest/' }],
    };

    expect(compareSettings('destinations', before, after).map(({ sentence }) => sentence.en)).toEqual([
      'PublicUrl: was https://leads.example, is https://l.example',
      'Destination crm, baseUrl: was https://a.example/rest/, is https://b.example/rest/',
    ]);
  });
});
