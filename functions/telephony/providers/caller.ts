/** Fewer digits than any telephone number, more than any word for a hidden caller has. */
const MIN_DIGITS = 7;

/**
 * The number a switchboard reports, in international form; undefined for a hidden caller
 * (nothing, `anonymous`, `+`, a SIP name).
 *
 * Switchboards leave out the plus, and a number without it reads as a local one. Ten digits, and eleven after
 * the Russian trunk prefix 8, are local ones and stay for the source's region to complete.
 */
export function parseCallerNumber(text: string | null | undefined): string | undefined {
  const number = (text ?? '').replace(/[\s().-]/g, '');
  if (!/^\+?\d+$/.test(number)) return undefined;
  const digits = number.replace('+', '');
  if (digits.length < MIN_DIGITS) return undefined;
  const isLocal = digits.length < 11 || /^8\d{10}$/.test(digits);
  return number.startsWith('+') || isLocal ? number : `+${digits}`;
}
