import type { Language } from '#shared/domain/language.ts';

/** The promise: the owner is told within this. */
export const HANDOFF_LIMIT_MS = 10_000;
/** What we aim at, and usually do. */
export const HANDOFF_TARGET_MS = 2_000;

const LOCALES: Readonly<Record<Language, string>> = { ru: 'ru-RU', en: 'en-GB' };

/** How a page writes moments and numbers. */
export interface Format {
  readonly language: Language;
  readonly zone: string;
  readonly now: Date;
}

/** `14:03:22`, with the day before it when that is not today. */
export function clockTime(
  at: string,
  { language, zone, now }: Format,
  seconds: 'seconds' | 'minutes',
): string {
  const moment = new Date(at);
  const time = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: zone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds === 'seconds' ? { second: '2-digit' } : {}),
  }).format(moment);
  const day = dayOf(moment, language, zone);
  return day === dayOf(now, language, zone) ? time : `${day}, ${time}`;
}

/** `840 ms`, `4.2 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(milliseconds: number, language: Language): string {
  const unit = language === 'ru' ? UNITS.ru : UNITS.en;
  const rounded = Math.max(0, Math.round(milliseconds));
  if (rounded < 1_000) return `${rounded} ${unit.ms}`;
  if (rounded < 59_500) return `${decimal(rounded / 1_000, language, rounded < 10_000 ? 1 : 0)} ${unit.s}`;
  const seconds = Math.round(rounded / 1_000);
  if (seconds < 3_600) return withRest(Math.floor(seconds / 60), unit.min, seconds % 60, unit.s);
  const minutes = Math.round(seconds / 60);
  return withRest(Math.floor(minutes / 60), unit.h, minutes % 60, unit.min);
}

export function money(rub: number, language: Language): string {
  return `${decimal(rub, language, 0)} ₽`;
}

/** `+7 999 123-45-67`; numbers of other countries stay as they are. */
export function fullPhone(e164: string): string {
  const [, code, one, two, three] = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(e164) ?? [];
  return code === undefined ? e164 : `+7 ${code} ${one}-${two}-${three}`;
}

export function handoffSpeed(milliseconds: number): 'fast' | 'fair' | 'late' {
  if (milliseconds <= HANDOFF_TARGET_MS) return 'fast';
  return milliseconds <= HANDOFF_LIMIT_MS ? 'fair' : 'late';
}

/** `Europe/Moscow (GMT+3)`. */
export function zoneName({ language, zone, now }: Format): string {
  const parts = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: zone,
    timeZoneName: 'shortOffset',
  }).formatToParts(now);
  return `${zone.replaceAll('_', ' ')} (${parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''})`;
}

const UNITS = {
  ru: { ms: 'мс', s: 'с', min: 'мин', h: 'ч' },
  en: { ms: 'ms', s: 's', min: 'min', h: 'h' },
} as const;

function dayOf(moment: Date, language: Language, zone: string): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
  }).format(moment);
}

function decimal(value: number, language: Language, digits: number): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: digits }).format(value);
}

function withRest(whole: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${restUnit}`;
}
