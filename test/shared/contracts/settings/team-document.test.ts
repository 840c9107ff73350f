import { describe, expect, it } from 'vitest';
import { checkSettings } from '#shared/contracts/settings/check-settings.ts';
import { changed, faultsIn, wordsAbout } from '#test/support/settings-faults.ts';

const GOOD = `supervisor: olga
acceptMinutes: {A: 5, B: 15, C: 60}
holidays: ['2027-01-01']
reps:
  - id: olga
    name: Ольга
    timeZone: Europe/Moscow
    hours:
      mon-fri: "09:00-18:00"
    daysOff: ['2026-12-31', '2027-01-01']
    capacity: 20
    accounts: {crm: 11, messenger: "-100500"}
  - id: viktor
    name: Виктор
    timeZone: Asia/Vladivostok
    hours:
      fri: "22:00-24:00"
    capacity: 5
pools:
  - id: key
    when: score.grade == "A" && score.total > 80
    members:
      - {rep: olga, weight: 3}
  - id: everybody
    members:
      - rep: olga
      - rep: viktor
`;

describe('the team document', () => {
  it('becomes the team, with hours in minutes and holidays for everybody', () => {
    const checked = checkSettings('team', GOOD, {});

    expect(checked).toMatchObject({
      outcome: 'ok',
      content: {
        supervisor: 'olga',
        acceptMinutes: { A: 5, B: 15, C: 60 },
        reps: [
          {
            id: 'olga',
            active: true,
            capacity: 20,
            hours: {
              timeZone: 'Europe/Moscow',
              week: { mon: [{ fromMinute: 540, toMinute: 1080 }] },
              daysOff: ['2026-12-31', '2027-01-01'],
            },
            accounts: { crm: '11', messenger: '-100500' },
          },
          {
            id: 'viktor',
            accounts: {},
            hours: { week: { fri: [{ fromMinute: 1320, toMinute: 1440 }] }, daysOff: ['2027-01-01'] },
          },
        ],
        pools: [
          { id: 'key', strategy: 'weighted', when: { op: 'and' }, members: [{ rep: 'olga', weight: 3 }] },
          {
            id: 'everybody',
            members: [
              { rep: 'olga', weight: 1 },
              { rep: 'viktor', weight: 1 },
            ],
          },
        ],
      },
    });
    expect(JSON.stringify(checked)).not.toContain('holidays');
  });

  it.each([
    ['a supervisor who is no rep', 'supervisor: olga', 'supervisor: marina', 1, 'supervisor', 'unknown-rep'],
    [
      'a member who is no rep',
      '- rep: viktor',
      '- rep: victor',
      27,
      'pools[1].members[1].rep',
      'unknown-rep',
    ],
    [
      'no catch-all',
      '  - id: everybody\n',
      '  - id: everybody\n    when: call.missed\n',
      25,
      'pools[1].when',
      'no-catch-all',
    ],
    [
      'a catch-all before the last',
      '    when: score.grade == "A" && score.total > 80\n',
      '',
      20,
      'pools[0].id',
      'early-catch-all',
    ],
    ['a zone nobody knows', 'Europe/Moscow', 'Europe/Moskow', 7, 'reps[0].timeZone', 'time-zone'],
    ['an offset for a zone', 'Europe/Moscow', '"+03:00"', 7, 'reps[0].timeZone', 'time-zone'],
    ['hours nobody can read', '09:00-18:00', '9 to 6', 9, 'reps[0].hours.mon-fri', 'unreadable-hours'],
    ['days nobody knows', 'fri: "22', 'friday: "22', 17, 'reps[1].hours.friday', 'unknown-days'],
    ['a date that does not exist', '2026-12-31', '2026-02-30', 10, 'reps[0].daysOff[0]', 'date'],
    ['no capacity', 'capacity: 5', 'capacity: 0', 18, 'reps[1].capacity', 'out-of-range'],
    ['half a weight', 'weight: 3', 'weight: 1.5', 23, 'pools[0].members[0].weight', 'wrong-type'],
    ['no weight', 'weight: 3', 'weight: 0', 23, 'pools[0].members[0].weight', 'out-of-range'],
    ['one minute to accept', 'A: 5', 'A: 1', 2, 'acceptMinutes.A', 'out-of-range'],
    ['more than a day to accept', 'C: 60', 'C: 1441', 2, 'acceptMinutes.C', 'out-of-range'],
    ['no time for a grade', ', C: 60', '', 2, 'acceptMinutes.C', 'missing'],
    ['a rep twice', '- id: viktor', '- id: olga', 13, 'reps[1].id', 'repeated'],
    ['a member twice', '- rep: viktor', '- rep: olga', 27, 'pools[1].members[1].rep', 'repeated'],
    [
      'a condition on a fact nobody knows',
      'score.total',
      'score.points',
      21,
      'pools[0].when',
      'unknown-fact',
    ],
    ['an empty pool', '      - {rep: olga, weight: 3}\n', '      []\n', 22, 'pools[0].members', 'wrong-size'],
  ])('refuses %s', (_what, from, to, line, path, code) => {
    expect(faultsIn('team', changed(GOOD, from, to))).toContainEqual([line, path, code]);
  });

  it('refuses a supervisor and a catch-all that take no leads', () => {
    const away = changed(
      changed(GOOD, 'capacity: 20', 'active: false\n    capacity: 20'),
      '      - rep: viktor\n',
      '',
    );

    expect(faultsIn('team', away)).toEqual([
      [1, 'supervisor', 'supervisor-away'],
      [26, 'pools[1].members', 'nobody-active'],
    ]);
  });

  it('names the rep that was meant, and the column of a faulty condition', () => {
    expect(wordsAbout('team', changed(GOOD, '- rep: viktor', '- rep: victor'))).toContain(
      'did you mean “viktor”?',
    );
    const checked = checkSettings('team', changed(GOOD, 'score.total', 'score.points'), {});
    expect(checked).toMatchObject({ faults: [{ line: 21, column: 33 }] });
  });
});
