import type { Counterparty, KnownCounterparty } from './counterparty.ts';
import type { Call, Consent, FieldFault, LaterCheck, Lead, Requisites } from './lead.ts';
import type { Mentions } from './person-mentions.ts';

/** Numbers of sole traders and other natural persons have twelve digits, those of companies ten. */
const COMPANY_INN_DIGITS = 10;

/** The state register of companies gives thirteen digits, that of sole traders fifteen. */
const COMPANY_OGRN_DIGITS = 13;

/** By these campaigns are counted; other marks of an address can name a visit, and with it a person. */
const CAMPAIGN_MARKS = ['utm_source', 'utm_medium', 'utm_campaign'];

/** The parts of a lead that tell of a person, without them. A company is no person, and stays. */
export function withoutPerson(lead: Lead, mentions: Mentions) {
  const { consent, call, counterparty, laterCheck, contact } = lead;
  return {
    contact: {},
    requisites: requisitesOfCompany(lead.requisites),
    faults: lead.faults.map(({ field, code }): FieldFault => ({ field, code })),
    need: {},
    attribution: campaignOf(lead.attribution, mentions),
    consent: consent && agreement(consent),
    call: call && callWithoutNumber(call, contact.phone),
    counterparty: counterparty && withoutTrader(counterparty),
    laterCheck: laterCheck && checkWithoutTrader(laterCheck),
  };
}

/** Whether a number is a natural person's. */
export function isPersonalInn(inn: string): boolean {
  return inn.length !== COMPANY_INN_DIGITS;
}

/** A company's name as somebody typed it may be anything; the register's stays with the counterparty. */
function requisitesOfCompany({ inn, kpp, ogrn }: Requisites): Requisites {
  if (inn !== undefined && isPersonalInn(inn)) return {};
  return {
    ...(inn === undefined ? {} : { inn }),
    ...(kpp === undefined ? {} : { kpp }),
    ...(ogrn?.length === COMPANY_OGRN_DIGITS ? { ogrn } : {}),
  };
}

function campaignOf(attribution: Lead['attribution'], { tells }: Mentions): Lead['attribution'] {
  const marks = Object.entries(attribution).filter(([name]) => CAMPAIGN_MARKS.includes(name));
  return Object.fromEntries(marks.map(([name, value]) => [name, tells(value) ? 'erased' : value]));
}

/** That somebody agreed to which text stays: without the person it is a number of the form. */
function agreement({ textVersion, at, textHash }: Consent): Consent {
  return { textVersion, at, ...(textHash === undefined ? {} : { textHash }) };
}

/** The number that was called is the company's own, unless a provider says the caller's in its place. */
function callWithoutNumber({ missed, talkSeconds, trackingNumber }: Call, phone: string | undefined): Call {
  const isOurs = trackingNumber !== undefined && trackingNumber !== phone;
  return { missed, talkSeconds, ...(isOurs ? { trackingNumber } : {}) };
}

function checkWithoutTrader({ at, counterparty, verdict, score }: LaterCheck): LaterCheck {
  const found = withoutTrader(counterparty);
  return { at, counterparty: found, verdict, ...(score === undefined ? {} : { score }) };
}

/** Of a sole trader only what a verdict may rest on stays, and what thousands have in common. */
function withoutTrader(counterparty: Counterparty): Counterparty {
  if (counterparty.outcome !== 'found' || !isTrader(counterparty)) return counterparty;
  const { outcome, status, type, region, checkedAt, registry, stale } = counterparty;
  const kept = { outcome, status, type, name: '', inn: '', checkedAt, stale };
  return {
    ...kept,
    ...(region === undefined ? {} : { region }),
    ...(registry === undefined ? {} : { registry }),
  };
}

function isTrader({ type, inn }: KnownCounterparty): boolean {
  return type === 'individual' || isPersonalInn(inn);
}
