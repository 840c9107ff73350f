import { offeredTo } from '#shared/domain/offer-life.ts';
import { duplicateOf, touchedBy } from '#shared/domain/lead-touches.ts';
import type { Assignment, Lead } from '#shared/domain/lead.ts';

const RECEIVED_AT = '2026-11-23T09:00:00.000Z';

/** A plausible lead from our own form, just received. */
export function aLead(overrides: Partial<Lead> = {}): Lead {
  const receivedAt = overrides.receivedAt ?? RECEIVED_AT;
  return {
    id: 'lead-00000001',
    version: 1,
    status: 'received',
    kind: 'form',
    source: 'main-site',
    provider: 'html',
    receivedAt,
    language: 'ru',
    contact: { name: 'Анна Смирнова', phone: '+79991234567', email: 'anna@example.ru' },
    requisites: { inn: '7707083893', kpp: '773601001', companyName: 'ООО «Ромашка»' },
    faults: [],
    need: {
      product: 'Промышленные насосы',
      budgetRub: 1_500_000,
      timeline: 'month',
      role: 'director',
      message: 'Нужен расчёт на три линии, прошу перезвонить.',
    },
    attribution: { utm_source: 'yandex', utm_campaign: 'pumps' },
    consent: { textVersion: '2026-09', at: receivedAt },
    suspicions: [],
    formerOffers: [],
    handoffs: [],
    timings: {},
    touches: [],
    timeline: [{ at: receivedAt, event: 'lead.received', by: 'main-site' }],
    nextActionAt: receivedAt,
    ...overrides,
  };
}

/** The same lead, checked and scored: 72 points, grade A. */
export function aQualifiedLead(overrides: Partial<Lead> = {}): Lead {
  const received = aLead(overrides);
  return {
    ...received,
    version: 2,
    status: 'qualified',
    counterparty: {
      outcome: 'found',
      status: 'active',
      name: 'ООО «РОМАШКА»',
      type: 'legal',
      inn: '7707083893',
      kpp: '773601001',
      region: 'RU-MOW',
      okved: '46.69',
      employees: 48,
      checkedAt: received.receivedAt,
      stale: false,
    },
    verdict: {
      outcome: 'qualified',
      policyVersion: 3,
      reasons: [],
      rules: [
        { code: 'region-not-served', result: 'passed' },
        { code: 'company-liquidated', result: 'passed' },
        { code: 'too-small', result: 'unknown', missing: ['counterparty.revenueRub'] },
      ],
    },
    score: {
      total: 72,
      grade: 'A',
      terms: [
        { code: 'budget', points: 25, of: 30, because: 'over-a-million' },
        { code: 'authority', points: 25, of: 25, because: 'decides' },
        { code: 'need', points: 22, of: 25, because: 'names-product' },
        { code: 'timeline', points: 0, of: 20, because: 'unknown', missing: ['need.timeline'] },
      ],
    },
    timings: { qualifiedMs: 12 },
    timeline: [
      ...received.timeline,
      { at: later(received.receivedAt, 12), event: 'lead.qualified', because: 'A' },
    ],
    ...overrides,
  };
}

/** The same lead, put before the rep `olga` for half an hour, the CRM still to be told. */
export function anOfferedLead(overrides: Partial<Lead> = {}): Lead {
  const qualified = aQualifiedLead(overrides);
  const now = new Date(later(qualified.receivedAt, 30));
  const deadlineAt = later(qualified.receivedAt, 30 * 60_000);
  const offered = offeredTo(qualified, { rep: 'olga', deadlineAt }, anAssignment(now), ['crm'], now);
  return { ...offered, ...overrides };
}

/** The same client's missed call five minutes later, which became a touch of `first`; and `first` with it. */
export function aTouch(
  first: Lead,
  overrides: Partial<Lead> = {},
  destinations: readonly string[] = ['crm'],
): { readonly touch: Lead; readonly first: Lead } {
  const receivedAt = later(first.receivedAt, 5 * 60_000);
  const now = new Date(later(receivedAt, 20));
  const came = aQualifiedLead({
    id: 'lead-00000002',
    kind: 'call',
    source: 'mango',
    provider: 'mango',
    receivedAt,
    contact: { phone: '+79991234567' },
    need: {},
    attribution: {},
    call: { missed: true, talkSeconds: 0, trackingNumber: '+74951234567' },
    ...overrides,
  });
  const touch = duplicateOf(came, first, ['phone'], now);
  return { touch, first: touchedBy(first, touch, destinations, now) };
}

function anAssignment(now: Date): Assignment {
  return {
    pool: 'everybody',
    strategy: 'weighted',
    because: 'turn',
    at: now.toISOString(),
    teamVersion: 2,
    candidates: [
      { rep: 'olga', eligible: true, because: 'turn', creditMicroleads: 500_000 },
      { rep: 'pavel', eligible: true, because: 'eligible-turn', creditMicroleads: -500_000 },
      { rep: 'ivan', eligible: false, because: 'off-shift' },
    ],
  };
}

function later(moment: string, milliseconds: number): string {
  return new Date(Date.parse(moment) + milliseconds).toISOString();
}
