import type { EmailFault } from './email.ts';
import type { InnFault } from './inn.ts';
import type { KppFault } from './kpp.ts';
import type { FieldFault } from './lead.ts';
import type { OgrnFault } from './ogrn.ts';
import type { PhoneFault } from './phone-fault.ts';
import type { FieldName } from './source.ts';
import type { Submission } from './submission.ts';
import { toPlainLine } from './text.ts';

/** Stable codes of what can be wrong with a field. */
export type FaultCode =
  | InnFault
  | KppFault
  | OgrnFault
  | EmailFault
  | PhoneFault
  | 'inn-several'
  | 'required'
  | 'contact-required'
  | 'consent-required'
  | 'captcha-required';

/** Texts as typed, by our field names. */
export type TypedFields = Submission['fields'];

/** A value, or what is wrong with it, or neither where nothing was typed. */
export interface Reading<T> {
  readonly value?: T;
  readonly fault?: FieldFault;
}

export const MAX_NAME_CHARACTERS = 120;
const MAX_FIELD_CHARACTERS = 200;

/** Dashes and dots, which people put where they have nothing to say. */
const NOTHING = /^[\p{Pd}_.\s]*$/u;

/** The field as one clean line; empty when it was left out. */
export function typedLine(fields: TypedFields, field: FieldName): string {
  return toPlainLine(fields[field] ?? '', field === 'name' ? MAX_NAME_CHARACTERS : MAX_FIELD_CHARACTERS);
}

export function hasText(fields: TypedFields, field: FieldName): boolean {
  return !NOTHING.test(typedLine(fields, field));
}

/** Reads one field with a parser, and asks why when the parser refuses. */
export function readField<T>(
  fields: TypedFields,
  field: FieldName,
  parse: (text: string) => T | undefined,
  faultOf: (text: string) => FaultCode | undefined,
): Reading<T> {
  if (!hasText(fields, field)) return {};
  const typed = (fields[field] ?? '').trim();
  const value = parse(typed);
  if (value !== undefined) return { value };
  const code = faultOf(typed);
  return code === undefined ? {} : { fault: { field, code, typed: typedLine(fields, field) } };
}

export function faultsOf(...readings: readonly Reading<unknown>[]): readonly FieldFault[] {
  return readings.map(({ fault }) => fault).filter((fault) => fault !== undefined);
}
