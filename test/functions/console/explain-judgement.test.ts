import { describe, expect, it } from 'vitest';
import { explainJudgement } from '#functions/console/explain-judgement.ts';
import type { JudgementView } from '#functions/console/judgement-view.ts';
import { toFacts } from '#shared/domain/facts.ts';
import { judge } from '#shared/domain/judge.ts';
import type { Language } from '#shared/domain/language.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aLead } from '#test/support/a-lead.ts';
import { InMemorySettingsArchive } from '#test/support/in-memory-settings-archive.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { AUTHORIZED, SETTINGS, consoleWorld } from './console-world.ts';

const { policy } = await demoSettings();

function explained(lead: Lead, language: Language): JudgementView {
  return explainJudgement({ judgement: judge(lead, policy), facts: toFacts(lead), policy, language });
}

/** With plain spaces, as the eye reads them. */
function summaryOf(lead: Lead, language: Language): readonly string[] {
  return explained(lead, language).summary.map((line) => line.replaceAll('\u00a0', ' '));
}

const MOSCOW = {
  outcome: 'found',
  status: 'active',
  name: 'ООО «РОМАШКА»',
  type: 'legal',
  inn: '7707083893',
  region: 'RU-MOW',
  employees: 48,
  checkedAt: '2026-11-23T09:00:00.000Z',
  stale: false,
} as const;

const REJECTED_TWICE = aLead({
  need: { budgetRub: 15_000, product: 'Пресс' },
  counterparty: { ...MOSCOW, region: 'RU-KAM' },
});
const UNCHECKED = aLead({
  need: { budgetRub: 400_000, product: 'Пресс', role: 'закупщик' },
  counterparty: { outcome: 'unchecked', because: 'slow' },
});
const MISSED_CALL = aLead({
  kind: 'call',
  contact: { phone: '+79991234567' },
  requisites: {},
  need: {},
  call: { missed: true, talkSeconds: 0 },
  counterparty: { outcome: 'unchecked', because: 'no-inn' },
});
const FULL_SCORE = aLead({
  need: {
    product: 'Насосы',
    budgetRub: 2_000_000,
    timeline: 'срочно',
    role: 'директор',
    message: 'Нужен расчёт на три линии, прошу перезвонить.',
  },
  counterparty: MOSCOW,
});

describe('the explanation of a judgement', () => {
  it('tells a lead rejected by two rules, and the values they fired on', () => {
    expect(summaryOf(REJECTED_TWICE, 'ru')).toEqual([
      'Отклонена: сработало правил отказа — 2 из 10.',
      'В этот регион мы не возим (регион: Камчатский край).',
      'Бюджет меньше 50 000 ₽, такой заказ себя не окупает (бюджет: 15 000 ₽).',
      'Оценки нет: отклонённые не оценивают.',
      'По правилам версии 1.',
    ]);
    expect(summaryOf(REJECTED_TWICE, 'en')).toEqual([
      'Rejected: 2 of 10 rejection rules fired.',
      'We do not deliver to this region (region: Kamchatka Krai).',
      'The budget is below 50,000 RUB, such an order does not pay (budget: 15,000 RUB).',
      'No score: what is rejected is not scored.',
      'By version 1 of the policy.',
    ]);
  });

  it('tells an unchecked lead, with what nobody could say', () => {
    expect(summaryOf(UNCHECKED, 'ru')).toEqual([
      'Годная: ни одно из правил отказа (10) не сработало, 4 проверить нельзя (неизвестно: статус компании, регион, сообщение).',
      'Оценка 56 из 100, категория B (от 40 до 69): 22 + 16 + 18 + 0 = 56.',
      'Бюджет: 22 из 30 — бюджет от 300 тысяч рублей (бюджет: 400 000 ₽).',
      'Полномочия: 16 из 25 — пишет тот, кто готовит решение (роль: закупщик).',
      'Потребность: 18 из 25 — назван продукт (продукт: Пресс).',
      'Срок: 0 из 20 — неизвестно: срок.',
      'По правилам версии 1.',
    ]);
    expect(summaryOf(UNCHECKED, 'en')[0]).toBe(
      'Qualified: none of the 10 rejection rules fired, 4 could not be checked (unknown: state of the company, region, message).',
    );
  });

  it('tells a call of which nothing is known but its number, and not the number', () => {
    expect(summaryOf(MISSED_CALL, 'ru')).toEqual([
      'Годная: ни одно из правил отказа (10) не сработало, 6 проверить нельзя (неизвестно: кто обращается, статус компании, регион, бюджет, сообщение, продукт).',
      'Оценка 0 из 100, категория C (от 0 до 39): 0 + 0 + 0 + 0 = 0.',
      'Бюджет: 0 из 30 — неизвестно: бюджет, выручка.',
      'Полномочия: 0 из 25 — неизвестно: роль, юрлицо или ИП, число сотрудников.',
      'Потребность: 0 из 25 — неизвестно: продукт, сообщение, число сотрудников.',
      'Срок: 0 из 20 — неизвестно: срок.',
      'По правилам версии 1.',
    ]);
    expect(summaryOf(MISSED_CALL, 'en').at(-2)).toBe('Timeline: 0 of 20 — unknown: timeline.');
  });

  it('tells a full score, and quotes no message in the summary', () => {
    expect(summaryOf(FULL_SCORE, 'ru')).toEqual([
      'Годная: ни одно из правил отказа (10) не сработало.',
      'Оценка 100 из 100, категория A (от 70 до 100): 30 + 25 + 25 + 20 = 100.',
      'Бюджет: 30 из 30 — бюджет от миллиона рублей (бюджет: 2 000 000 ₽).',
      'Полномочия: 25 из 25 — пишет тот, кто решает (роль: директор).',
      'Потребность: 25 из 25 — назван продукт и описана задача (продукт: Насосы).',
      'Срок: 20 из 20 — нужно в ближайшие дни (срок: срочно).',
      'По правилам версии 1.',
    ]);
    expect(summaryOf(FULL_SCORE, 'en')[1]).toBe(
      'Score 100 of 100, grade A (from 70 to 100): 30 + 25 + 25 + 20 = 100.',
    );
  });

  it('shows each rule with its condition, its values and what was missing', () => {
    const { rules } = explained(UNCHECKED, 'ru');

    expect(rules.find(({ code }) => code === 'region-not-served')).toEqual({
      code: 'region-not-served',
      result: 'unknown',
      text: 'В этот регион мы не возим.',
      condition:
        'регион — один из: Калининградская область, Чукотка, Камчатский край, Сахалинская область, Иркутская область',
      cel: 'counterparty.region in ["RU-KGD", "RU-CHU", "RU-KAM", "RU-SAK", "RU-IRK"]',
      values: [{ fact: 'counterparty.region', label: 'регион', value: null, text: 'неизвестно' }],
      missing: [{ fact: 'counterparty.region', label: 'регион' }],
    });
    expect(rules.find(({ code }) => code === 'too-small')).toMatchObject({
      result: 'passed',
      values: [{ fact: 'need.budgetRub', label: 'бюджет, ₽', value: 400_000 }],
      missing: [],
    });
  });

  it('shows for each term the step that gave the points, and why those before it did not', () => {
    const [budget, , need] = explained(UNCHECKED, 'en').score?.terms ?? [];

    expect(budget).toMatchObject({
      points: 22,
      of: 30,
      step: 'over-300-thousand',
      values: [{ fact: 'need.budgetRub', value: 400_000, text: '400,000\u00a0RUB' }],
      tried: [
        {
          code: 'over-a-million',
          points: 30,
          result: 'failed',
          condition: 'budget is at least 1,000,000\u00a0RUB',
          because: 'budget: 400,000\u00a0RUB',
        },
      ],
    });
    expect(need?.tried.map(({ code, result, because }) => [code, result, because])).toEqual([
      ['names-product-and-task', 'unknown', 'unknown: message'],
      ['names-product-large-company', 'unknown', 'unknown: employees'],
    ]);
  });

  it('leads to the version of the policy, and has no way to lead to a draft', () => {
    const draft = { ...policy, version: 0 };
    const judgement = judge(FULL_SCORE, draft);

    expect(explained(FULL_SCORE, 'ru')).toMatchObject({
      policyVersion: 1,
      policyUrl: expect.stringContaining('1'),
    });
    expect(
      explainJudgement({ judgement, facts: toFacts(FULL_SCORE), policy: draft, language: 'ru' }),
    ).toMatchObject({
      policyVersion: null,
      policyUrl: null,
    });
  });

  it('still tells what is on record when the version is gone', () => {
    const judgement = judge(UNCHECKED, policy);
    const view = explainJudgement({
      judgement,
      facts: toFacts(UNCHECKED),
      policy: undefined,
      language: 'ru',
    });

    expect(view.score).toMatchObject({ total: 56, band: null, arithmetic: '22 + 16 + 18 + 0 = 56' });
    expect(view.rules[7]).toMatchObject({
      text: 'region-not-served',
      condition: null,
      values: [],
      missing: [{ fact: 'counterparty.region' }],
    });
  });
});

describe('the explanation of a kept lead', () => {
  const kept = { ...FULL_SCORE, ...judge(FULL_SCORE, policy) };
  const world = () => consoleWorld([kept], { archive: new InMemorySettingsArchive({ ...SETTINGS, policy }) });

  it('comes with the lead itself, and not with a list of leads, which is read more often', async () => {
    const { ask } = world();
    const headers = { ...AUTHORIZED, 'accept-language': 'en' };

    const one = await ask('GET', `/v1/leads/${kept.id}`, { headers });
    const list = await ask('GET', '/v1/leads', { headers });

    expect(JSON.parse(one.body)).toMatchObject({
      verdict: { policyVersion: 1 },
      score: { total: 100 },
      explanation: { score: { arithmetic: '30 + 25 + 25 + 20 = 100' } },
    });
    expect(JSON.parse(list.body).leads[0]).not.toHaveProperty('explanation');
  });

  it('is null until the lead is judged', async () => {
    const { ask } = consoleWorld([aLead()]);

    const { body } = await ask('GET', `/v1/leads/${aLead().id}`, { headers: AUTHORIZED });

    expect(JSON.parse(body).explanation).toBeNull();
  });

  it('stands on its page: conditions, values, steps and the sum, leading to the version', async () => {
    const { ask, signIn } = world();

    const { body } = await ask('GET', `/console/leads/${kept.id}`, { headers: await signIn() });

    const text = body.replaceAll('\u00a0', ' ');
    for (const part of [
      'Срабатывает, если бюджет меньше 50 000 ₽.',
      '2 000 000 ₽',
      'Не подошло:',
      '30 + 25 + 25 + 20 = 100',
      'категория A: от 70 до 100',
      `href="${explained(FULL_SCORE, 'ru').policyUrl}"`,
    ])
      expect(text).toContain(part);
  });

  it('has what people typed only as text on the page', async () => {
    const hostile = aLead({ need: { product: '<img src=x onerror=alert(1)>', budgetRub: 60_000 } });
    const lead = { ...hostile, ...judge(hostile, policy) };
    const { ask, signIn } = consoleWorld([lead], {
      archive: new InMemorySettingsArchive({ ...SETTINGS, policy }),
    });

    const { body } = await ask('GET', `/console/leads/${lead.id}`, { headers: await signIn() });

    expect(body).not.toContain('<img');
    expect(body).toContain('&lt;img src=x');
  });
});
