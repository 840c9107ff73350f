import { MAX_CODE_CHARACTERS, toCodeText } from './text.ts';

/** One reading of a typed phone, for a library of numbering plans to confirm or refuse. */
export interface PhoneCandidate {
  readonly number: string;
  readonly extension?: string;
}

export type PhoneFault = 'phone-letters' | 'phone-short' | 'phone-long' | 'phone-unknown';

/** Words before or behind a number that say what it is, not which. */
const LABEL_WORDS =
  'тел(?:ефон)?|моб(?:ильный)?|сот(?:овый)?|раб(?:очий)?|дом(?:ашний)?|факс|номер|no|т|phone|tel|mob(?:ile)?|cell|fax|' +
  'whats ?app|wa|telegram|tg|viber|max|ватсап|вотсап|телеграм|вайбер|callto|sips?';
const LABEL_BEFORE = new RegExp(`^[(\\s]*(?:(?:${LABEL_WORDS})(?![а-яёa-z])[\\s.:=)-]*)+`, 'iu');
const LABEL_BEHIND = new RegExp(`[\\s(-]+(?:${LABEL_WORDS})[\\s.)]*$`, 'iu');

/** `доб. 12`, `вн.12`, `(доб.12)`, `ext 12`, `x12`, `#12`; `ext=12` of a tel: address. */
const EXTENSION =
  /[\s(]*(?:доб[а-яё]{0,9}|вн[а-яё]{0,9}|доп[а-яё]{0,12}|ext(?:ension|n)?|x|х|#)[\s.:=#№-]*(\d{1,7})[\s).]*$/iu;
const STARTS_WITH_EXTENSION = /^\(?(?:доб|вн|доп|ext|#|[xх]\.? ?\d)/iu;

/** Several numbers in one field: by signs, by «или», or where the next one starts with its plus. */
const BETWEEN_NUMBERS = /[;,/|\\]|\s(?:или|либо|и|or|and)\s|\s(?=\+\d)/iu;

/** Only such a text is repaired; anything else is a person's to mend. */
const ONLY_A_NUMBER = /^[+(\d][\d\s().~-]*$/;

/** Longest number of E.164, without the plus. */
const MAX_DIGITS = 15;

/** A Russian number with its area code; what has fewer digits is a local one. */
const MIN_DIGITS = 10;

/** Countries of the code +7, whose trunk prefix 8 gets mixed up with it. */
const SHARING_PLUS_7: readonly string[] = ['RU', 'KZ'];

/**
 * What a typed phone may mean, the likeliest first.
 *
 * A library of numbering plans judges each candidate, but cannot be given the text itself: it knows no
 * Russian extension words, and reads «+8 (495)» as a valid number in Vietnam. `region` is ISO 3166.
 */
export function phoneCandidates(typed: string, region: string): readonly PhoneCandidate[] {
  if (typed.length > MAX_CODE_CHARACTERS) return [];
  return toPieces(typed).flatMap((piece) => toCandidates(piece, region));
}

/** Why no candidate of a typed phone was a number. To be asked only once all were refused. */
export function faultOfPhone(typed: string): PhoneFault {
  if (typed.length > MAX_CODE_CHARACTERS) return 'phone-long';
  const digits = typed.normalize('NFKC').replace(/\D/g, '').length;
  const hasLetters = toPieces(typed).some(({ number }) => /\p{L}/u.test(number));
  if (digits === 0 || hasLetters) return 'phone-letters';
  if (digits < MIN_DIGITS) return 'phone-short';
  return digits > MAX_DIGITS ? 'phone-long' : 'phone-unknown';
}

/** Whether a phone that the numbering plan allows was obviously made up: +7 999 999-99-99, +7 495 000-00-00. */
export function hasRepeatedDigits(e164: string): boolean {
  return /(\d)\1{6}$/.test(e164);
}

/** The numbers in a text, each without label and extension. What has no digit is no number. */
function toPieces(typed: string): readonly PhoneCandidate[] {
  const line = toCodeText(typed.replace(/[\r\n]+/g, ';')).replace(/^([+]?[78])\/(\d{3,5})\//, '$1 $2 ');
  return line
    .split(BETWEEN_NUMBERS)
    .reduce<readonly string[]>(joinExtension, [])
    .map(toPiece)
    .filter(({ number }) => /\p{Nd}/u.test(number));
}

/** A comma before an extension does not begin another number. */
function joinExtension(pieces: readonly string[], text: string): readonly string[] {
  const piece = text.trim();
  const before = pieces.at(-1);
  if (before === undefined || !STARTS_WITH_EXTENSION.test(piece)) return [...pieces, piece];
  return [...pieces.slice(0, -1), `${before} ${piece}`];
}

function toPiece(text: string): PhoneCandidate {
  const unlabelled = text
    .replace(/^[\s'"«<:.-]+|[\s'"»>:.-]+$/gu, '')
    .replace(LABEL_BEFORE, '')
    .replace(/@[^\s@]*$/u, '')
    .replace(LABEL_BEHIND, '');
  const extension = EXTENSION.exec(unlabelled);
  if (extension === null) return { number: unlabelled };
  const number = unlabelled.slice(0, extension.index).replace(LABEL_BEHIND, '');
  return { number, extension: extension[1] };
}

function toCandidates(piece: PhoneCandidate, region: string): readonly PhoneCandidate[] {
  if (!ONLY_A_NUMBER.test(piece.number)) return [piece];
  const digits = piece.number.replace(/\D/g, '');
  return repairs(piece.number, digits, region).map((number) => ({ ...piece, number }));
}

function repairs(number: string, digits: string, region: string): readonly string[] {
  const hasPlus = number.startsWith('+');
  if (!hasPlus && /^00[1-9]/.test(digits)) return [`+${digits.slice(2)}`, number];
  const readings = SHARING_PLUS_7.includes(region) ? plus7Readings(number, digits) : [number];
  if (hasPlus || !isAbroadWithoutPlus(digits)) return readings;
  return [...readings, `+${digits}`];
}

/** Telephony often leaves the plus out. Shorter numbers, and such on 7 or 8, are more likely mistyped Russian ones. */
function isAbroadWithoutPlus(digits: string): boolean {
  return digits.length >= 12 && digits.length <= MAX_DIGITS && /^[1-69]/.test(digits);
}

/** Slips around the prefixes 8 and +7 and the 9 that some PBXs dial first. A number that is right as typed stays. */
function plus7Readings(number: string, digits: string): readonly string[] {
  const hasPlus = number.startsWith('+');
  if (hasPlus && digits.length === 11 && digits.startsWith('8')) {
    const inRussia = `+7${digits.slice(1)}`;
    return /^\+8\d/.test(number) ? [number, inRussia] : [inRussia, number];
  }
  const isBothPrefixes = /^789\d{9}$/.test(digits);
  const isOutsideLine = !hasPlus && /^9[78]\d{10}$/.test(digits);
  if (isBothPrefixes || isOutsideLine) return [number, `+7${digits.slice(2)}`];
  const first = digits.length > MAX_DIGITS ? firstNumber(number, digits) : undefined;
  return first === undefined ? [number] : [number, first];
}

/** The first of two numbers with only a blank between them. */
function firstNumber(number: string, digits: string): string | undefined {
  const count = /^[78]/.test(digits) ? 11 : 10;
  return new RegExp(`^(?:\\D*\\d){${count}}(?!\\d)`).exec(number)?.[0];
}
