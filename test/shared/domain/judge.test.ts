import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, Facts } from '#shared/domain/condition.ts';
import { judge, judgeFacts } from '#shared/domain/judge.ts';
import type { Policy, ScoreStep } from '#shared/domain/policy.ts';
import { aLead } from '#test/support/a-lead.ts';

const text = { ru: 'да', en: 'yes' };

const POLICY: Policy = {
  version: 7,
  counterpartyCheck: {
    registry: 'dadata',
    baseUrl: 'https://registry.example',
    tokenSecret: 't',
    timeoutMs: 1200,
    uncheckedWaitsMinutes: 0,
  },
  duplicates: { windowHours: 168, by: ['inn', 'phone', 'email'] },
  rejections: [
    { code: 'individual', when: equals('lead.clientType', 'individual'), text },
    { code: 'too-small', when: below('need.budgetRub', 50_000), text },
    { code: 'liquidated', when: equals('counterparty.status', 'liquidated'), text },
  ],
  score: [
    {
      code: 'budget',
      cap: 30,
      steps: [
        step('large', atLeast('need.budgetRub', 1_000_000), 45),
        step('some', atLeast('need.budgetRub', 100_000), 12),
      ],
    },
    {
      code: 'authority',
      cap: 25,
      steps: [
        step('decides', equals('need.role', 'director'), 25),
        step('sole-trader', equals('counterparty.type', 'individual'), 20),
      ],
    },
    { code: 'need', cap: 25, steps: [step('talked', atLeast('call.talkSeconds', 60), 10)] },
  ],
  grades: [
    { grade: 'A', from: 50 },
    { grade: 'B', from: 20 },
    { grade: 'C', from: 0 },
  ],
};

describe('judging', () => {
  it('records every rule that fired, the first as the main reason, and names what the others lacked', () => {
    const { verdict, score } = judgeFacts({ 'lead.clientType': 'individual', 'need.budgetRub': 10 }, POLICY);

    expect(verdict).toEqual({
      outcome: 'rejected',
      policyVersion: 7,
      reasons: ['individual', 'too-small'],
      rules: [
        { code: 'individual', result: 'fired' },
        { code: 'too-small', result: 'fired' },
        { code: 'liquidated', result: 'unknown', missing: ['counterparty.status'] },
      ],
    });
    expect(score).toBeUndefined();
  });

  it('gives each term its first true step, never more than the cap', () => {
    const { score } = judgeFacts(
      { 'need.budgetRub': 2_000_000, 'need.role': 'director', 'call.talkSeconds': 3 },
      POLICY,
    );

    expect(score).toEqual({
      total: 55,
      grade: 'A',
      terms: [
        { code: 'budget', points: 30, of: 30, because: 'large' },
        { code: 'authority', points: 25, of: 25, because: 'decides' },
        { code: 'need', points: 0, of: 25, because: 'none' },
      ],
    });
  });

  it('tells a bad answer from no answer', () => {
    const { score } = judgeFacts({ 'need.budgetRub': 60_000, 'need.role': 'intern' }, POLICY);

    expect(score?.terms.map(({ because, missing }) => [because, missing])).toEqual([
      ['none', undefined],
      ['unknown', ['counterparty.type']],
      ['unknown', ['call.talkSeconds']],
    ]);
  });

  it('lets a later step decide when an earlier one is unknown', () => {
    const { score } = judgeFacts({ 'counterparty.type': 'individual' }, POLICY);

    expect(score?.terms[1]).toEqual({ code: 'authority', points: 20, of: 25, because: 'sole-trader' });
  });

  it('qualifies a missed call, of which hardly anything is known, with a C', () => {
    const missed = aLead({
      kind: 'call',
      provider: 'mango',
      contact: { phone: '+79991234567' },
      requisites: {},
      need: {},
      attribution: {},
      call: { missed: true, talkSeconds: 0 },
    });

    expect(judge(missed, POLICY)).toMatchObject({
      verdict: { outcome: 'qualified', reasons: [] },
      score: { total: 0, grade: 'C' },
    });
  });

  it('always adds the terms up to the total, and finds a grade for it', () => {
    fc.assert(
      fc.property(facts, (known) => {
        const { score, verdict } = judgeFacts(known, POLICY);
        expect(score === undefined).toBe(verdict.outcome === 'rejected');
        if (score === undefined) return;
        expect(score.total).toBe(score.terms.reduce((sum, { points }) => sum + points, 0));
        expect(score.terms.every(({ points, of }) => points >= 0 && points <= of)).toBe(true);
        expect(score.grade).toBe(score.total >= 50 ? 'A' : score.total >= 20 ? 'B' : 'C');
      }),
    );
  });

  it('never rejects for what is unknown: with fewer facts a qualified lead stays qualified', () => {
    fc.assert(
      fc.property(facts, fc.subarray(PATHS), (known, kept) => {
        if (judgeFacts(known, POLICY).verdict.outcome === 'rejected') return;
        const fewer = Object.fromEntries(Object.entries(known).filter(([path]) => kept.includes(path)));
        expect(judgeFacts(fewer, POLICY).verdict.outcome).toBe('qualified');
      }),
    );
  });

  it('decides the same for the same facts', () => {
    fc.assert(
      fc.property(facts, (known) => {
        expect(judgeFacts({ ...known }, POLICY)).toEqual(
          judgeFacts(structuredClone(known), structuredClone(POLICY)),
        );
      }),
    );
  });
});

const PATHS = [
  'lead.clientType',
  'need.budgetRub',
  'need.role',
  'counterparty.status',
  'counterparty.type',
  'call.talkSeconds',
];

const facts: fc.Arbitrary<Facts> = fc.record(
  {
    'lead.clientType': fc.constantFrom('individual', 'company'),
    'need.budgetRub': fc.integer({ min: 0, max: 3_000_000 }),
    'need.role': fc.constantFrom('director', 'intern'),
    'counterparty.status': fc.constantFrom('active', 'liquidated'),
    'counterparty.type': fc.constantFrom('legal', 'individual'),
    'call.talkSeconds': fc.integer({ min: 0, max: 200 }),
  },
  { requiredKeys: [] },
);

function equals(path: string, value: string): Condition {
  return { op: 'compare', by: '==', left: { op: 'fact', path }, right: { op: 'literal', value } };
}

function below(path: string, value: number): Condition {
  return { op: 'compare', by: '<', left: { op: 'fact', path }, right: { op: 'literal', value } };
}

function atLeast(path: string, value: number): Condition {
  return { op: 'compare', by: '>=', left: { op: 'fact', path }, right: { op: 'literal', value } };
}

function step(code: string, when: Condition, points: number): ScoreStep {
  return { code, when, points, text };
}
