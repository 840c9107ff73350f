import { describe, expect, it } from 'vitest';
import { FACTS, SCORE_FACTS, toFacts, type FactDescription } from '#shared/domain/facts.ts';
import { aLead, aQualifiedLead } from '#test/support/a-lead.ts';

const DESCRIBED: Readonly<Record<string, FactDescription>> = { ...FACTS, ...SCORE_FACTS };

describe('the facts of a lead', () => {
  it('are the described ones, each of its type', () => {
    const facts = toFacts(aQualifiedLead({ call: { missed: false, talkSeconds: 40 } }));

    expect(Object.keys(facts).toSorted()).toEqual(Object.keys(DESCRIBED).toSorted());
    for (const [path, value] of Object.entries(facts)) {
      if (value === undefined) continue;
      expect([path, Array.isArray(value) ? 'list' : typeof value]).toEqual([path, DESCRIBED[path]?.type]);
    }
  });

  it('never leave the values a policy may compare them with', () => {
    for (const [path, value] of Object.entries(toFacts(aQualifiedLead()))) {
      const values = DESCRIBED[path]?.values;
      if (values !== undefined && value !== undefined) expect(values).toContain(value);
    }
  });

  it('are each read from its own place in the lead', () => {
    const facts = toFacts(
      aQualifiedLead({
        captcha: 'passed',
        suspicions: ['many-links'],
        requisites: {
          inn: '7707083893',
          kpp: '773601001',
          ogrn: '1027700132195',
          companyName: 'ООО «Ромашка»',
        },
        call: { missed: true, talkSeconds: 7, trackingNumber: '+74951234567' },
        attribution: {
          utm_source: 'a source',
          utm_medium: 'a medium',
          utm_campaign: 'a campaign',
          utm_content: 'a content',
          utm_term: 'a term',
          page: 'a page',
          referrer: 'a referrer',
        },
      }),
    );

    expect(facts).toMatchObject({
      'lead.kind': 'form',
      'lead.source': 'main-site',
      'lead.provider': 'html',
      'lead.language': 'ru',
      'lead.clientType': 'company',
      'contact.hasName': true,
      'contact.hasPhone': true,
      'contact.hasEmail': true,
      'contact.phone': '+79991234567',
      'contact.emailDomain': 'example.ru',
      'requisites.inn': '7707083893',
      'requisites.kpp': '773601001',
      'requisites.ogrn': '1027700132195',
      'requisites.companyName': 'ООО «Ромашка»',
      'need.product': 'Промышленные насосы',
      'need.budgetRub': 1_500_000,
      'need.timeline': 'month',
      'need.role': 'director',
      'need.message': 'Нужен расчёт на три линии, прошу перезвонить.',
      'call.missed': true,
      'call.talkSeconds': 7,
      'call.trackingNumber': '+74951234567',
      'attribution.utmSource': 'a source',
      'attribution.utmMedium': 'a medium',
      'attribution.utmCampaign': 'a campaign',
      'attribution.utmContent': 'a content',
      'attribution.utmTerm': 'a term',
      'attribution.page': 'a page',
      'attribution.referrer': 'a referrer',
      'counterparty.checked': true,
      'counterparty.outcome': 'found',
      'counterparty.status': 'active',
      'counterparty.type': 'legal',
      'counterparty.name': 'ООО «РОМАШКА»',
      'counterparty.region': 'RU-MOW',
      'counterparty.okved': '46.69',
      'counterparty.employees': 48,
      'counterparty.stale': false,
      'spam.signs': ['many-links'],
      'spam.captcha': 'passed',
      'score.grade': 'A',
      'score.total': 72,
    });
  });

  it('have nothing to say of a company nobody could check', () => {
    const facts = toFacts(aLead({ counterparty: { outcome: 'unchecked', because: 'slow' } }));

    const told = Object.entries(facts).filter(
      ([path, value]) => path.startsWith('counterparty.') && value !== undefined,
    );
    expect(told).toEqual([['counterparty.checked', false]]);
  });

  it('take a state of a company we have not heard of for unknown', () => {
    const facts = toFacts(
      aLead({
        counterparty: {
          outcome: 'found',
          status: 'unknown',
          name: 'X',
          type: 'legal',
          inn: '7707083893',
          registeredOn: '2025-11-23',
          checkedAt: '2026-11-23T09:00:00.000Z',
          stale: true,
        },
      }),
    );

    expect(facts['counterparty.status']).toBeUndefined();
    expect(facts['counterparty.ageDays']).toBe(365);
    expect(facts['counterparty.stale']).toBe(true);
  });

  it('tell requisites typed wrong from requisites left out', () => {
    const wrong = toFacts(
      aLead({ requisites: {}, faults: [{ field: 'inn', code: 'inn-checksum', typed: '7700000120' }] }),
    );
    const empty = toFacts(aLead({ requisites: {}, faults: [{ field: 'inn', code: 'required' }] }));

    expect(wrong).toMatchObject({ 'requisites.hasFault': true, 'lead.faulty': ['inn'], 'lead.missing': [] });
    expect(empty).toMatchObject({ 'requisites.hasFault': false, 'lead.faulty': [], 'lead.missing': ['inn'] });
  });

  it('read the kind of an INN from its length, and nothing from no INN', () => {
    expect(toFacts(aLead({ requisites: { inn: '7707083893' } }))['requisites.kind']).toBe('legal');
    expect(toFacts(aLead({ requisites: { inn: '779912345644' } }))['requisites.kind']).toBe('individual');
    expect(toFacts(aLead({ requisites: {} }))['requisites.kind']).toBeUndefined();
  });

  it('have a grade once the lead was judged', () => {
    expect(toFacts(aLead())['score.grade']).toBeUndefined();
    expect(toFacts(aQualifiedLead())['score.grade']).toBe('A');
  });

  it('are labelled in both languages', () => {
    for (const { label } of Object.values(DESCRIBED)) expect(label.ru && label.en).toBeTruthy();
  });
});
