import { faultMessage } from '#shared/domain/field-messages.ts';
import { phoneCandidates } from '#shared/domain/phone-text.ts';
import type { FieldName } from '#shared/domain/source.ts';
import { findFaults, type ParsePhone } from '#shared/domain/submission-fields.ts';
import type { FormSchema } from '../form-schema.ts';
import type { Texts } from './draft.ts';
import { placeOf } from './place-of.ts';

/** Digits of a number without its country, in Russia and where we do not know better, and with it. */
const MIN_DIGITS_IN_RUSSIA = 10;
const MIN_DIGITS = 7;
const MAX_DIGITS = 15;

/** Numbers of Russia and Kazakhstan are all of one length. */
const PLUS_7 = /^\+7(?:\D*\d){10}\D*$/;

/** What the visitor is told about which field. */
export type Complaints = ReadonlyMap<FieldName, string>;

/** What the server would find fault with, by the same rules and in the same words, before it is asked. */
export function findComplaints(typed: Texts, schema: FormSchema): Complaints {
  const complaints = new Map<FieldName, string>();
  for (const fault of findFaults(typed, rulesOf(schema))) {
    const field = placeOf(fault.field, schema);
    if (field === undefined || complaints.has(field)) continue;
    complaints.set(field, faultMessage(fault, schema.language));
  }
  return complaints;
}

function rulesOf({ fields, consent, region }: FormSchema) {
  const mandatory: FieldName[] = fields.filter((field) => field.mandatory).map(({ name }) => name);
  if (consent?.mandatory === true) mandatory.push('consent');
  return { region, mandatory, parsePhone: readLikelyPhone, correctable: true };
}

/** Every number that might be one: which of them exist, only the server's numbering plans know. */
const readLikelyPhone: ParsePhone = (text, region) => {
  const likely = phoneCandidates(text, region).find(({ number }) => isLikely(number, region));
  return likely && { e164: likely.number };
};

function isLikely(number: string, region: string): boolean {
  if (number.startsWith('+7')) return PLUS_7.test(number);
  const digits = number.replace(/\D/g, '').length;
  const least = region === 'RU' && !number.startsWith('+') ? MIN_DIGITS_IN_RUSSIA : MIN_DIGITS;
  return !/\p{L}/u.test(number) && digits >= least && digits <= MAX_DIGITS;
}
