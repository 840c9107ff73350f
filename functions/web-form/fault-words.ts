import { FAULT_CODES, faultMessage, SUGGESTION } from '#shared/domain/field-messages.ts';
import type { Language } from '#shared/domain/language.ts';
import type { FieldName } from '#shared/domain/source.ts';

/**
 * What to say about what is typed, by the code of the fault; as `field:code` where the words depend on the field.
 *
 * `suggestion` goes behind those words, with what was probably meant for `{suggestion}`; `unknown` is for other codes.
 */
export type FaultWords = Readonly<Record<string, string>>;

/** Codes that do not begin with the field they are told at. */
const TOLD_AT: Readonly<Record<string, FieldName>> = { 'contact-required': 'phone' };

/**
 * The words a form can need, in its language, so that its script has none. A KPP typed behind the INN is at fault there,
 * so a form that asks for the one has the words of the other.
 */
export function faultWords(
  fields: readonly { readonly name: FieldName }[],
  mandatory: readonly FieldName[],
  language: Language,
): FaultWords {
  const asked = new Set<string>([...fields.map(({ name }) => name), 'consent']);
  if (asked.has('inn')) asked.add('kpp');
  const say = (code: string, field = '') => faultMessage({ field, code }, language);
  const codes = FAULT_CODES.filter((code) => asked.has(TOLD_AT[code] ?? code.replace(/-.*/, '')));
  return {
    ...Object.fromEntries(codes.map((code) => [code, say(code)])),
    ...Object.fromEntries(mandatory.map((field) => [`${field}:required`, say('required', field)])),
    suggestion: SUGGESTION[language],
    unknown: say('unknown'),
  };
}
