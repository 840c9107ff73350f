import { faultText, type FaultTexts } from '#shared/domain/fault-text.ts';
import { phoneCandidates } from '#shared/domain/phone-text.ts';
import type { FieldName } from '#shared/domain/source.ts';
import { findFaults, type ParsePhone } from '#shared/domain/submission-fields.ts';
import type { FormSchema } from '../form-schema.ts';
import type { Texts } from './draft.ts';

/** Digits of a number without its country, in Russia and where we do not know better, and with it. */
const MIN_DIGITS_IN_RUSSIA = 10;
const MIN_DIGITS = 7;
const MAX_DIGITS = 15;

/** What the visitor is told about which field. */
export type Complaints = ReadonlyMap<FieldName, string>;

/**
 * What the server would find fault with, by the same rules, before it is asked.
 *
 * A browser too old for these rules finds nothing: the server has the last word anyway.
 */
export function findComplaints(typed: Texts, schema: FormSchema, texts: FaultTexts): Complaints {
  const complaints = new Map<FieldName, string>();
  try {
    for (const fault of findFaults(typed, rulesOf(schema))) {
      const field = placeOf(fault.field, schema);
      if (field !== undefined && !complaints.has(field)) complaints.set(field, faultText(fault, texts));
    }
  } catch {
    return new Map();
  }
  return complaints;
}

/** The field where a fault is shown. A KPP typed behind the INN is at fault there, if it has no field of its own. */
export function placeOf(field: string, { fields, consent }: FormSchema): FieldName | undefined {
  if (field === 'consent') return consent && field;
  const find = (wanted: string) => fields.find(({ name }) => name === wanted)?.name;
  return find(field) ?? (field === 'kpp' ? find('inn') : undefined);
}

function rulesOf({ fields, consent, region }: FormSchema) {
  const mandatory: FieldName[] = fields.filter((field) => field.mandatory).map(({ name }) => name);
  if (consent?.mandatory === true) mandatory.push('consent');
  return { region, mandatory, parsePhone: readLikelyPhone };
}

/** Every number that might be one: which of them exist, only the server's numbering plans know. */
const readLikelyPhone: ParsePhone = (text, region) => {
  const likely = phoneCandidates(text, region).find(({ number }) => isLikely(number, region));
  return likely && { e164: likely.number };
};

function isLikely(number: string, region: string): boolean {
  const digits = number.replace(/\D/g, '').length;
  const least = region === 'RU' && !number.startsWith('+') ? MIN_DIGITS_IN_RUSSIA : MIN_DIGITS;
  return !/\p{L}/u.test(number) && digits >= least && digits <= MAX_DIGITS;
}
