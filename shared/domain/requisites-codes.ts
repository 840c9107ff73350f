import { parseInn, type Inn } from './inn.ts';
import { parseKpp, type Kpp } from './kpp.ts';
import { parseOgrn, type Ogrn } from './ogrn.ts';
import { MAX_CODE_CHARACTERS } from './text.ts';

/** The company's numbers in one text: every INN there is, a KPP or OGRN only where there is one of them. */
export interface FoundCodes {
  readonly inns: readonly Inn[];
  readonly kpp: Kpp | undefined;
  readonly ogrn: Ogrn | undefined;
  /** Whether an INN was called one. */
  readonly isLabelled: boolean;
}

/** Labels in either alphabet, or in both at once: «ИHH» goes on in Latin letters after the first. */
const INN = '[иi][нhn]{2}';
const KPP = '[кk][пp]{2}';
const OGRN = '[оo][гg][рpr][нhn](?:[иi][пp])?';
const PART_ENDS = new RegExp(`[/\\\\|;,()]|(?<!\\p{L})(?=(?:${INN}|${KPP}|${OGRN})(?!\\p{L}))`, 'iu');
/** «ИНН/КПП» in front of both. */
const PAIR = new RegExp(`(${INN})\\s?[/\\\\,-]\\s?${KPP}`, 'giu');
const LABEL = new RegExp(`^\\s*(?:(${INN})|(${KPP})|${OGRN}|ru)(?!\\p{L})`, 'iu');

/** Whatever has this in it is no company's name. */
const MARKUP = /[<>{}=`]|--/;

/** Beside one of these, ten digits that nobody calls an INN may be anything. */
const OTHER_NUMBER = /\+ ?\d|(?<!\p{L})(?:тел(?:ефон)?|моб|факс|phone|tel|fax|окпо|паспорт)(?!\p{L})/iu;

/** Tax office, reason with letters of either alphabet, number. */
const KPP_LIKE = /(?<![\p{L}\d])[\dоo]{4}[\dа-яa-z]{2}[\dоo]{3}(?![\p{L}\d])/giu;

/** Between the digits of one number. */
const SEPARATORS = /[\s\p{Pd}._]/gu;

/** Finds the numbers between words; a checksum says which of them is an INN. */
export function findCodes(text: string): FoundCodes {
  const isHopeless = text.length > MAX_CODE_CHARACTERS || MARKUP.test(text);
  const parts = isHopeless ? [] : text.replace(PAIR, '$1').split(PART_ENDS).map(readPart);
  const labelled = parts.flatMap(({ inns, isInn }) => (isInn ? inns : []));
  const isDoubtful = OTHER_NUMBER.test(text) || parts.some(({ isStray }) => isStray);
  const isLabelled = labelled.length > 0;
  const sure = isDoubtful && !isLabelled ? [] : parts;
  return {
    inns: [...new Set(isDoubtful ? labelled : parts.flatMap(({ inns }) => inns))],
    kpp: only(sure.flatMap(({ kpps }) => kpps)),
    ogrn: only(sure.flatMap(({ ogrns }) => ogrns)),
    isLabelled,
  };
}

/**
 * Reads a KPP with what a Russian keyboard makes of its letters. An О beside a digit of the reason is a zero;
 * of two together nobody can tell.
 */
export function repairKpp(text: string): Kpp | undefined {
  const code = text.replace(SEPARATORS, '').toUpperCase();
  const reason = code.slice(4, 6);
  if (/^[ОO]{2}$/.test(reason)) return parseKpp(text);
  return parseKpp(
    toZeros(code.slice(0, 4)) +
      (/\d/.test(reason) ? toZeros(reason) : reason).replace(/[А-Я]/g, toLatin) +
      toZeros(code.slice(6)),
  );
}

/** What stands between two separators or labels. */
function readPart(part: string) {
  const label = LABEL.exec(part);
  const text = part.slice(label?.[0].length);
  const runs = text.match(/(?<![\p{L}\d])\d+(?![\p{L}\d])/gu) ?? [];
  const whole = /(?<![\p{L}\d])\d.*\d(?![\p{L}\d])/u.exec(text)?.[0].replace(SEPARATORS, '') ?? '';
  const numbers = runs.some(isOurs) ? runs : [whole];
  const isKpp = label?.[2] !== undefined || !/\p{L}/u.test(text.replace(KPP_LIKE, ''));
  return {
    inns: found(numbers, parseInn),
    ogrns: found(numbers, parseOgrn),
    kpps: found(isKpp ? (text.match(KPP_LIKE) ?? []) : [], repairKpp),
    isInn: label?.[1] !== undefined && /^(?:[\s:.=#-]|No)*\d/u.test(text),
    isStray: numbers.some((number) => /^(?:\d{10}|\d{12,13}|\d{15})$/.test(number) && !isOurs(number)),
  };
}

function found<T>(texts: readonly string[], parse: (text: string) => T | undefined): readonly T[] {
  return texts.map(parse).filter((code) => code !== undefined);
}

function isOurs(number: string): boolean {
  return (parseInn(number) ?? parseOgrn(number)) !== undefined;
}

function only<T>(found: readonly T[]): T | undefined {
  return new Set(found).size === 1 ? found[0] : undefined;
}

function toZeros(text: string): string {
  return text.replace(/[ОO]/g, '0');
}

function toLatin(letter: string): string {
  return 'ABEKMHOPCTYX'['АВЕКМНОРСТУХ'.indexOf(letter)] ?? letter;
}
