import { MAX_CODE_CHARACTERS } from './text.ts';

export type PhoneFault = 'phone-letters' | 'phone-short' | 'phone-long' | 'phone-unknown';

/** Longest number of E.164, without the plus. */
const MAX_DIGITS = 15;

/** A Russian number with its area code; what has fewer digits is a local one. */
const MIN_DIGITS = 10;

/** Why a typed phone was none. To be asked only once every reading of it was refused. */
export function faultOfPhone(typed: string): PhoneFault {
  if (typed.length > MAX_CODE_CHARACTERS) return 'phone-long';
  const digits = typed.match(/\p{Nd}/gu)?.length ?? 0;
  if (digits === 0) return 'phone-letters';
  if (digits < MIN_DIGITS) return 'phone-short';
  if (/\p{L}/u.test(typed)) return 'phone-letters';
  return digits > MAX_DIGITS ? 'phone-long' : 'phone-unknown';
}

/** Whether a phone that the numbering plan allows was obviously made up: +7 999 999-99-99, +7 495 000-00-00. */
export function hasRepeatedDigits(e164: string): boolean {
  return /(\d)\1{6}$/.test(e164);
}
