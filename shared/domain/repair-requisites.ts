import { parseInn, splitInnKpp, suggestInn } from './inn.ts';
import { parseKpp } from './kpp.ts';
import { parseOgrn } from './ogrn.ts';
import { findCodes, repairKpp, type FoundCodes } from './requisites-codes.ts';
import { MAX_CODE_CHARACTERS, toCodeText } from './text.ts';
import { fromSpreadsheet, toAsciiDigits, withoutLookAlikes } from './typed-digits.ts';
import { hasText, type TypedFields } from './typed-fields.ts';

/** Texts of the fields a company's numbers are typed in. */
type Numbers = Readonly<Record<'inn' | 'kpp' | 'ogrn', string>>;

export interface RepairedRequisites {
  /** Each number in the field of its own; what cannot be read stays where it was. */
  readonly numbers: Numbers;
  /** Two companies in one field: nobody can tell which of them asks. */
  readonly hasSeveralInns: boolean;
  /** What was probably meant where a field is still at fault. */
  readonly guesses: Readonly<Partial<Numbers>>;
}

/** What stands behind an INN and is no KPP: the INN again, or what has a name of its own (БИК). */
const OTHERS = /^(?:\d{10}|\d{12}|(?!кпп|kpp)\p{L}{2}.*)$/iu;

/** How nearly every KPP ends: a seat or a branch, and the first few of them. No INN that lost its zero does. */
const ENDS_LIKE_KPP = /(?:01|4[345]|50)00\d$/;

/**
 * Puts the numbers where they belong, as far as that is certain: written in any digits, with the company's name
 * around them, two in one field, or each in the other's. What only is likely is a guess.
 */
export function repairRequisites(fields: TypedFields): RepairedRequisites {
  const clean = { inn: toClean(fields.inn), kpp: toClean(fields.kpp), ogrn: toClean(fields.ogrn) };
  const found = findCodes(clean.inn);
  const hasSeveralInns = found.inns.length > 1;
  const numbers = hasSeveralInns ? clean : sort(clean, found, toClean(fields.company));
  return { numbers, hasSeveralInns, guesses: hasSeveralInns ? {} : guess(numbers) };
}

/** What is too long to be a number stays, and is found to be so. */
function toClean(text = ''): string {
  if (text.length > MAX_CODE_CHARACTERS) return text;
  return fromSpreadsheet(toAsciiDigits(toCodeText(text.replace(/[\r\n]+/g, ';'))));
}

function sort(typed: Numbers, inInn: FoundCodes, company: string): Numbers {
  const inKpp = findCodes(typed.kpp);
  const inOgrn = findCodes(typed.ogrn);
  const isSwapped = inInn.ogrn !== undefined || (inInn.kpp !== undefined && inKpp.inns.length > 0);
  const isFree = inInn.inns.length === 0 && (isSwapped || !hasText(typed, 'inn'));
  const from = isFree ? [inKpp, inOgrn, ofCompany(company)].find(({ inns }) => inns.length === 1) : inInn;
  const inn = from?.inns[0];
  const pair = splitInnKpp(typed.inn);
  const isSpare = inInn.ogrn === undefined && parseInn(pair.inn) === inn && !OTHERS.test(pair.kpp ?? '');
  const kpp = inKpp.inns.every((other) => other === inn) ? (inKpp.kpp ?? repairKpp(typed.kpp)) : undefined;
  const around = isSwapped ? inInn : from;
  return {
    inn: inn ?? (inInn.ogrn === undefined ? pair.inn : ''),
    kpp:
      kpp ??
      stayed(typed.kpp, from === inKpp) ??
      (inn && around?.kpp) ??
      (isSpare ? pair.kpp : undefined) ??
      '',
    ogrn: inOgrn.ogrn ?? stayed(typed.ogrn, from === inOgrn) ?? around?.ogrn ?? '',
  };
}

/** A name says nothing about numbers, so one in it has to be called an INN. */
function ofCompany(company: string): FoundCodes {
  const found = findCodes(company);
  return found.isLabelled ? found : findCodes('');
}

function stayed(text: string, isTaken: boolean): string | undefined {
  return isTaken || !hasText({ ogrn: text }, 'ogrn') ? undefined : text;
}

/** A spreadsheet drops the zero a number starts with, from INN and KPP alike; letters are taken for digits. */
function guess({ inn, kpp, ogrn }: Numbers): Partial<Numbers> {
  const right = parseInn(inn);
  const likelyInn =
    (ENDS_LIKE_KPP.test(inn) ? undefined : suggestInn(inn)) ?? parseInn(withoutLookAlikes(inn));
  const likelyKpp = parseKpp(`0${kpp}`);
  const likelyOgrn = parseOgrn(withoutLookAlikes(ogrn));
  const isSameRegion = likelyKpp?.slice(0, 2) === (right ?? likelyInn)?.slice(0, 2);
  return {
    ...(right === undefined && likelyInn && { inn: likelyInn }),
    ...(likelyKpp && isSameRegion && { kpp: likelyKpp }),
    ...(parseOgrn(ogrn) === undefined && likelyOgrn && { ogrn: likelyOgrn }),
  };
}
