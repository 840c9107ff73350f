import { toCompactCode } from './text.ts';

/** State registration number of a company (ОГРН, 13 digits) or a sole trader (ОГРНИП, 15 digits). */
export type Ogrn = string & { readonly __brand: 'Ogrn' };

/**
 * `ogrn-record`: the number of some entry in the register (ГРН), not of the registration itself.
 * `ogrn-accreditation`: the 11 digits (НЗА) a branch of a foreign company has instead.
 */
export type OgrnFault =
  | 'ogrn-empty'
  | 'ogrn-digits'
  | 'ogrn-accreditation'
  | 'ogrn-length'
  | 'ogrn-zeros'
  | 'ogrn-record'
  | 'ogrn-checksum';

export function parseOgrn(text: string): Ogrn | undefined {
  const code = toOgrnCode(text);
  return isOgrn(code) ? code : undefined;
}

/** Why a text is no OGRN; undefined when it is one. */
export function faultOfOgrn(text: string): OgrnFault | undefined {
  return faultOf(toOgrnCode(text));
}

export function ogrnKind(ogrn: Ogrn): 'legal' | 'individual' {
  return ogrn.length === 13 ? 'legal' : 'individual';
}

/** Year of the entry. Companies older than the register of 2002 have the year they were carried over. */
export function ogrnYear(ogrn: Ogrn): number {
  return 2000 + Number(ogrn.slice(1, 3));
}

export function ogrnRegionCode(ogrn: Ogrn): string {
  return ogrn.slice(3, 5);
}

function toOgrnCode(text: string): string | undefined {
  return toCompactCode(text, /^(?:огрн(?:ип)?|ogrn(?:ip)?)/iu);
}

function isOgrn(code: string | undefined): code is Ogrn {
  return faultOf(code) === undefined;
}

/** First digits after the government's decree 438 (ОГРН) and the finance ministry's order 165н (ОГРНИП). */
function faultOf(code: string | undefined): OgrnFault | undefined {
  if (code === undefined) return 'ogrn-length';
  if (code === '') return 'ogrn-empty';
  if (!/^[0-9]+$/.test(code)) return 'ogrn-digits';
  if (code.length === 11) return 'ogrn-accreditation';
  if (code.length !== 13 && code.length !== 15) return 'ogrn-length';
  if (/^0+$/.test(code)) return 'ogrn-zeros';
  if (!(code.length === 13 ? /^[15]/ : /^3/).test(code)) return 'ogrn-record';
  return checkDigit(code) === code.at(-1) ? undefined : 'ogrn-checksum';
}

/** Last digit of the remainder by 11 or 13. Fourteen digits are still exact in a double. */
function checkDigit(code: string): string {
  const remainder = Number(code.slice(0, -1)) % (code.length === 13 ? 11 : 13);
  return String(remainder % 10);
}
