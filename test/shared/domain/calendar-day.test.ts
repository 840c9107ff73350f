import { describe, expect, it } from 'vitest';
import { calendarDay, datesOfMonth, workedMinutesOn } from '#shared/domain/calendar-day.ts';
import { dateAfter, isLocalDate } from '#shared/domain/local-date.ts';
import type { WorkingHours } from '#shared/domain/team.ts';

const DAY = [
  { fromMinute: 540, toMinute: 780 },
  { fromMinute: 840, toMinute: 1080 },
];

const HOURS: WorkingHours = {
  timeZone: 'Asia/Vladivostok',
  week: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY },
  daysOff: ['2026-12-31'],
};

describe('a day of the calendar', () => {
  it('is worked as many minutes as its blocks hold, by the clock of the rep', () => {
    expect(calendarDay(HOURS, [], '2026-12-01')).toEqual({
      date: '2026-12-01',
      kind: 'works',
      workedMinutes: 480,
    });
  });

  it('is off where the week has no work, and a holiday where a day off takes it', () => {
    expect(calendarDay(HOURS, [], '2026-12-05').kind).toBe('day-off');
    expect(calendarDay(HOURS, [], '2026-12-31').kind).toBe('holiday');
  });

  it('is a vacation by the team document, and an absence by what was entered, which is said first', () => {
    const hours = { ...HOURS, away: [{ from: '2026-12-01', to: '2026-12-03' }] };
    const entered = [{ from: '2026-12-03', to: '2026-12-04' }];
    const kinds = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07'].map(
      (date) => calendarDay(hours, entered, date).kind,
    );

    expect(kinds).toEqual(['works', 'vacation', 'vacation', 'absence', 'absence', 'works']);
  });

  it('says of an absence what would have been worked', () => {
    const entered = [{ from: '2026-12-01', to: '2026-12-01' }];

    expect(calendarDay(HOURS, entered, '2026-12-01').workedMinutes).toBe(480);
  });

  it('is as long as the clock makes it on the day it is put forward or back', () => {
    const hours: WorkingHours = {
      timeZone: 'Europe/Berlin',
      week: { sun: [{ fromMinute: 0, toMinute: 1440 }] },
      daysOff: [],
    };

    expect(workedMinutesOn(hours, '2026-03-29')).toBe(23 * 60);
    expect(workedMinutesOn(hours, '2026-10-25')).toBe(25 * 60);
    expect(workedMinutesOn(hours, '2026-11-01')).toBe(24 * 60);
  });
});

describe('dates', () => {
  it('are those of the month, leap years counted in', () => {
    expect(datesOfMonth('2026-12')).toHaveLength(31);
    expect(datesOfMonth('2028-02').at(-1)).toBe('2028-02-29');
    expect(datesOfMonth('2026-02').at(-1)).toBe('2026-02-28');
  });

  it('go on over the end of a year', () => {
    expect(dateAfter('2026-12-31', 1)).toBe('2027-01-01');
  });

  it.each(['2026-02-30', '2026-13-01', '2026-1-1', '', '01.12.2026', '2026-12-01T00:00', '0000-00-00'])(
    'are not %s',
    (text) => {
      expect(isLocalDate(text)).toBe(false);
    },
  );
});
