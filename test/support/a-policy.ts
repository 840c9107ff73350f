import type { Policy } from '#shared/domain/policy.ts';

/** Rejects budgets below `leastBudgetRub`, and gives 30 points and an A to those of a million. */
export function aPolicy({ leastBudgetRub = 50_000, version = 3, gradeAFrom = 30 } = {}): Policy {
  const budget = { op: 'fact', path: 'need.budgetRub' } as const;
  const text = { ru: 'Бюджет', en: 'The budget' };
  return {
    version,
    counterpartyCheck: {
      registry: 'dadata',
      baseUrl: 'http://127.0.0.1:9',
      tokenSecret: 'dadata-token',
      timeoutMs: 900,
      uncheckedWaitsMinutes: 0,
    },
    duplicates: { windowHours: 0, by: [] },
    rejections: [
      {
        code: 'too-small',
        when: { op: 'compare', by: '<', left: budget, right: { op: 'literal', value: leastBudgetRub } },
        text,
      },
    ],
    score: [
      {
        code: 'budget',
        cap: 30,
        steps: [
          {
            code: 'over-a-million',
            when: { op: 'compare', by: '>=', left: budget, right: { op: 'literal', value: 1_000_000 } },
            points: 30,
            text,
          },
          {
            code: 'named',
            when: { op: 'known', path: 'need.budgetRub' },
            points: 15,
            text,
          },
        ],
      },
    ],
    grades: [
      { grade: 'A', from: gradeAFrom },
      { grade: 'B', from: 10 },
      { grade: 'C', from: 0 },
    ],
  };
}
