import { covers } from './date-span.ts';
import { russianRuleOf } from './russian-calendar.ts';
import type { HoursBlock, WorkingHours } from './team.ts';

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const NO_BLOCKS: readonly HoursBlock[] = [];
const SHORTENED_BY_MINUTES = 60;

/**
 * The blocks worked on a local date; 0 is Sunday. They may overlap.
 *
 * An absence stands above everything, then an extra day, a day off, the production calendar, and the week.
 */
export function workedBlocks(hours: WorkingHours, date: string, weekday: number): readonly HoursBlock[] {
  if (covers(hours.away, date)) return NO_BLOCKS;
  const extra = hours.extraDays?.[date];
  if (extra !== undefined) return extra;
  if (hours.daysOff.includes(date)) return NO_BLOCKS;
  return hours.calendar === 'RU' ? byCalendar(hours, date, weekday) : ofWeek(hours, weekday);
}

/** Blocks in their order, none of which overlaps the one before it. */
export function withoutOverlaps(blocks: readonly HoursBlock[]): readonly HoursBlock[] {
  if (blocks.length < 2) return blocks;
  let workedTo = 0;
  return [...blocks]
    .sort((one, other) => one.fromMinute - other.fromMinute)
    .map((block) => {
      const fromMinute = Math.max(block.fromMinute, workedTo);
      workedTo = Math.max(workedTo, block.toMinute);
      return { fromMinute, toMinute: block.toMinute };
    });
}

function byCalendar(hours: WorkingHours, date: string, weekday: number): readonly HoursBlock[] {
  const rule = russianRuleOf(date);
  switch (rule?.kind) {
    case undefined:
      return ofWeek(hours, weekday);
    case 'day-off':
      return NO_BLOCKS;
    case 'shortened':
      return shortened(ofWeek(hours, weekday));
    case 'worked-as': {
      const blocks = ofWeek(hours, rule.weekday);
      return rule.shortened ? shortened(blocks) : blocks;
    }
  }
}

function ofWeek({ week }: WorkingHours, weekday: number): readonly HoursBlock[] {
  return week[WEEKDAYS[weekday] ?? 'sun'] ?? NO_BLOCKS;
}

/** The last hour of the work is left out, wherever breaks lie. */
function shortened(blocks: readonly HoursBlock[]): readonly HoursBlock[] {
  let leftMinutes = SHORTENED_BY_MINUTES;
  return withoutOverlaps(blocks)
    .toReversed()
    .flatMap(({ fromMinute, toMinute }) => {
      const cut = Math.min(leftMinutes, Math.max(0, toMinute - fromMinute));
      leftMinutes -= cut;
      return toMinute - cut > fromMinute ? [{ fromMinute, toMinute: toMinute - cut }] : [];
    })
    .toReversed();
}
