import { describe, expect, it } from 'vitest';
import type { Condition } from '#shared/domain/condition.ts';
import { comparePolicies, type PolicyRules } from '#shared/domain/policy-changes.ts';
import type { RejectionRule, ScoreStep } from '#shared/domain/policy.ts';

const TEXT = { ru: 'Мал бюджет', en: 'Too small a budget' };

function below(sum: number): Condition {
  return {
    op: 'compare',
    by: '<',
    left: { op: 'fact', path: 'need.budgetRub' },
    right: { op: 'literal', value: sum },
  };
}

function aRule(code: string, sum = 50_000): RejectionRule {
  return { code, when: below(sum), text: TEXT };
}

function aStep(code: string, points: number): ScoreStep {
  return { code, when: below(1_000_000), points, text: TEXT };
}

const RULES: PolicyRules = {
  counterpartyCheck: {
    registry: 'dadata',
    baseUrl: 'https://registry.example',
    tokenSecret: 'dadata-token',
    timeoutMs: 1200,
    uncheckedWaitsMinutes: 0,
  },
  duplicates: { windowHours: 168, by: ['inn', 'phone'] },
  rejections: [aRule('spam'), aRule('too-small'), aRule('no-need')],
  score: [{ code: 'budget', cap: 30, steps: [aStep('over-a-million', 25), aStep('small', 8)] }],
  grades: [
    { grade: 'A', from: 70 },
    { grade: 'C', from: 0 },
  ],
};

function sentences(change: Partial<PolicyRules>, language: 'ru' | 'en' = 'ru') {
  return comparePolicies(RULES, { ...RULES, ...change }).map(({ sentence }) => sentence[language]);
}

describe('two versions of a policy in words', () => {
  it('say nothing when the rules are the same', () => {
    expect(comparePolicies(RULES, structuredClone(RULES))).toEqual([]);
  });

  it('tell a new rejection rule with its condition', () => {
    const rejections = [...RULES.rejections, aRule('budget-too-small', 300_000)];

    expect(comparePolicies(RULES, { ...RULES, rejections })).toEqual([
      {
        kind: 'added',
        path: 'rejections.budget-too-small',
        after: 'need.budgetRub < 300000',
        sentence: {
          ru: 'Новое правило отказа budget-too-small: need.budgetRub < 300000',
          en: 'New rejection rule budget-too-small: need.budgetRub < 300000',
        },
      },
    ]);
  });

  it('tell a rule that went, changed its condition or its text', () => {
    const [spam = aRule('spam')] = RULES.rejections;
    const text = { ...TEXT, en: 'Not worth it' };

    expect(sentences({ rejections: [spam, { ...aRule('too-small', 60_000), text }] })).toEqual([
      'Правила отказа no-need больше нет (было: need.budgetRub < 50000)',
      'Правило too-small: условие было «need.budgetRub < 50000», стало «need.budgetRub < 60000»',
      'Правило too-small: текст был «Too small a budget», стал «Not worth it»',
    ]);
  });

  it('tell a rule that is asked earlier or later now', () => {
    const [spam = aRule(''), small = aRule(''), need = aRule('')] = RULES.rejections;

    expect(sentences({ rejections: [need, spam, small] })).toEqual([
      'Правило no-need теперь раньше, чем spam',
    ]);
    expect(sentences({ rejections: [small, need, spam] }, 'en')).toEqual(['Rule spam is now after no-need']);
  });

  it('tell points and caps of a term in the words of the trade', () => {
    const steps = [aStep('over-a-million', 30), aStep('new', 1)];

    expect(sentences({ score: [{ code: 'budget', cap: 35, steps }] })).toEqual([
      'Не больше баллов за бюджет: было 30, стало 35',
      'Шага small (бюджет) больше нет (было: need.budgetRub < 1000000)',
      'Новый шаг new (бюджет), 1 балл: need.budgetRub < 1000000',
      'Шаг over-a-million (бюджет): 30 баллов вместо 25',
    ]);
  });

  it.each([
    [2, '2 балла'],
    [5, '5 баллов'],
    [11, '11 баллов'],
    [21, '21 балл'],
    [112, '112 баллов'],
  ])('decline %i points', (points, words) => {
    const steps = [aStep('over-a-million', points), aStep('small', 8)];

    expect(sentences({ score: [{ code: 'budget', cap: 30, steps }] })).toEqual([
      `Шаг over-a-million (бюджет): ${words} вместо 25`,
    ]);
  });

  it('tell terms, grades and duplicates', () => {
    const changes = sentences({
      score: [{ code: 'need', cap: 25, steps: [aStep('named', 10)] }],
      grades: [
        { grade: 'A', from: 80 },
        { grade: 'B', from: 40 },
      ],
      duplicates: { windowHours: 24, by: [] },
    });

    expect(changes).toEqual([
      'Окно дублей, часов: было 168, стало 24',
      'Дубли узнаются по: было inn, phone, стало —',
      'За бюджет баллов больше не дают',
      'Теперь есть баллы за потребность: до 25, шагов 1',
      'Категории C больше нет',
      'Новая категория B: от 40',
      'Порог категории A: было 70, стало 80',
    ]);
  });

  it('tell how companies are asked about, and of a key only its name', () => {
    const { counterpartyCheck } = RULES;
    const fallback = {
      registry: 'checko',
      baseUrl: 'https://api.checko.example',
      tokenSecret: 'checko-key',
    } as const;

    const changes = sentences({
      counterpartyCheck: { ...counterpartyCheck, tokenSecret: 'other', uncheckedWaitsMinutes: 30, fallback },
    });

    expect(changes).toEqual([
      'Реестр, имя секрета: было dadata-token, стало other',
      'Появился запасной реестр checko',
      'Лид с непроверенной компанией придерживаем, минут: было 0, стало 30',
    ]);
    const withFallback = { ...RULES, counterpartyCheck: { ...counterpartyCheck, fallback } };
    expect(comparePolicies(withFallback, RULES)).toMatchObject([
      { kind: 'removed', path: 'counterpartyCheck.fallback', before: 'checko' },
    ]);
  });
});
