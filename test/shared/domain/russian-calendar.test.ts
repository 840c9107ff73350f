import { describe, expect, it } from 'vitest';
import { dateAfter } from '#shared/domain/local-date.ts';
import { russianRuleOf } from '#shared/domain/russian-calendar.ts';
import type { WorkingHours } from '#shared/domain/team.ts';
import { isWorking, workingMinutesUntil } from '#shared/domain/working-hours.ts';
import { workedBlocks } from '#shared/domain/worked-blocks.ts';

const DAY = [
  { fromMinute: 540, toMinute: 780 },
  { fromMinute: 840, toMinute: 1080 },
];
const FORTY_HOURS: WorkingHours = {
  timeZone: 'Europe/Moscow',
  week: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY },
  daysOff: [],
  calendar: 'RU',
};

function hoursOf(year: number): number {
  const from = new Date(`${year}-01-01T00:00:00+03:00`);
  return workingMinutesUntil(FORTY_HOURS, from, new Date(`${year + 1}-01-01T00:00:00+03:00`)) / 60;
}

function datesOf(year: number, kind: string): readonly string[] {
  const dates = Array.from({ length: 366 }, (_, place) => dateAfter(`${year}-01-01`, place));
  return dates.filter((date) => date.startsWith(String(year)) && russianRuleOf(date)?.kind === kind);
}

describe('the Russian production calendar', () => {
  it.each([
    [2024, 1_979],
    [2025, 1_972],
    [2026, 1_972],
  ])('of %i has as many hours of a forty-hour week as the official one: %i', (year, hours) => {
    expect(hoursOf(year)).toBe(hours);
  });

  it('shortens the days before holidays', () => {
    expect(datesOf(2025, 'shortened')).toEqual(['2025-03-07', '2025-04-30', '2025-06-11']);
    expect(datesOf(2026, 'shortened')).toEqual(['2026-04-30', '2026-05-08', '2026-06-11', '2026-11-03']);
  });

  it.each([
    ['2024-04-27', 1, false],
    ['2024-11-02', 2, true],
    ['2024-12-28', 1, false],
    ['2025-11-01', 1, true],
  ])('has %s worked as the day it was exchanged for', (date, weekday, shortened) => {
    expect(russianRuleOf(date)).toEqual({ kind: 'worked-as', weekday, shortened });
  });

  it('moves holidays of a weekend as the decree says, and as the law says where it is silent', () => {
    expect(russianRuleOf('2025-05-08')).toEqual({ kind: 'day-off' });
    expect(russianRuleOf('2025-02-24')).toBeUndefined();
    expect(russianRuleOf('2026-03-09')).toEqual({ kind: 'day-off' });
    expect(russianRuleOf('2026-05-11')).toEqual({ kind: 'day-off' });
    expect(russianRuleOf('2026-12-31')).toEqual({ kind: 'day-off' });
  });

  it('goes by the law alone in a year without a decree', () => {
    const offOnWeekdays = datesOf(2030, 'day-off').filter((date) => new Date(date).getUTCDay() % 6 !== 0);

    // 23 February falls on a Saturday, and gives the Monday after it off.
    expect(offOnWeekdays).toEqual([
      ...['2030-01-01', '2030-01-02', '2030-01-03', '2030-01-04', '2030-01-07', '2030-01-08'],
      ...['2030-02-25', '2030-03-08', '2030-05-01', '2030-05-09', '2030-06-12', '2030-11-04'],
    ]);
    expect(datesOf(2030, 'worked-as')).toEqual([]);
  });

  it('takes the last hour of a shortened day, and lets an exchanged Saturday be worked', () => {
    expect(isWorking(FORTY_HOURS, new Date('2026-04-30T16:59:00+03:00'))).toBe(true);
    expect(isWorking(FORTY_HOURS, new Date('2026-04-30T17:00:00+03:00'))).toBe(false);
    expect(isWorking(FORTY_HOURS, new Date('2025-11-01T10:00:00+03:00'))).toBe(true);
    expect(isWorking(FORTY_HOURS, new Date('2025-11-03T10:00:00+03:00'))).toBe(false);
    expect(isWorking(FORTY_HOURS, new Date('2026-01-09T10:00:00+03:00'))).toBe(false);
  });
});

describe('what is worked on a date', () => {
  const SATURDAY = 6;
  const extra = [{ fromMinute: 600, toMinute: 720 }];
  const away = [{ from: '2026-11-28', to: '2026-11-28' }];
  const extraDays = { '2026-11-28': extra, '2026-11-04': extra };

  it('is an extra day, whatever the week, the holidays and the days off say', () => {
    const hours = { ...FORTY_HOURS, extraDays, daysOff: ['2026-11-28'] };

    expect(workedBlocks(hours, '2026-11-28', SATURDAY)).toEqual(extra);
    expect(workedBlocks(hours, '2026-11-04', 3)).toEqual(extra);
  });

  it('is nothing while somebody is away', () => {
    expect(workedBlocks({ ...FORTY_HOURS, extraDays, away }, '2026-11-28', SATURDAY)).toEqual([]);
  });

  it('is nothing on a day off, even one before a holiday', () => {
    expect(workedBlocks({ ...FORTY_HOURS, daysOff: ['2026-11-03'] }, '2026-11-03', 2)).toEqual([]);
  });

  it('loses its last hour before a holiday, over a break that is shorter', () => {
    const late = [...DAY.slice(0, 1), { fromMinute: 840, toMinute: 870 }];
    const hours = { ...FORTY_HOURS, week: { tue: late } };

    expect(workedBlocks(hours, '2026-11-03', 2)).toEqual([{ fromMinute: 540, toMinute: 750 }]);
    expect(workedBlocks({ ...hours, week: {} }, '2026-11-03', 2)).toEqual([]);
  });
});
