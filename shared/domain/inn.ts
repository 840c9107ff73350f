import { MAX_CODE_CHARACTERS, toCodeText, toCompactCode } from './text.ts';

/** Taxpayer number of a Russian company (10 digits) or a person, sole trader included (12 digits). */
export type Inn = string & { readonly __brand: 'Inn' };

export type InnFault =
  'inn-empty' | 'inn-digits' | 'inn-length' | 'inn-zeros' | 'inn-region' | 'inn-checksum';

/** Weights of the tax service's check digits: the only one of a company, the two of a person. */
const COMPANY_WEIGHTS = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const PERSON_WEIGHTS = [7, ...COMPANY_WEIGHTS];
const PERSON_LAST_WEIGHTS = [3, ...PERSON_WEIGHTS];

/**
 * Reads an INN the way people type it: label, spaces, dashes, dots, full-width digits.
 *
 * Its last digits are checksums of the rest, so a slip of the finger is caught here,
 * before the registry is asked and paid for.
 */
export function parseInn(text: string): Inn | undefined {
  const code = toInnCode(text);
  return isInn(code) ? code : undefined;
}

/** Why a text is no INN; undefined when it is one. */
export function faultOfInn(text: string): InnFault | undefined {
  return faultOf(toInnCode(text));
}

export function innKind(inn: Inn): 'legal' | 'individual' {
  return inn.length === 10 ? 'legal' : 'individual';
}

/** A foreign organisation has a number of the inspection 9909 and is not in the Russian register of companies. */
export function isForeignInn(inn: Inn): boolean {
  return inn.length === 10 && inn.startsWith('9909');
}

/** Region of the office that gave the number out. Only a hint: companies move, regions are abolished. */
export function innRegionCode(inn: Inn): string {
  return inn.slice(0, 2);
}

/** A spreadsheet drops the zero an INN starts with; this puts it back where the checksum agrees. */
export function suggestInn(text: string): Inn | undefined {
  const code = toInnCode(text);
  return code?.length === 9 || code?.length === 11 ? parseInn(`0${code}`) : undefined;
}

/**
 * Takes apart «ИНН/КПП» written in one field, as on every Russian invoice. Neither part is checked yet;
 * a text that is no such pair is the INN as a whole.
 */
export function splitInnKpp(text: string): { readonly inn: string; readonly kpp?: string } {
  if (text.length > MAX_CODE_CHARACTERS) return { inn: text };
  const parts = toCodeText(text)
    .replace(/^(?:инн|inn)\s?[/\\,-]?\s?(?:кпп|kpp)[\s:]*/iu, '')
    .split(/[/\\|;,]|(?=кпп|kpp)|(?<=^\d{10}) (?=[0-9A-Z]{9}$)/iu)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const [inn, kpp] = parts;
  if (inn === undefined || parts.length > 2) return { inn: text };
  if (kpp === undefined) return { inn };
  return /\d/.test(inn) && /\d/.test(kpp) ? { inn, kpp } : { inn: text };
}

function toInnCode(text: string): string | undefined {
  return toCompactCode(text, /^(?:инн|inn)/iu);
}

function isInn(code: string | undefined): code is Inn {
  return faultOf(code) === undefined;
}

/** All zeros and the region 00 pass the checksums, and yet nobody has such a number. */
function faultOf(code: string | undefined): InnFault | undefined {
  if (code === undefined) return 'inn-length';
  if (code === '') return 'inn-empty';
  if (!/^[0-9]+$/.test(code)) return 'inn-digits';
  if (code.length !== 10 && code.length !== 12) return 'inn-length';
  if (/^0+$/.test(code)) return 'inn-zeros';
  if (code.startsWith('00')) return 'inn-region';
  return hasRightChecksums(code) ? undefined : 'inn-checksum';
}

function hasRightChecksums(code: string): boolean {
  if (code.length === 10) return checkDigit(code, COMPANY_WEIGHTS) === code[9];
  return checkDigit(code, PERSON_WEIGHTS) === code[10] && checkDigit(code, PERSON_LAST_WEIGHTS) === code[11];
}

function checkDigit(code: string, weights: readonly number[]): string {
  const sum = weights.reduce((total, weight, position) => total + weight * Number(code[position]), 0);
  return String((sum % 11) % 10);
}
