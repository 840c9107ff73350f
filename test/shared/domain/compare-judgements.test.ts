import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareJudgements } from '#shared/domain/compare-judgements.ts';
import { judge } from '#shared/domain/judge.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Team } from '#shared/domain/team.ts';
import { aLead } from '#test/support/a-lead.ts';
import { aPolicy } from '#test/support/a-policy.ts';
import { aTeam, aTeamMember } from '#test/support/assignment-world.ts';

const POLICY = aPolicy();
const EVERYBODY = aTeam(aTeamMember('olga'));
const TEAM: Team = {
  ...EVERYBODY,
  pools: [
    {
      id: 'key',
      strategy: 'weighted',
      when: {
        op: 'compare',
        by: '==',
        left: { op: 'fact', path: 'score.grade' },
        right: { op: 'literal', value: 'A' },
      },
      members: [{ rep: 'olga', weight: 1 }],
    },
    ...EVERYBODY.pools,
  ],
};

/** A lead as it was judged by the policy in force, and what has become of it since. */
function aJudgedLead(budgetRub: number | undefined, overrides: Partial<Lead> = {}): Lead {
  const lead = aLead({ need: budgetRub === undefined ? {} : { budgetRub } });
  const judgement = judge(lead, POLICY);
  const status = judgement.verdict.outcome === 'rejected' ? 'rejected' : 'accepted';
  return { ...lead, ...judgement, status, ...overrides };
}

function differenceOf(lead: Lead, draft = POLICY) {
  const comparison = compareJudgements(lead, draft, TEAM);
  return comparison.outcome === 'differs' ? comparison.difference : undefined;
}

describe('a past lead under other rules', () => {
  it('is newly rejected, with the reason and what it was worth', () => {
    const lead = aJudgedLead(200_000, { owner: 'olga' });

    expect(differenceOf(lead, aPolicy({ leastBudgetRub: 300_000 }))).toEqual({
      leadId: lead.id,
      receivedAt: lead.receivedAt,
      source: 'main-site',
      status: 'accepted',
      owner: 'olga',
      kinds: ['newly-rejected'],
      before: { outcome: 'qualified', score: 15, grade: 'B', pool: 'all' },
      after: { outcome: 'rejected', reason: 'too-small' },
    });
  });

  it('is newly accepted, with the pool that would have got it', () => {
    const lead = aJudgedLead(20_000);

    expect(differenceOf(lead, aPolicy({ leastBudgetRub: 10_000 }))).toMatchObject({
      kinds: ['newly-accepted'],
      before: { outcome: 'rejected', reason: 'too-small' },
      after: { outcome: 'qualified', grade: 'B', pool: 'all' },
    });
  });

  it('moves to another grade, and with it to another pool', () => {
    const lead = aJudgedLead(200_000);

    expect(differenceOf(lead, aPolicy({ gradeAFrom: 15 }))).toMatchObject({
      kinds: ['grade-moved', 'owner-moved'],
      before: { grade: 'B', pool: 'all' },
      after: { grade: 'A', pool: 'key' },
    });
  });

  it('is rejected for another reason', () => {
    const [rule] = POLICY.rejections;
    const renamed = { ...POLICY, rejections: rule === undefined ? [] : [{ ...rule, code: 'tiny' }] };

    expect(differenceOf(aJudgedLead(20_000), renamed)).toMatchObject({
      kinds: ['reason-changed'],
      before: { reason: 'too-small' },
      after: { reason: 'tiny' },
    });
  });

  it('of other points and the same grade is no difference', () => {
    expect(differenceOf(aJudgedLead(200_000), aPolicy({ gradeAFrom: 29 }))).toBeUndefined();
  });

  it('whose budget nobody knows is not rejected by one that it might fall short of', () => {
    expect(differenceOf(aJudgedLead(undefined), aPolicy({ leastBudgetRub: 900_000 }))).toBeUndefined();
  });

  it('is judged by what was known then, not by what a later check has found', () => {
    const lead = aJudgedLead(200_000, {
      laterCheck: {
        at: '2026-11-24T09:00:00.000Z',
        counterparty: { outcome: 'not-found', checkedAt: '2026-11-24T09:00:00.000Z', stale: false },
        verdict: { outcome: 'rejected', policyVersion: 3, reasons: ['too-small'], rules: [] },
      },
    });

    expect(differenceOf(lead)).toBeUndefined();
  });

  it('that went to the next pool because nobody was on duty has not been moved by the rules', () => {
    const assignment = {
      pool: 'all',
      strategy: 'weighted',
      because: 'turn-in-next-pool',
      at: '2026-11-23T09:00:01.000Z',
      teamVersion: 1,
      candidates: [],
    };

    expect(differenceOf(aJudgedLead(2_000_000, { assignment }))).toBeUndefined();
  });

  it.each([
    ['was never judged', aLead()],
    ['is a duplicate', aJudgedLead(200_000, { status: 'duplicate', duplicateOf: 'lead-00000009' })],
  ])('that %s is skipped', (_name, lead) => {
    expect(compareJudgements(lead, aPolicy({ leastBudgetRub: 900_000 }), TEAM)).toEqual({
      outcome: 'skipped',
    });
  });

  it('makes no difference under the rules it was judged by, whatever it is', () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: 0, max: 3_000_000 }), { nil: undefined }), (budget) => {
        expect(compareJudgements(aJudgedLead(budget), POLICY, TEAM)).toEqual({ outcome: 'same' });
      }),
    );
  });

  it('differs in an outcome, or in at least one of grade, pool and reason, and never in both ways', () => {
    const budgets = fc.integer({ min: 0, max: 3_000_000 });
    const draft = fc.record({ leastBudgetRub: budgets, gradeAFrom: fc.integer({ min: 11, max: 40 }) });
    fc.assert(
      fc.property(budgets, draft, (budget, rules) => {
        const difference = differenceOf(aJudgedLead(budget), aPolicy(rules));
        if (difference === undefined) return;
        const { before, after, kinds } = difference;
        expect(kinds.length).toBeGreaterThan(0);
        const turned = kinds.some((kind) => kind === 'newly-rejected' || kind === 'newly-accepted');
        expect(turned).toBe(before.outcome !== after.outcome);
        expect(turned ? kinds.length : 1).toBe(1);
      }),
    );
  });
});
