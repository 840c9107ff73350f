import type { Counterparty } from './counterparty.ts';
import type { Contact, Lead, Requisites } from './lead.ts';

/** Stands for what is hidden. */
const HIDDEN = '···';

/** Numbers of sole traders and other natural persons have twelve digits, those of companies ten. */
const PERSONAL_INN_DIGITS = 12;

/**
 * The lead as somebody sees it who looks after the system and need not know the people: enough to tell leads apart, not
 * enough to call anybody. Companies, needs in codes, verdicts and times stay.
 */
export function maskPerson(lead: Lead): Lead {
  const { extra: _extra, consent, counterparty, laterCheck, ...rest } = lead;
  const { page: _page, referrer: _referrer, ...attribution } = lead.attribution;
  return {
    ...rest,
    contact: maskContact(lead.contact),
    requisites: maskRequisites(lead.requisites),
    need: { ...lead.need, ...(lead.need.message === undefined ? {} : { message: HIDDEN }) },
    faults: lead.faults.map(({ typed, suggestion: _suggestion, ...fault }) =>
      typed === undefined ? fault : { ...fault, typed: HIDDEN },
    ),
    attribution,
    ...(consent === undefined ? {} : { consent: { textVersion: consent.textVersion, at: consent.at } }),
    ...(counterparty === undefined ? {} : { counterparty: maskCounterparty(counterparty) }),
    ...(laterCheck === undefined
      ? {}
      : { laterCheck: { ...laterCheck, counterparty: maskCounterparty(laterCheck.counterparty) } }),
  };
}

/** `+7 999 ···-··-67`: enough to recognize a caller, not enough to call them. What is masked stays so. */
export function maskPhone(e164: string): string {
  if (e164.includes('·')) return e164;
  const [, code, end] = /^\+7(\d{3})\d{5}(\d{2})$/.exec(e164) ?? [];
  return code === undefined ? `${e164.slice(0, 3)} ······ ${e164.slice(-2)}` : `+7 ${code} ···-··-${end}`;
}

function maskContact({ name, phone, phoneExtension: _extension, email }: Contact): Contact {
  return {
    ...(name === undefined ? {} : { name: initials(name) }),
    ...(phone === undefined ? {} : { phone: maskPhone(phone) }),
    ...(email === undefined ? {} : { email: `${HIDDEN}${email.slice(email.lastIndexOf('@'))}` }),
  };
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return words.map((word) => `${[...word][0] ?? ''}.`).join(' ');
}

function maskRequisites(requisites: Requisites): Requisites {
  const { inn } = requisites;
  if (inn === undefined || inn.length < PERSONAL_INN_DIGITS) return requisites;
  const { ogrn: _ogrn, companyName, ...rest } = requisites;
  return { ...rest, inn: maskInn(inn), ...(companyName === undefined ? {} : { companyName: HIDDEN }) };
}

function maskCounterparty(counterparty: Counterparty): Counterparty {
  if (counterparty.outcome !== 'found' || counterparty.inn.length < PERSONAL_INN_DIGITS) return counterparty;
  const { ogrn: _ogrn, ...known } = counterparty;
  return { ...known, name: HIDDEN, inn: maskInn(counterparty.inn) };
}

/** The first four digits are those of the tax office. */
function maskInn(inn: string): string {
  return `${inn.slice(0, 4)}${'·'.repeat(inn.length - 4)}`;
}
