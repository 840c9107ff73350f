import { faultsOf, hasText, readField, typedLine, type TypedFields } from './typed-fields.ts';
import { faultOfInn, innKind, parseInn, splitInnKpp } from './inn.ts';
import { faultOfKpp, parseKpp } from './kpp.ts';
import type { FieldFault, Requisites } from './lead.ts';
import { faultOfOgrn, parseOgrn } from './ogrn.ts';

export interface RequisitesReading {
  readonly requisites: Requisites;
  readonly faults: readonly FieldFault[];
  /** The fields with an «ИНН/КПП» taken apart. */
  readonly typed: TypedFields;
  /** A person, sole trader included, has no KPP, so none can be demanded. */
  readonly isPerson: boolean;
}

/** Reads the company's numbers. An INN with a KPP behind a slash is both, unless the KPP has a field of its own. */
export function readRequisites(fields: TypedFields): RequisitesReading {
  const typed = splitPair(fields);
  const inn = readField(typed, 'inn', parseInn, faultOfInn);
  const kpp = readField(typed, 'kpp', parseKpp, faultOfKpp);
  const ogrn = readField(typed, 'ogrn', parseOgrn, faultOfOgrn);
  const companyName = typedLine(fields, 'company');
  const requisites = {
    ...(inn.value && { inn: inn.value }),
    ...(kpp.value && { kpp: kpp.value }),
    ...(ogrn.value && { ogrn: ogrn.value }),
    ...(companyName && { companyName }),
  };
  const isPerson = inn.value !== undefined && innKind(inn.value) === 'individual';
  return { requisites, faults: faultsOf(inn, kpp, ogrn), typed, isPerson };
}

function splitPair(fields: TypedFields): TypedFields {
  const { inn, kpp = '' } = splitInnKpp(fields.inn ?? '');
  return { ...fields, inn, kpp: hasText(fields, 'kpp') ? (fields.kpp ?? '') : kpp };
}
