import { parseBudgetRub } from './budget.ts';
import { faultOfEmail, parseEmail } from './email.ts';
import { faultsOf, hasText, readField, typedLine, type TypedFields } from './typed-fields.ts';
import type { Contact, FieldFault, Need, Requisites } from './lead.ts';
import { faultOfPhone, hasRepeatedDigits } from './phone-fault.ts';
import { readRequisites, type RequisitesReading, type RequisitesRules } from './requisites-fields.ts';
import type { FieldName } from './source.ts';
import type { Submission } from './submission.ts';
import { toPlainText } from './text.ts';

/** Reads a phone with a library of numbering plans, which the domain does not have. */
export type ParsePhone = (
  text: string,
  region: string,
) => { readonly e164: string; readonly extension?: string } | undefined;

export interface FieldRules extends RequisitesRules {
  /** Region of a phone without a country code, ISO 3166. */
  readonly region: string;
  readonly mandatory: readonly FieldName[];
  readonly parsePhone: ParsePhone;
  /** Only a form owes a contact; a call without a number is not kept at all. A form, unless said. */
  readonly kind?: Submission['kind'];
}

/** What the fields of a submission say, as far as it can be read. */
export interface FieldReading {
  readonly contact: Contact;
  readonly requisites: Requisites;
  readonly need: Need;
  readonly consentGiven: boolean;
  readonly faults: readonly FieldFault[];
  /** What is right by the rules and still looks made up (`phone-repeated-digits`). */
  readonly suspicions: readonly string[];
  /** Fields of which a likely reading was taken for what was typed; absent where there are none. */
  readonly repairs?: readonly string[];
}

export const MAX_MESSAGE_CHARACTERS = 4_000;

/** What a ticked box sends, by the form services we know. */
const AGREEMENT: readonly string[] = ['on', 'yes', 'true', '1', 'да'];

/**
 * Turns texts as typed into a contact, requisites and a need.
 *
 * What cannot be read is left out and named as a fault: whether the visitor is told or the lead
 * goes on without it depends on the source, and is not decided here.
 */
export function readFields(fields: TypedFields, rules: FieldRules): FieldReading {
  const { phone, email, legal, consentGiven, faults } = readChecked(fields, rules);
  return {
    contact: toContact(typedLine(fields, 'name'), phone.value, email.value),
    requisites: legal.requisites,
    need: readNeed(fields),
    consentGiven,
    faults,
    suspicions: hasRepeatedDigits(phone.value?.e164 ?? '') ? ['phone-repeated-digits'] : [],
    ...(legal.repairs.length > 0 && { repairs: legal.repairs }),
  };
}

/** Only what is wrong with the fields, for a page that checks them while they are filled in. */
export function findFaults(fields: TypedFields, rules: FieldRules): readonly FieldFault[] {
  return readChecked(fields, rules).faults;
}

function readChecked(fields: TypedFields, rules: FieldRules) {
  const phone = readField(fields, 'phone', (text) => rules.parsePhone(text, rules.region), faultOfPhone);
  const email = readField(fields, 'email', parseEmail, faultOfEmail);
  const legal = readRequisites(fields, rules);
  const consentGiven = AGREEMENT.includes(typedLine(fields, 'consent').toLowerCase());
  return {
    phone,
    email,
    legal,
    consentGiven,
    faults: [...faultsOf(phone, email), ...legal.faults, ...findMissing(legal, rules, consentGiven)],
  };
}

function toContact(name: string, phone: ReturnType<ParsePhone>, email: string | undefined): Contact {
  return {
    ...(name && { name }),
    ...(phone && { phone: phone.e164 }),
    ...(phone?.extension && { phoneExtension: phone.extension }),
    ...(email && { email }),
  };
}

function readNeed(fields: TypedFields): Need {
  const [product, timeline, role] = [
    typedLine(fields, 'product'),
    typedLine(fields, 'timeline'),
    typedLine(fields, 'role'),
  ];
  const budgetRub = parseBudgetRub(fields.budget ?? '');
  const message = toPlainText(fields.message ?? '', MAX_MESSAGE_CHARACTERS);
  return {
    ...(product && { product }),
    ...(budgetRub !== undefined && { budgetRub }),
    ...(timeline && { timeline }),
    ...(role && { role }),
    ...(message && { message }),
  };
}

/** What the source demands and nobody typed. Something typed badly is not missing, it has its own fault. */
function findMissing(
  { typed, isPerson }: RequisitesReading,
  { mandatory, kind = 'form' }: FieldRules,
  consentGiven: boolean,
): readonly FieldFault[] {
  const missing = mandatory
    .filter((field) => field !== 'consent' && !(field === 'kpp' && isPerson))
    .filter((field) => !hasText(typed, field))
    .map((field) => ({ field, code: 'required' }));
  return [
    ...missing,
    ...(owesContact(kind, mandatory) && !hasContact(typed)
      ? [{ field: 'phone', code: 'contact-required' }]
      : []),
    ...(mandatory.includes('consent') && !consentGiven
      ? [{ field: 'consent', code: 'consent-required' }]
      : []),
  ];
}

/** A source that demands a phone or an address has decided the question itself. */
function owesContact(kind: Submission['kind'], mandatory: readonly FieldName[]): boolean {
  return kind === 'form' && !mandatory.includes('phone') && !mandatory.includes('email');
}

function hasContact(fields: TypedFields): boolean {
  return hasText(fields, 'phone') || hasText(fields, 'email');
}
