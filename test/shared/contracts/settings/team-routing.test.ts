import { describe, expect, it } from 'vitest';
import { checkSettings } from '#shared/contracts/settings/check-settings.ts';
import { changed, faultsIn } from '#test/support/settings-faults.ts';

const GOOD = `supervisor: olga
acceptMinutes: {A: 5, B: 15, C: 60}
acceptClock: wall
stickyDays: 90
calendar: RU
response: {minutes: {A: 15, B: 60, C: 240}, remindAfter: 0, tellSupervisorAfter: 30, escalateAfter: 120}
keyAccounts:
  - {inn: 7707083893, rep: olga}
skillNeeds:
  - {skill: english, when: 'lead.language == "en"'}
reps:
  - id: olga
    name: Ольга
    role: key-accounts
    skills: [english, tenders]
    timeZone: Europe/Moscow
    hours: {mon-fri: "09:00-18:00"}
    away: [{from: '2026-12-28', to: '2027-01-08'}]
    extraDays: {'2026-11-28': "10:00-12:00, 13:00-15:00"}
    capacity: 20
    capacityPerDay: 7
    capacityPerSource: {site: 3}
  - id: viktor
    name: Виктор
    role: pre-sale
    timeZone: Asia/Vladivostok
    hours: {all: "00:00-24:00"}
    calendar: none
    capacity: 5
pools:
  - id: hot
    strategy: first-to-accept
    askAtOnce: 2
    outsideHours: {duty: olga}
    when: score.grade == "A"
    members: [{rep: olga}, {rep: viktor}]
  - id: calls
    strategy: pull
    outsideHours: hold
    when: call.missed
    role: pre-sale
  - id: everybody
    strategy: least-loaded
    members: [{rep: olga}, {rep: viktor}]
`;

describe('the routing of a team document', () => {
  it('becomes strategies, limits, skills, calendars and deadlines', () => {
    const checked = checkSettings('team', GOOD, {});

    expect(checked).toMatchObject({
      outcome: 'ok',
      content: {
        acceptClock: 'wall',
        stickyDays: 90,
        keyAccounts: [{ inn: '7707083893', rep: 'olga' }],
        skillNeeds: [{ skill: 'english' }],
        response: { clock: 'working', minutes: { A: 15 }, remindAfter: 0, escalateAfter: 120 },
        reps: [
          {
            id: 'olga',
            role: 'key-accounts',
            skills: ['english', 'tenders'],
            capacityPerDay: 7,
            capacityPerSource: { site: 3 },
            hours: {
              calendar: 'RU',
              away: [{ from: '2026-12-28', to: '2027-01-08' }],
              extraDays: {
                '2026-11-28': [
                  { fromMinute: 600, toMinute: 720 },
                  { fromMinute: 780, toMinute: 900 },
                ],
              },
            },
          },
          { id: 'viktor' },
        ],
        pools: [
          { strategy: 'first-to-accept', askAtOnce: 2, outsideHours: { then: 'duty', rep: 'olga' } },
          {
            strategy: 'pull',
            takeWithinMinutes: 15,
            outsideHours: { then: 'hold' },
            members: [{ rep: 'viktor', weight: 1 }],
          },
          { strategy: 'least-loaded' },
        ],
      },
    });
    expect(checked).not.toHaveProperty('content.reps.1.hours.calendar');
    expect(checked).not.toHaveProperty('content.pools.1.role');
  });

  it.each([
    ['a strategy nobody knows', 'least-loaded', 'round-robin', 43, 'pools[2].strategy', 'not-in-list'],
    ['several at once where one is asked', 'first-to-accept', 'weighted', 33, 'pools[0].askAtOnce', 'no-use'],
    ['one at once', 'askAtOnce: 2', 'askAtOnce: 1', 33, 'pools[0].askAtOnce', 'out-of-range'],
    ['a duty rep who is no rep', 'duty: olga', 'duty: oleg', 34, 'pools[0].outsideHours.duty', 'unknown-rep'],
    [
      'a role nobody has',
      'role: pre-sale\n  - id: every',
      'role: closer\n  - id: every',
      41,
      'pools[1].role',
      'nobody-in-role',
    ],
    [
      'a role and members',
      'role: pre-sale\n  - id: every',
      'role: pre-sale\n    members: [{rep: olga}]\n  - id: every',
      41,
      'pools[1].role',
      'role-and-members',
    ],
    [
      'nobody in a pool',
      '    role: pre-sale\n  - id: every',
      '  - id: every',
      37,
      'pools[1].members',
      'missing',
    ],
    [
      'a skill nobody has',
      'skill: english',
      'skill: englisch',
      10,
      'skillNeeds[0].skill',
      'nobody-with-skill',
    ],
    ['an INN with a slip', '7707083893', '7707083894', 8, 'keyAccounts[0].inn', 'inn'],
    ['a key account of nobody', '893, rep: olga', '893, rep: oleg', 8, 'keyAccounts[0].rep', 'unknown-rep'],
    [
      'an absence that ends before it begins',
      "to: '2027-01-08'",
      "to: '2026-01-08'",
      18,
      'reps[0].away[0].to',
      'ends-before-it-begins',
    ],
    [
      'an extra day over midnight',
      '13:00-15:00',
      '22:00-02:00',
      19,
      'reps[0].extraDays.2026-11-28',
      'over-midnight',
    ],
    [
      'extra hours that overlap',
      '13:00-15:00',
      '11:00-15:00',
      19,
      'reps[0].extraDays.2026-11-28',
      'overlapping-hours',
    ],
    [
      'a date that does not exist',
      "'2026-11-28'",
      "'2026-11-31'",
      19,
      'reps[0].extraDays.2026-11-31',
      'date',
    ],
    [
      'steps out of order',
      'escalateAfter: 120',
      'escalateAfter: 20',
      6,
      'response.escalateAfter',
      'not-ascending',
    ],
    ['a calendar nobody has', 'calendar: RU', 'calendar: XX', 5, 'calendar', 'not-in-list'],
    [
      'no place in a day',
      'capacityPerDay: 7',
      'capacityPerDay: 0',
      21,
      'reps[0].capacityPerDay',
      'out-of-range',
    ],
  ])('refuses %s', (_what, from, to, line, path, code) => {
    expect(faultsIn('team', changed(GOOD, from, to))).toContainEqual([line, path, code]);
  });
});
