import type { FieldFault } from '#shared/domain/lead.ts';
import { likelyMeant } from '#shared/domain/likely-meant.ts';
import type { FieldName } from '#shared/domain/source.ts';
import { findFaults, type ParsePhone } from '#shared/domain/submission-fields.ts';
import type { FaultWords } from '../fault-words.ts';
import type { FormSchema } from '../form-schema.ts';
import type { Texts } from './draft.ts';
import { mayBePhone } from './may-be-phone.ts';
import { placeOf } from './place-of.ts';

/** What the visitor is told about which field. */
export type Complaints = ReadonlyMap<FieldName, string>;

/** What the server would find fault with, by the same rules and in the same words, before it is asked. */
export function findComplaints(typed: Texts, schema: FormSchema): Complaints {
  const complaints = new Map<FieldName, string>();
  for (const fault of findFaults(typed, rulesOf(schema))) {
    const field = placeOf(fault.field, schema);
    if (field === undefined || complaints.has(field)) continue;
    complaints.set(field, toMessage(fault, schema.texts.faults));
  }
  return complaints;
}

function rulesOf({ fields, consent, region }: FormSchema) {
  const mandatory: FieldName[] = fields.filter((field) => field.mandatory).map(({ name }) => name);
  if (consent?.mandatory === true) mandatory.push('consent');
  return { region, mandatory, parsePhone: readLikelyPhone, correctable: true };
}

/** Whether a number exists, only the server's numbering plans know. */
const readLikelyPhone: ParsePhone = (text, region) => (mayBePhone(text, region) ? { e164: text } : undefined);

function toMessage(fault: FieldFault, words: FaultWords): string {
  const said = words[`${fault.field}:${fault.code}`] ?? words[fault.code] ?? words['unknown'] ?? '';
  const likely = likelyMeant(fault);
  return likely === undefined ? said : said + (words['suggestion'] ?? '').replace('{suggestion}', likely);
}
