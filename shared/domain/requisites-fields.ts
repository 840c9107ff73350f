import { faultOfInn, innKind, parseInn } from './inn.ts';
import { faultOfKpp, parseKpp } from './kpp.ts';
import type { FieldFault, Requisites } from './lead.ts';
import { faultOfOgrn, parseOgrn } from './ogrn.ts';
import { repairRequisites, type RepairedRequisites } from './repair-requisites.ts';
import { faultsOf, readField, typedLine, type TypedFields } from './typed-fields.ts';

export interface RequisitesRules {
  /** Whether the person can be asked: then what only is likely is proposed, otherwise it is taken. */
  readonly correctable?: boolean;
}

export interface RequisitesReading {
  readonly requisites: Requisites;
  readonly faults: readonly FieldFault[];
  /** The fields with each number in its own. */
  readonly typed: TypedFields;
  /** A person, sole trader included, has no KPP, so none can be demanded. */
  readonly isPerson: boolean;
  /** Fields where a likely number was taken for what was typed. */
  readonly repairs: readonly string[];
}

/** Reads the company's numbers, wherever among their fields they were typed. Each has its checksum or its shape. */
export function readRequisites(
  fields: TypedFields,
  { correctable = false }: RequisitesRules = {},
): RequisitesReading {
  const repaired = repairRequisites(fields);
  const guesses = correctable ? {} : repaired.guesses;
  const typed = { ...fields, ...repaired.numbers, ...guesses };
  const inn = repaired.hasSeveralInns
    ? readField(
        typed,
        'inn',
        () => undefined,
        () => 'inn-several',
      )
    : readField(typed, 'inn', parseInn, faultOfInn);
  const kpp = readField(typed, 'kpp', parseKpp, faultOfKpp);
  const ogrn = readField(typed, 'ogrn', parseOgrn, faultOfOgrn);
  const companyName = typedLine(fields, 'company');
  const requisites = {
    ...(inn.value && { inn: inn.value }),
    ...(kpp.value && { kpp: kpp.value }),
    ...(ogrn.value && { ogrn: ogrn.value }),
    ...(companyName && { companyName }),
  };
  return {
    requisites,
    faults: faultsOf(inn, kpp, ogrn).map((fault) => propose(fault, repaired)),
    typed,
    isPerson: inn.value !== undefined && innKind(inn.value) === 'individual',
    repairs: Object.keys(guesses),
  };
}

function propose(fault: FieldFault, { guesses }: RepairedRequisites): FieldFault {
  const suggestion = Object.entries(guesses).find(([field]) => field === fault.field)?.[1];
  return suggestion === undefined ? fault : { ...fault, suggestion };
}
