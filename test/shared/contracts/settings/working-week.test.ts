import { describe, expect, it } from 'vitest';
import { readWeek } from '#shared/contracts/settings/working-week.ts';

const MORNING = { fromMinute: 540, toMinute: 780 };
const AFTERNOON = { fromMinute: 840, toMinute: 1080 };
const WHOLE_DAY = { fromMinute: 0, toMinute: 1440 };

describe('working hours', () => {
  it('are read for a range of days, with a break', () => {
    expect(readWeek({ 'mon-wed': '14:00-18:00, 9:00-13:00', sat: '09:00–13:00' })).toEqual({
      week: {
        mon: [MORNING, AFTERNOON],
        tue: [MORNING, AFTERNOON],
        wed: [MORNING, AFTERNOON],
        sat: [MORNING],
      },
      faults: [],
    });
  });

  it('may be all of every day', () => {
    const { week } = readWeek({ all: '00:00-24:00' });

    expect(Object.values(week)).toEqual(Array(7).fill([WHOLE_DAY]));
  });

  it('may run over the end of the week', () => {
    expect(Object.keys(readWeek({ 'sat-mon': '00:00-24:00' }).week)).toEqual(['mon', 'sat', 'sun']);
  });

  it('may run over midnight, into the next day', () => {
    expect(readWeek({ sun: '22:00-06:00', fri: '20:00-00:00' }).week).toEqual({
      mon: [{ fromMinute: 0, toMinute: 360 }],
      fri: [{ fromMinute: 1200, toMinute: 1440 }],
      sun: [{ fromMinute: 1320, toMinute: 1440 }],
    });
  });

  it.each([
    ['monday', '09:00-18:00', 'unknown-days'],
    ['mon-tue-wed', '09:00-18:00', 'unknown-days'],
    ['__proto__x', '09:00-18:00', 'unknown-days'],
    ['mon', '9-18', 'unreadable-hours'],
    ['mon', '09:00-18:60', 'unreadable-hours'],
    ['mon', '09:00-24:01', 'unreadable-hours'],
    ['mon', '24:00-06:00', 'unreadable-hours'],
    ['mon', '09:00-09:00', 'unreadable-hours'],
    ['mon', '', 'unreadable-hours'],
    ['mon', '09:00-13:00, 12:00-18:00', 'overlapping-hours'],
  ])('are refused as %s: "%s"', (key, hours, code) => {
    expect(readWeek({ [key]: hours }).faults.map((fault) => [fault.key, fault.code])).toEqual([[key, code]]);
  });

  it('may not overlap those of another key, nor what runs over midnight', () => {
    expect(readWeek({ 'mon-fri': '09:00-18:00', wed: '10:00-12:00' }).faults).toMatchObject([{ key: 'wed' }]);
    expect(readWeek({ mon: '22:00-06:00', tue: '05:00-12:00' }).faults).toMatchObject([{ key: 'tue' }]);
  });
});
