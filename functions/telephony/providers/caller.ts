/** Fewer digits than any telephone number, more than any word for a hidden caller has. */
const MIN_DIGITS = 7;

/** E.164 ends at 15; some more for what is dialled before a number. */
const MAX_DIGITS = 20;

/**
 * Words for a hidden caller, typed on a telephone's keys: anonymous, restricted, unavailable, unknown, blocked.
 * Twilio, and what is built upon it, has them for a number; with a plus they are nobody's.
 */
const KEYED_WORDS: readonly string[] = ['+266696687', '+7378742833', '+86282452253', '+8656696', '+2562533'];

/**
 * The number a switchboard reports, in international form; undefined for a hidden caller
 * (nothing, `anonymous`, `+`, a SIP name, a word typed on the keys).
 *
 * Switchboards leave out the plus, and a number without it reads as a local one. Ten digits, and eleven after
 * the Russian trunk prefix 8, are local ones and stay for the source's region to complete.
 */
export function parseCallerNumber(text: string | null | undefined): string | undefined {
  const number = (text ?? '').replace(/[\s().-]/g, '');
  if (!/^\+?\d+$/.test(number) || KEYED_WORDS.includes(number)) return undefined;
  const digits = number.replace('+', '');
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return undefined;
  const isLocal = digits.length < 11 || /^8\d{10}$/.test(digits);
  return number.startsWith('+') || isLocal ? number : `+${digits}`;
}

/**
 * A number of our own that was called, spelled one way whatever the switchboard writes, so that reports by line add up.
 * Nobody completes it later as they do a caller's.
 */
export function parseLineNumber(text: string | null | undefined, region: string): string | undefined {
  const number = parseCallerNumber(text);
  const isRussian = region === 'RU' && /^8?\d{10}$/.test(number ?? '');
  return isRussian ? `+7${number?.slice(-10)}` : number;
}

/** A called line as a mark of where the caller came from; one that is no number keeps its name. */
export function toLineMark(text: string | null | undefined, region: string): string | undefined {
  return parseLineNumber(text, region) ?? text ?? undefined;
}
