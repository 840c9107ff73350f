import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erasePerson } from '#shared/domain/erase-person.ts';
import { figuresOf } from '#shared/domain/reporting/lead-figures.ts';
import { isEnded, handoffsTried } from '#shared/domain/lead-life.ts';
import { accepted } from '#shared/domain/offer-life.ts';
import { lost, rated, won } from '#shared/domain/response-life.ts';
import type { Handoff } from '#shared/domain/handoff.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aLead, anOfferedLead, aQualifiedLead, aTouch } from '#test/support/a-lead.ts';
import { aMarkedLead, aMarkedLeadOfManyHands, marksOf } from '#test/support/a-marked-lead.ts';

const NOW = new Date('2026-11-24T09:00:00.000Z');
const DONE = { at: NOW.toISOString(), erasure: 'erasure-1' };
const PERSON = { phone: '+79991234567', email: 'mark@person.example', mark: 'Уникумова' };

describe('a person erased from a lead', () => {
  it('leaves no mark in it, whatever was in its fields', () => {
    const lead = erased(aMarkedLeadOfManyHands(PERSON));

    const text = JSON.stringify(lead);
    expect(marksOf(PERSON).filter((mark) => text.includes(mark))).toEqual([]);
    expect(lead.formerOffers[0]?.because).toBe('other');
  });

  it('is not found in fields that nobody has thought of yet', () => {
    const withMore = { ...aQualifiedLead(), passport: '4509 123456' } as Lead;

    expect(JSON.stringify(erased(withMore))).not.toContain('4509');
  });

  it('keeps what figures are made of, and has an answer for every part a lead can have', () => {
    const rating = { score: 9, at: DONE.at, by: 'ops' };
    const whole = { ...aMarkedLeadOfManyHands(PERSON), ...EVERYTHING_ELSE, rating };

    const kept = Object.keys(erased(whole));
    const wanted = Object.entries(FATES).filter(([part]) => part in whole);
    expect(wanted.filter(([, stays]) => stays).filter(([part]) => !kept.includes(part))).toEqual([]);
    expect(wanted.filter(([, stays]) => !stays).filter(([part]) => kept.includes(part))).toEqual([]);
  });

  it('leaves what was decided, where it came from, and who had it', () => {
    const before = accepted(anOfferedLead(), NOW);

    const after = erased(before);
    expect(after).toMatchObject({
      source: before.source,
      attribution: { utm_source: 'yandex', utm_campaign: 'pumps' },
      score: before.score,
      verdict: before.verdict,
      owner: 'olga',
      timings: before.timings,
      consent: { textVersion: '2026-09' },
      counterparty: { name: 'ООО «РОМАШКА»' },
      requisites: { inn: '7707083893' },
      erased: DONE,
    });
    expect(after.timeline.at(-1)).toMatchObject({ event: 'lead.erased', by: 'ops', because: 'erasure-1' });
  });

  it.each([
    ['won', won(accepted(anOfferedLead(), NOW), 'crm', NOW)],
    ['won and rated', rated(won(accepted(anOfferedLead(), NOW), 'crm', NOW), 9, 'ops', NOW)],
    ['lost', lost(accepted(anOfferedLead(), NOW), 'too-dear', 'crm', NOW)],
    ['a duplicate', aTouch(anOfferedLead()).touch],
    ['rejected', rejected()],
  ])('changes no figure of a report where it was %s', (_state, lead) => {
    expect(isEnded(lead)).toBe(true);
    expect(figuresOf(erased(lead))).toEqual(figuresOf(lead));
    expect(erased(lead).status).toBe(lead.status);
  });

  it('counts as qualified where it was, and as lost to its erasure', () => {
    const figures = figuresOf(erased(anOfferedLead()));

    expect(figures).toContain('leads/main-site/yandex%3Apumps/qualified');
    expect(figures).toContain('grade/main-site/yandex%3Apumps/A');
    expect(figures).toContain('left/assigned/gone/lost%3Aerased');
  });

  it('is rejected where nobody had judged it', () => {
    const lead = erased(aLead());

    expect(lead).toMatchObject({ status: 'rejected', verdict: { reasons: ['erased'], policyVersion: 0 } });
    expect(lead.nextActionAt).toBeUndefined();
  });

  it('asks for nothing any more: offers are withdrawn, handoffs not made', () => {
    const lead = erased(anOfferedLead());

    expect(isEnded(lead)).toBe(true);
    expect(lead.offer).toMatchObject({ state: 'withdrawn', because: 'erased' });
    expect(lead.handoffs).toMatchObject([{ destination: 'crm', outcome: 'rejected', reason: 'erased' }]);
    expect(lead.nextActionAt).toBeUndefined();
  });

  it('still says which cards lie elsewhere, and which may', () => {
    const [intent] = anOfferedLead().handoffs;
    const unsure: Handoff = { ...aHandoff(intent), outcome: 'uncertain', nextAttemptAt: DONE.at };

    const lead = erased(anOfferedLead({ handoffs: [unsure] }));
    expect(lead.handoffs).toMatchObject([{ outcome: 'uncertain' }]);
    expect(lead.handoffs[0]?.nextAttemptAt).toBeUndefined();
  });

  it('learns of a card that was written meanwhile, and is never tried again', () => {
    const lead = erased(anOfferedLead());
    const handoff = aHandoff(lead.handoffs[0]);

    const delivered = { handoff, result: { outcome: 'delivered', externalId: '77' } } as const;
    expect(handoffsTried(lead, [delivered], NOW).handoffs).toMatchObject([{ externalId: '77' }]);
    const failed = { handoff, result: { outcome: 'unavailable', reason: 'http-500' } } as const;
    const after = handoffsTried(lead, [failed], NOW);
    expect(after.handoffs).toEqual(lead.handoffs);
    expect(after.nextActionAt).toBeUndefined();
  });

  it('is erased once: a second time changes nothing', () => {
    const once = erased(anOfferedLead());

    expect(erasePerson(once, { ...DONE, erasure: 'erasure-2' }, 'ops', NOW)).toBe(once);
  });

  it('is found by whatever ending a name has, and leaves campaigns that name nobody', () => {
    const campaign = fc.constantFrom('pumps', 'янао-насосы', 'director', '1234567890');
    fc.assert(
      fc.property(campaign, (utm_campaign) => {
        const lead = aQualifiedLead({ contact: { name: 'Яна Петрова' }, attribution: { utm_campaign } });
        expect(erased(lead).attribution).toEqual({ utm_campaign });
      }),
    );
    const named = aQualifiedLead({ attribution: { utm_campaign: 'письмо Анне Смирновой' } });
    expect(erased(named).attribution).toEqual({ utm_campaign: 'erased' });
  });
});

/** Which parts an erased lead still has, if without the person. A part that a lead gets one day has to be decided on. */
const FATES: Readonly<Record<keyof Lead, boolean>> = {
  id: true,
  version: true,
  status: true,
  kind: true,
  source: true,
  provider: true,
  receivedAt: true,
  language: true,
  contact: true,
  requisites: true,
  faults: true,
  need: true,
  attribution: true,
  consent: true,
  call: true,
  suspicions: true,
  captcha: true,
  extra: false,
  contentHash: false,
  counterparty: true,
  check: false,
  laterCheck: true,
  verdict: true,
  score: true,
  waiting: false,
  owner: true,
  offer: true,
  openOffers: false,
  sharedPool: false,
  earlierOwner: true,
  responseDue: true,
  firstResponse: true,
  rating: true,
  lostBecause: true,
  formerOffers: true,
  assignment: true,
  handoffs: true,
  timings: true,
  duplicateOf: true,
  touches: true,
  apartFrom: true,
  detailsRef: false,
  timeline: true,
  sweeps: true,
  erased: true,
  nextActionAt: false,
};

const EVERYTHING_ELSE: Partial<Lead> = {
  captcha: 'passed',
  check: { attempts: 1, nextAt: DONE.at },
  waiting: 'everybody-full',
  sharedPool: 'everybody',
  openOffers: [],
  earlierOwner: { rep: 'olga', leadId: 'lead-1', at: DONE.at },
  responseDue: { at: DONE.at, step: 'reminded', nextStepAt: DONE.at },
  firstResponse: { at: DONE.at, by: 'olga' },
  duplicateOf: 'lead-1',
  apartFrom: ['lead-2'],
  sweeps: 1,
  extra: { birthday: '1' },
};

function erased(lead: Lead): Lead {
  return erasePerson(lead, DONE, 'ops', NOW);
}

function rejected(): Lead {
  const lead = aMarkedLead(PERSON, { attribution: { utm_source: 'yandex' } });
  const verdict = { outcome: 'rejected', policyVersion: 3, reasons: ['individual'], rules: [] } as const;
  return { ...lead, call: undefined, status: 'rejected', verdict, score: undefined };
}

function aHandoff(handoff: Handoff | undefined): Handoff {
  if (handoff === undefined) throw new Error('the lead has no handoff');
  return handoff;
}
