import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HoursBlock, Weekday, WorkingHours } from '#shared/domain/team.ts';
import {
  addWorkingMinutes,
  isWorking,
  nextShiftStart,
  workingMinutesUntil,
} from '#shared/domain/working-hours.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const NINE_TO_SIX: readonly HoursBlock[] = [{ fromMinute: 540, toMinute: 1080 }];
const ROUND_THE_CLOCK: readonly HoursBlock[] = [{ fromMinute: 0, toMinute: 1440 }];
const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const ZONES = [
  'Europe/Berlin',
  'Europe/Moscow',
  'Asia/Vladivostok',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Pacific/Apia',
];

/** Days on which a clock somewhere among the zones is changed, and one on which none is. */
const DAYS = [
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-10-04',
  '2026-10-25',
  '2026-11-01',
  '2026-06-15',
];

function hoursOf(
  timeZone: string,
  blocks: readonly HoursBlock[],
  daysOff: readonly string[] = [],
): WorkingHours {
  return { timeZone, week: { mon: blocks, tue: blocks, wed: blocks, thu: blocks, fri: blocks }, daysOff };
}

function everyDay(timeZone: string, blocks: readonly HoursBlock[]): WorkingHours {
  return { timeZone, week: Object.fromEntries(WEEKDAYS.map((day) => [day, blocks])), daysOff: [] };
}

function at(text: string): Date {
  return new Date(text);
}

const someBlocks = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 })
  .map((quarters) => quarters.sort((one, other) => one - other).map((quarter) => quarter * 15))
  .map((edges) =>
    edges.flatMap((fromMinute, place) => {
      const toMinute = edges[place + 1];
      return place % 2 === 1 || toMinute === undefined ? [] : [{ fromMinute, toMinute }];
    }),
  );

const someHours: fc.Arbitrary<WorkingHours> = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  week: fc.record(
    { mon: someBlocks, wed: someBlocks, fri: someBlocks, sat: someBlocks, sun: someBlocks },
    { requiredKeys: [] },
  ),
  daysOff: fc.subarray(DAYS),
});

const someMoment = fc
  .tuple(fc.constantFrom(...DAYS), fc.integer({ min: -2 * 1440, max: 2 * 1440 }))
  .map(([day, minutes]) => new Date(Date.parse(day) + minutes * MINUTE_MS));

/** The same question asked of Intl in words, the slow way. */
function worksByTheWallClock(hours: WorkingHours, now: Date): boolean {
  const [date = '', time = ''] = now.toLocaleString('sv-SE', { timeZone: hours.timeZone }).split(' ');
  const weekday = new Date(date)
    .toLocaleDateString('en-US', { timeZone: 'UTC', weekday: 'short' })
    .toLowerCase();
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const day = WEEKDAYS.find((name) => name === weekday) ?? 'mon';
  const blocks = hours.daysOff.includes(date) ? [] : (hours.week[day] ?? []);
  return blocks.some(
    (block) => block.fromMinute <= hour * 60 + minute && hour * 60 + minute < block.toMinute,
  );
}

describe('working hours', () => {
  it('begin with their first minute and end before their last', () => {
    const hours = hoursOf('Europe/Moscow', NINE_TO_SIX);

    expect(isWorking(hours, at('2026-11-23T05:59:59.999Z'))).toBe(false);
    expect(isWorking(hours, at('2026-11-23T06:00:00.000Z'))).toBe(true);
    expect(isWorking(hours, at('2026-11-23T14:59:59.999Z'))).toBe(true);
    expect(isWorking(hours, at('2026-11-23T15:00:00.000Z'))).toBe(false);
  });

  it('are those of the weekday and the date where the rep is, not of UTC', () => {
    const hours = hoursOf('Asia/Vladivostok', NINE_TO_SIX, ['2026-11-24']);

    expect(isWorking(hours, at('2026-11-22T23:30:00.000Z'))).toBe(true);
    expect(isWorking(hours, at('2026-11-23T23:30:00.000Z'))).toBe(false);
    expect(isWorking(hours, at('2026-11-27T23:30:00.000Z'))).toBe(false);
  });

  it('that last to 24:00 go on without a gap at midnight', () => {
    const hours = everyDay('Europe/Berlin', ROUND_THE_CLOCK);

    expect(isWorking(hours, at('2026-11-23T22:59:59.999Z'))).toBe(true);
    expect(isWorking(hours, at('2026-11-23T23:00:00.000Z'))).toBe(true);
    expect(workingMinutesUntil(hours, at('2026-10-24T22:00:00Z'), at('2026-10-25T23:00:00Z'))).toBe(25 * 60);
  });

  it('agree with the clock on the wall around every change of clocks', () => {
    fc.assert(
      fc.property(someHours, someMoment, (hours, now) => {
        expect(isWorking(hours, now)).toBe(worksByTheWallClock(hours, now));
      }),
      { seed: 20261123, numRuns: 1_000 },
    );
  });
});

describe('minutes at work', () => {
  it('are counted right to the quarter of an hour in which a clock is changed', () => {
    const quarters = Array.from({ length: 96 }, (_, quarter) => quarter).filter((quarter) => quarter % 5 < 2);
    const blocks = quarters.map((quarter) => ({ fromMinute: quarter * 15, toMinute: quarter * 15 + 15 }));
    for (const timeZone of ZONES)
      for (const day of DAYS)
        for (const shift of [0, 1, 2, 3]) {
          const from = new Date(Date.parse(day) - (DAY_MS * 3) / 4 + shift * 15 * MINUTE_MS);
          const to = new Date(from.getTime() + 2 * DAY_MS);
          const hours = everyDay(timeZone, blocks);

          let counted = 0;
          for (let moment = from.getTime(); moment < to.getTime(); moment += 15 * MINUTE_MS)
            if (isWorking(hours, new Date(moment))) counted += 15;

          expect(workingMinutesUntil(hours, from, to)).toBe(counted);
        }
  });

  it('are none before a moment that has passed', () => {
    const hours = everyDay('Europe/Moscow', ROUND_THE_CLOCK);

    expect(workingMinutesUntil(hours, at('2026-11-24T00:00:00Z'), at('2026-11-23T00:00:00Z'))).toBe(0);
  });
});

describe('the next shift', () => {
  it('is now for a rep who is at work', () => {
    const now = at('2026-11-23T09:00:00.123Z');

    expect(nextShiftStart(hoursOf('Europe/Moscow', NINE_TO_SIX), now)).toEqual(now);
  });

  it('is on Monday for a rep who went home on Friday, after the day off for one who has it', () => {
    const friday = at('2026-11-20T15:00:00.000Z');

    expect(nextShiftStart(hoursOf('Europe/Moscow', NINE_TO_SIX), friday)).toEqual(at('2026-11-23T06:00:00Z'));
    expect(nextShiftStart(hoursOf('Europe/Moscow', NINE_TO_SIX, ['2026-11-23']), friday)).toEqual(
      at('2026-11-24T06:00:00Z'),
    );
  });

  it('that would begin in an hour the clock skips begins right after it', () => {
    const hours = everyDay('Europe/Berlin', [{ fromMinute: 150, toMinute: 240 }]);

    expect(nextShiftStart(hours, at('2026-03-28T23:00:00Z'))).toEqual(at('2026-03-29T01:00:00Z'));
    expect(workingMinutesUntil(hours, at('2026-03-28T23:00:00Z'), at('2026-03-29T12:00:00Z'))).toBe(60);
  });

  it('comes twice where the clock shows its beginning twice, half an hour apart on Lord Howe Island', () => {
    const hours = everyDay('Australia/Lord_Howe', [{ fromMinute: 105, toMinute: 115 }]);

    expect(nextShiftStart(hours, at('2026-04-04T14:00:00Z'))).toEqual(at('2026-04-04T14:45:00Z'));
    expect(nextShiftStart(hours, at('2026-04-04T14:55:00Z'))).toEqual(at('2026-04-04T15:15:00Z'));
  });

  it('is sought for sixty days and no longer', () => {
    const onlyMondays = { timeZone: 'Europe/Moscow', week: { mon: NINE_TO_SIX } };
    const monday = Date.parse('2026-11-23T15:00:00Z');
    const mondaysOff = (weeks: number) =>
      Array.from({ length: weeks }, (_, week) =>
        new Date(monday + (week + 1) * 7 * DAY_MS).toISOString().slice(0, 10),
      );

    const start = nextShiftStart({ ...onlyMondays, daysOff: mondaysOff(7) }, new Date(monday));

    expect(start).toEqual(at('2027-01-18T06:00:00Z'));
    expect(nextShiftStart({ ...onlyMondays, daysOff: mondaysOff(8) }, new Date(monday))).toBeUndefined();
    expect(nextShiftStart({ ...onlyMondays, week: {}, daysOff: [] }, new Date(monday))).toBeUndefined();
  });

  it('is the first minute at work that counting minutes finds', () => {
    fc.assert(
      fc.property(someHours, someMoment, (hours, now) => {
        let minute = now.getTime();
        while (minute < now.getTime() + 3 * DAY_MS && !isWorking(hours, new Date(minute)))
          minute += MINUTE_MS;
        const expected = minute < now.getTime() + 3 * DAY_MS ? new Date(minute) : undefined;

        expect(nextShiftStart(hours, now, 3)).toEqual(expected);
      }),
      { seed: 20261123, numRuns: 200 },
    );
  });
});

describe('a deadline in working time', () => {
  const hours = hoursOf('Europe/Moscow', [
    { fromMinute: 540, toMinute: 780 },
    { fromMinute: 840, toMinute: 1080 },
  ]);

  it('stands still over lunch, nights and week-ends', () => {
    expect(addWorkingMinutes(hours, at('2026-11-20T09:50:00Z'), 30)).toEqual(at('2026-11-20T11:20:00Z'));
    expect(addWorkingMinutes(hours, at('2026-11-20T14:50:00Z'), 30)).toEqual(at('2026-11-23T06:20:00Z'));
    expect(addWorkingMinutes(hours, at('2026-11-21T12:00:00Z'), 30)).toEqual(at('2026-11-23T06:30:00Z'));
  });

  it('may be the very end of the shift', () => {
    expect(addWorkingMinutes(hours, at('2026-11-20T14:30:00Z'), 30)).toEqual(at('2026-11-20T15:00:00Z'));
  });

  it('of no minutes is at once', () => {
    expect(addWorkingMinutes(hours, at('2026-11-21T12:00:00Z'), 0)).toEqual(at('2026-11-21T12:00:00Z'));
  });

  it('still comes for a rep who never works', () => {
    const never = { timeZone: 'Europe/Moscow', week: {}, daysOff: [] };

    expect(addWorkingMinutes(never, at('2026-11-21T12:00:00Z'), 30)).toEqual(at('2026-11-21T12:30:00Z'));
  });

  it('counts overlapping blocks once and takes them in any order', () => {
    const overlapping = everyDay('Europe/Moscow', [
      { fromMinute: 690, toMinute: 710 },
      { fromMinute: 600, toMinute: 660 },
      { fromMinute: 540, toMinute: 720 },
    ]);

    const worked = workingMinutesUntil(overlapping, at('2026-11-23T00:00:00Z'), at('2026-11-24T00:00:00Z'));

    expect(worked).toBe(180);
  });

  it('is reached after exactly so many minutes at work, minute by minute', () => {
    fc.assert(
      fc.property(someHours, someMoment, fc.integer({ min: 1, max: 600 }), (someones, from, minutes) => {
        if (nextShiftStart(someones, from) === undefined) return;
        const deadline = addWorkingMinutes(someones, from, minutes);

        let counted = 0;
        for (let minute = from.getTime(); minute < deadline.getTime(); minute += MINUTE_MS)
          if (isWorking(someones, new Date(minute))) counted += 1;

        expect(counted).toBe(minutes);
        expect(workingMinutesUntil(someones, from, deadline)).toBe(minutes);
        expect(isWorking(someones, new Date(deadline.getTime() - 1))).toBe(true);
      }),
      { seed: 20261123, numRuns: 150 },
    );
  });
});
