import type { HoursBlock, Weekday } from '#shared/domain/team.ts';
import type { Refusal } from './schema-faults.ts';

export type Week = Partial<Record<Weekday, readonly HoursBlock[]>>;

export interface WeekReading {
  readonly week: Week;
  /** By the key of the week they were written under. */
  readonly faults: readonly (Refusal & { readonly key: string })[];
}

const DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY_MINUTES = 24 * 60;

/**
 * Reads working hours the way people write them: `mon-fri: "09:00-13:00, 14:00-18:00"`, `sat`, `all`.
 *
 * A block that ends before it begins runs over midnight, into the next day.
 */
export function readWeek(written: Readonly<Record<string, string>>): WeekReading {
  const faults: (Refusal & { key: string })[] = [];
  const blocks: { key: string; day: Weekday; block: HoursBlock }[] = [];
  for (const [key, hours] of Object.entries(written)) {
    const days = parseDays(key);
    const parsed = parseBlocks(hours);
    if (days === undefined) faults.push({ key, ...UNKNOWN_DAYS });
    if (parsed === undefined) faults.push({ key, ...UNREADABLE_HOURS });
    for (const day of days ?? [])
      for (const block of parsed ?? [])
        blocks.push(...cutAtMidnight(day, block).map((part) => ({ key, ...part })));
  }
  const overlapping = blocks.find(({ day, block }, index) =>
    blocks.slice(0, index).some((other) => other.day === day && overlap(other.block, block)),
  );
  if (overlapping !== undefined) faults.push({ key: overlapping.key, ...OVERLAPPING });
  return { week: toWeek(blocks), faults };
}

/** Reads the hours of a single date, which end with it: what runs over midnight has no weekday to run into. */
export function readDay(hours: string): { readonly blocks: readonly HoursBlock[]; readonly fault?: Refusal } {
  const blocks = parseBlocks(hours)?.toSorted((one, other) => one.fromMinute - other.fromMinute);
  if (blocks === undefined) return { blocks: [], fault: UNREADABLE_HOURS };
  if (blocks.some(({ fromMinute, toMinute: end }) => end <= fromMinute))
    return { blocks: [], fault: OVER_MIDNIGHT };
  const repeated = blocks.some((block, index) =>
    blocks.slice(0, index).some((other) => overlap(other, block)),
  );
  return repeated ? { blocks: [], fault: OVERLAPPING } : { blocks };
}

/** `mon-fri`, `sat`, `fri-mon` over the end of the week, or `all`. */
function parseDays(key: string): readonly Weekday[] | undefined {
  if (key === 'all') return DAYS;
  const [from, to = from, ...rest] = key
    .split('-')
    .map((name) => DAYS.findIndex((day) => day === name.trim()));
  if (from === undefined || to === undefined || from < 0 || to < 0 || rest.length > 0) return undefined;
  return from <= to ? DAYS.slice(from, to + 1) : [...DAYS.slice(from), ...DAYS.slice(0, to + 1)];
}

function parseBlocks(hours: string): readonly HoursBlock[] | undefined {
  const blocks = hours.split(',').map(parseBlock);
  const readable = blocks.filter((block) => block !== undefined);
  return readable.length === blocks.length ? readable : undefined;
}

function parseBlock(text: string): HoursBlock | undefined {
  const [, from, fromMinutes, to, toMinutes] =
    /^\s*(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)\s*$/.exec(text) ?? [];
  const fromMinute = toMinute(from, fromMinutes);
  const toMinuteOfDay = toMinute(to, toMinutes);
  if (fromMinute === undefined || toMinuteOfDay === undefined) return undefined;
  if (fromMinute === DAY_MINUTES || fromMinute === toMinuteOfDay) return undefined;
  return { fromMinute, toMinute: toMinuteOfDay };
}

function toMinute(hours: string | undefined, minutes: string | undefined): number | undefined {
  const minute = Number(hours) * 60 + Number(minutes);
  return minute <= DAY_MINUTES && Number(minutes) < 60 ? minute : undefined;
}

function cutAtMidnight(day: Weekday, { fromMinute, toMinute: end }: HoursBlock) {
  if (end > fromMinute) return [{ day, block: { fromMinute, toMinute: end } }];
  const tomorrow = DAYS[(DAYS.indexOf(day) + 1) % DAYS.length] ?? day;
  const evening = { day, block: { fromMinute, toMinute: DAY_MINUTES } };
  return end === 0 ? [evening] : [evening, { day: tomorrow, block: { fromMinute: 0, toMinute: end } }];
}

function overlap(one: HoursBlock, other: HoursBlock): boolean {
  return one.fromMinute < other.toMinute && other.fromMinute < one.toMinute;
}

function toWeek(blocks: readonly { day: Weekday; block: HoursBlock }[]): Week {
  const days = DAYS.map(
    (day) => [day, blocks.filter((entry) => entry.day === day).map(({ block }) => block)] as const,
  );
  return Object.fromEntries(
    days
      .filter(([, hours]) => hours.length > 0)
      .map(([day, hours]) => [day, hours.toSorted((one, other) => one.fromMinute - other.fromMinute)]),
  );
}

const UNKNOWN_DAYS: Refusal = {
  code: 'unknown-days',
  message: {
    ru: 'Дни пишут так: mon, mon-fri, all (mon tue wed thu fri sat sun).',
    en: 'Days are written as mon, mon-fri or all (mon tue wed thu fri sat sun).',
  },
};
const UNREADABLE_HOURS: Refusal = {
  code: 'unreadable-hours',
  message: {
    ru: 'Часы пишут так: "09:00-13:00, 14:00-18:00"; круглые сутки — "00:00-24:00".',
    en: 'Hours are written as "09:00-13:00, 14:00-18:00"; a whole day is "00:00-24:00".',
  },
};
const OVERLAPPING: Refusal = {
  code: 'overlapping-hours',
  message: {
    ru: 'Эти часы накладываются на другие часы того же дня.',
    en: 'These hours overlap other hours of the same day.',
  },
};
const OVER_MIDNIGHT: Refusal = {
  code: 'over-midnight',
  message: {
    ru: 'Часы одного дня кончаются не позже 24:00.',
    en: 'The hours of a single day end by 24:00.',
  },
};
