import fc from 'fast-check';
import type { Counterparty } from '#shared/domain/counterparty.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aLead } from './a-lead.ts';

const CHECKED_AT = '2026-11-23T09:00:00.000Z';

const requisites = fc.record(
  {
    inn: fc.constantFrom('7707083893', '779912345644'),
    kpp: fc.constant('773601001'),
    ogrn: fc.constant('1027700132195'),
    companyName: fc.constantFrom('ООО «Ромашка»', 'ИП Петров', 'Частное  лицо', 'не физлицо'),
  },
  { requiredKeys: [] },
);

const need = fc.record(
  {
    product: fc.constantFrom('', 'Пресс'),
    budgetRub: fc.constantFrom(0, 49_999, 50_000, 1_000_000),
    timeline: fc.constantFrom('месяц', 'срочно'),
    role: fc.constantFrom('директор', 'Ведущий  Инженер', 'физ. лицо'),
    message: fc.constantFrom('Ищу работу, ещё реферат 👋', 'Станок себе домой', 'Нужен расчёт'),
  },
  { requiredKeys: [] },
);

const counterparty: fc.Arbitrary<Counterparty> = fc.oneof(
  fc.constant({ outcome: 'unchecked', because: 'slow' } as const),
  fc.record({
    outcome: fc.constant('not-found' as const),
    checkedAt: fc.constant(CHECKED_AT),
    stale: fc.boolean(),
  }),
  fc.record(
    {
      outcome: fc.constant('found' as const),
      status: fc.constantFrom('active' as const, 'liquidated' as const, 'unknown' as const),
      name: fc.constant('ООО «РОМАШКА»'),
      type: fc.constantFrom('legal' as const, 'individual' as const),
      inn: fc.constant('7707083893'),
      region: fc.constantFrom('RU-MOW', 'RU-KAM'),
      registeredOn: fc.constantFrom('2001-02-03', 'long ago'),
      employees: fc.constantFrom(0, 60),
      revenueRub: fc.constantFrom(0, 1_000_000),
      branch: fc.boolean(),
      checkedAt: fc.constant(CHECKED_AT),
      stale: fc.boolean(),
    },
    { requiredKeys: ['outcome', 'status', 'name', 'type', 'inn', 'checkedAt', 'stale'] },
  ),
);

/** Leads of forms and calls that tell much, little or nonsense, their company known or not. */
export const leads: fc.Arbitrary<Lead> = fc
  .record(
    {
      kind: fc.constantFrom('form' as const, 'call' as const),
      language: fc.constantFrom('ru' as const, 'en' as const),
      contact: fc.record(
        { name: fc.constant('Анна'), phone: fc.constant('+79991234567'), email: fc.constant('a@b.example') },
        { requiredKeys: [] },
      ),
      requisites,
      need,
      faults: fc.subarray([
        { field: 'inn', code: 'required' },
        { field: 'kpp', code: 'wrong-length', typed: '77' },
        { field: 'email', code: 'no-at-sign', typed: 'a' },
      ]),
      suspicions: fc.subarray(['honeypot', 'many-links']),
      captcha: fc.constantFrom('passed' as const, 'failed' as const),
      attribution: fc.dictionary(fc.constantFrom('utm_source', 'utm_term', 'page'), fc.constant('yandex')),
      call: fc.record({ missed: fc.boolean(), talkSeconds: fc.constantFrom(0, 59, 60) }),
      counterparty,
    },
    {
      requiredKeys: [
        'kind',
        'language',
        'contact',
        'requisites',
        'need',
        'faults',
        'suspicions',
        'attribution',
      ],
    },
  )
  .map((told) => aLead(told));
