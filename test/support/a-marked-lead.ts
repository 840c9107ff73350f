import { offeredTo } from '#shared/domain/offer-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { anOfferedLead, aQualifiedLead } from './a-lead.ts';

/** A sole trader: twelve digits, and fifteen. */
export const TRADER_INN = '779912345644';
const TRADER_OGRN = '304770000123456';

/** A person with something unmistakable in every field that can tell of them. */
export interface Marked {
  readonly phone: string;
  readonly email: string;
  readonly mark: string;
}

/** Whatever of these is found somewhere tells of the person. */
export function marksOf({ phone, email, mark }: Marked): readonly string[] {
  return [
    phone.slice(-10),
    email,
    mark,
    mark.toLowerCase(),
    TRADER_INN,
    TRADER_OGRN,
    '203.0.113.77',
    'ymclid',
  ];
}

/** A lead with a mark in every personal field there is, as far as a lead in that state can have it. */
export function aMarkedLead(person: Marked, overrides: Partial<Lead> = {}): Lead {
  return { ...aQualifiedLead(overrides), ...personalParts(person), ...overrides };
}

/** The same, put before the rep `olga`. */
export function aMarkedOffer(person: Marked, overrides: Partial<Lead> = {}): Lead {
  const offered = anOfferedLead(overrides);
  return { ...offered, ...personalParts(person), ...overrides };
}

/** The same, declined in words that name the person, and put before the next rep. */
export function aMarkedLeadOfManyHands(person: Marked, overrides: Partial<Lead> = {}): Lead {
  const { mark } = person;
  const first = aMarkedOffer(person, overrides);
  const { offer, assignment, owner: _owner, ...rest } = first;
  if (offer === undefined || assignment === undefined) return first;
  const because = `client ${mark} is rude`;
  const declined: Lead = {
    ...rest,
    status: 'qualified',
    formerOffers: [{ ...offer, state: 'declined', because }],
    timeline: [
      ...rest.timeline,
      { at: offer.offeredAt, event: 'offer.declined', by: offer.rep, because },
      { at: offer.offeredAt, event: 'lead.given-by-hand', by: 'ops', because: `${mark} knows him` },
    ],
  };
  const now = new Date(offer.offeredAt);
  const next = { rep: 'pavel', deadlineAt: offer.deadlineAt };
  return { ...offeredTo(declined, next, assignment, ['crm'], now), version: first.version };
}

function personalParts({ phone, email, mark }: Marked): Partial<Lead> {
  const at = '2026-11-23T09:00:00.000Z';
  const counterparty = {
    outcome: 'found',
    status: 'active',
    name: `ИП ${mark}`,
    type: 'individual',
    inn: TRADER_INN,
    ogrn: TRADER_OGRN,
    region: 'RU-MOW',
    checkedAt: at,
    stale: false,
  } as const;
  return {
    contact: { name: `${mark} Петрова`, phone, email, phoneExtension: mark },
    requisites: { inn: TRADER_INN, ogrn: TRADER_OGRN, companyName: `ИП ${mark}` },
    faults: [{ field: 'kpp', code: 'kpp-length', typed: `КПП ${mark}`, suggestion: mark }],
    need: { product: mark, budgetRub: 1, timeline: mark, role: mark, message: `Это ${mark}, ${phone}` },
    attribution: {
      utm_source: 'yandex',
      utm_campaign: `for-${email}`,
      utm_content: mark,
      page: `https://shop.example/?who=${mark}`,
      referrer: `https://mail.example/?to=${email}`,
      yclid: `ymclid-${mark}`,
    },
    consent: {
      textVersion: '2026-09',
      textHash: 'a1',
      at,
      page: `https://shop.example/?who=${mark}`,
      address: '203.0.113.77',
      userAgent: `Browser of ${mark}`,
    },
    call: { missed: false, talkSeconds: 30, trackingNumber: phone },
    extra: { birthday: mark },
    contentHash: 'c0ffee',
    detailsRef: mark,
    counterparty,
    laterCheck: {
      at,
      counterparty,
      verdict: { outcome: 'qualified', policyVersion: 3, reasons: [], rules: [] },
    },
  };
}
