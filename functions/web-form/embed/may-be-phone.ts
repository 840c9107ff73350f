import { toCodeText } from '#shared/domain/text.ts';

/** Countries of the code +7, whose numbers are all of ten digits. */
const SHARING_PLUS_7: readonly string[] = ['RU', 'KZ'];

/** A number dialled there and nothing else; abroad goes by 00 or another country's code. */
const AT_HOME = /^(\+ ?7|\(?[1-9])[\d ()-]*$/;
const DIGITS_AT_HOME = 10;

/** The longest number of E.164, 15 digits, dialled by Russia's way abroad, 8 10. */
const MAX_DIGITS_IN_A_ROW = 18;

/** The shortest number of any country, with its code: Austria and Germany have such. */
const MIN_DIGITS_WITH_CODE = 6;

/**
 * Whether a text may be a phone; when in doubt it may.
 *
 * Only the server reads labels, extensions, several numbers and repairs. Here what surely lacks digits or has too many
 * is found: what the server takes is never refused.
 */
export function mayBePhone(typed: string, region: string): boolean {
  const text = toCodeText(typed);
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  if (digits === 0) return false;
  if (SHARING_PLUS_7.includes(region)) {
    const code = AT_HOME.exec(text)?.[1];
    if (code?.startsWith('+') === true) return digits > DIGITS_AT_HOME;
    if (code !== undefined) return digits >= DIGITS_AT_HOME && !isRun(text, MAX_DIGITS_IN_A_ROW);
  }
  return !/^\+[\d ()-]*$/.test(text) || digits >= MIN_DIGITS_WITH_CODE;
}

function isRun(text: string, maxDigits: number): boolean {
  return text.length > maxDigits && /^\d+$/.test(text);
}
