import * as z from 'zod';
import { isLocalDate } from '#shared/domain/local-date.ts';
import type { HoursBlock } from '#shared/domain/team.ts';
import { text } from './fields.ts';
import { exactly, otherwise, refuse } from './schema-faults.ts';
import { readDay, readWeek } from './working-week.ts';

/** `mon-fri: "09:00-13:00, 14:00-18:00"`. */
export const Week = z.record(text(20), text(200)).transform((written, context) => {
  const { week, faults } = readWeek(written);
  faults.forEach(({ key, ...fault }) => refuse(context, [key], fault));
  if (faults.length === 0 && Object.keys(week).length === 0)
    refuse(context, [], {
      code: 'no-hours',
      message: {
        ru: 'Рабочих часов нет; кто не принимает лиды, у того active: false.',
        en: 'There are no working hours; a rep who takes no leads has active: false.',
      },
    });
  return week;
});

export const TimeZone = z
  .string()
  .refine(
    isTimeZone,
    otherwise(
      'time-zone',
      'Такого часового пояса нет. Пример: Europe/Moscow.',
      'There is no such time zone. An example: Europe/Moscow.',
    ),
  );

const LocalDate = z
  .string()
  .refine(
    isLocalDate,
    otherwise('date', 'Нужна дата, какая бывает: 2027-01-01.', 'It must be a date that exists: 2027-01-01.'),
  );

export const Days = z.array(LocalDate).max(400).default([]);

/** `{from: 2026-12-28, to: 2027-01-08}`, both included. */
const Span = exactly({ from: LocalDate, to: LocalDate }).superRefine(({ from, to }, context) => {
  if (from <= to) return;
  refuse(context, ['to'], {
    code: 'ends-before-it-begins',
    message: { ru: `Кончается раньше, чем начинается (${from}).`, en: `It ends before it begins (${from}).` },
  });
});

export const Spans = z.array(Span).max(100).optional();

/** `'2026-11-28': "10:00-15:00"`: a day that is worked whatever the rest says. */
export const ExtraDays = z
  .record(LocalDate, text(200))
  .transform((written, context) => {
    const days: Record<string, readonly HoursBlock[]> = {};
    for (const [date, hours] of Object.entries(written)) {
      const { blocks, fault } = readDay(hours);
      if (fault !== undefined) refuse(context, [date], fault);
      days[date] = blocks;
    }
    return days;
  })
  .optional();

/** `none` takes one rep out of what the whole team follows. */
export const Calendar = z.enum(['RU', 'none']).optional();

/** Names only: an offset such as `+03:00` knows no summer time, and no place. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
