import { phoneReadings, type PhoneReading } from './phone-readings.ts';
import { MAX_CODE_CHARACTERS, toCodeText } from './text.ts';
import { fromSpreadsheet, toAsciiDigits, withoutLookAlikes } from './typed-digits.ts';

/** One reading of a typed phone, for a library of numbering plans to confirm or refuse. */
export interface PhoneCandidate extends PhoneReading {
  readonly extension?: string;
}

/** Words before or behind a number that say what it is, not which. */
const LABEL_WORDS =
  '(?:контактный |мобильный |городской |рабочий |личный |мой )?(?:телефон|номер)|тел|моб(?:ильный)?|сот(?:овый)?|' +
  'раб(?:очий)?|дом(?:ашний)?|гор(?:одской)?|личный|факс|no|т|phone|tel(?:ephone)?|mob(?:ile)?|cell|fax|' +
  'whats ?app|wa|telegram|tg|viber|max|в[ао][тц]с?апп?|телеграмм?|телега|вайбер|callto|sips?';
const LABEL_BEFORE = new RegExp(`^[(\\s]*(?:(?:${LABEL_WORDS})(?![а-яёa-z])[\\s.:=)-]*)+`, 'iu');
const LABEL_BEHIND = new RegExp(`[\\s(-]+(?:${LABEL_WORDS})[\\s.)]*$`, 'iu');

/** `доб. 12`, `вн.12`, `(доб.12)`, `ext 12`, `x12`, `#12`, `*12`; `ext=12` of a tel: address. */
const EXTENSION_WORDS = 'доб[а-яё]{0,9}|вн[а-яё]{0,9}|доп[а-яё]{0,12}|тон[а-яё]{0,5}|ext(?:ension|n)?';
const EXTENSION = new RegExp(`[\\s(]*(?:${EXTENSION_WORDS}|x|х|[#*])[\\s.:=#№-]*(\\d{1,7})[\\s#).]*$`, 'iu');
const STARTS_WITH_EXTENSION = /^\(?(?:доб|вн|доп|ext|#|[xх]\.? ?\d)/iu;

/** What a telephone's memory puts before an extension: pauses, with no blank after them. */
const PAUSE = /(?<=(?:\d[\s().-]*){10})(?:[,;]+|\s?[pw]+)(?=\d{1,6}#?\s*$)/iu;

/** Words in brackets, and from here on words about when to call. Any other word makes a text no number. */
const ASIDE = new RegExp(
  `\\((?!\\s*(?:${EXTENSION_WORDS}))(?=[^()]*\\p{L})(?:[^()\\d]|\\d(?!(?:[^()]*\\d){6}))*\\)`,
  'giu',
);
const WHEN_TO_CALL =
  /[\s(-]+(?:(?:по|пере)?звон[а-яё]*|лучше|только|строго|можно|удобно|после|круглосуточно|(?:с|до|от|в|from|till|until) ?\d|в любое|в рабочее|в будни|по будн|утром|дн[её]м|вечером|пн|будни|call|after|before|between|anytime)(?![а-яё]).*$/iu;

/** Several numbers in one field: by signs, by «или», before a label, or where the next one starts with its plus. */
const BETWEEN_NUMBERS = new RegExp(
  `[;,/|\\\\]|\\s(?:или|либо|и|or|and)\\s|\\s(?=(?:${LABEL_WORDS})[\\s.:]+\\+?\\(?\\d)|(?<=[^+])(?=\\+\\d)`,
  'iu',
);

/** The code of a town or operator with a slash behind it. */
const SLASH_BEHIND_CODE = /^((?:\+?[78][\s/-]*)?\(?\d{3,5}\)?) ?\/ ?(?=\d[\d\s-]{4,}$)/;

/**
 * What a typed phone may mean, the likeliest first.
 *
 * A library of numbering plans judges each candidate, but cannot be given the text itself: it knows no
 * Russian extension words, and reads «+8 (495)» as a valid number in Vietnam. `region` is ISO 3166.
 */
export function phoneCandidates(typed: string, region: string): readonly PhoneCandidate[] {
  if (typed.length > MAX_CODE_CHARACTERS) return [];
  return toPieces(typed).flatMap(({ number, extension }) =>
    phoneReadings(number, region).map((reading) => ({ ...reading, ...(extension && { extension }) })),
  );
}

/** The numbers in a text, each without label and extension. What has no digit is no number. */
function toPieces(typed: string): readonly { number: string; extension?: string | undefined }[] {
  return toLine(typed)
    .split(BETWEEN_NUMBERS)
    .reduce<readonly string[]>(joinExtension, [])
    .map(toPiece)
    .filter(({ number }) => /\d/.test(number));
}

/** One line in plain signs; what was once an address of a messenger or a caller is its number. */
function toLine(typed: string): string {
  const line = toCodeText(typed.replace(/[\r\n]+/g, ';'))
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/_/g, ' ');
  return withoutLookAlikes(fromSpreadsheet(toAsciiDigits(line)))
    .replace(/^.*[?&]phone=(?:%2b)?\+?(\d+).*$/iu, '+$1')
    .replace(/^[^<\d]*<([^<>]+)>$/u, '$1')
    .replace(/^(?:плюс|plus)(?= ?\d)/iu, '+')
    .replace(/\[/g, '(')
    .replace(/\]/g, ')')
    .replace(ASIDE, ' ')
    .replace(SLASH_BEHIND_CODE, '$1 ')
    .replace(PAUSE, ' ext ');
}

/** A comma before an extension does not begin another number. */
function joinExtension(pieces: readonly string[], text: string): readonly string[] {
  const piece = text.trim();
  const before = pieces.at(-1);
  if (before === undefined || !STARTS_WITH_EXTENSION.test(piece)) return [...pieces, piece];
  return [...pieces.slice(0, -1), `${before} ${piece}`];
}

function toPiece(text: string) {
  const unlabelled = text
    .replace(WHEN_TO_CALL, '')
    .replace(/^[\s'"«<:.-]+|[\s'"»>:.-]+$/gu, '')
    .replace(LABEL_BEFORE, '')
    .replace(/(?:@[^\s@]*|(?<=\d)\?.*)$/u, '')
    .replace(LABEL_BEHIND, '');
  const extension = EXTENSION.exec(unlabelled);
  if (extension === null) return { number: unlabelled };
  const number = unlabelled.slice(0, extension.index).replace(LABEL_BEHIND, '');
  return { number, extension: extension[1] };
}
