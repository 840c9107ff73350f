import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '#shared/domain/condition.ts';
import { FACTS, toFacts } from '#shared/domain/facts.ts';
import { judge, judgeFacts } from '#shared/domain/judge.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { leads } from '#test/support/random-leads.ts';
import {
  completeFacts,
  conditions,
  conditionsWithoutHas,
  knownPaths,
  only,
  pathsOf,
  policies,
  policiesWithoutHas,
} from '#test/support/random-policies.ts';
import { answer, judgeSlowly } from '#test/support/reference-judge.ts';

const RUNS = { numRuns: 400 };
const TRUTHS = { 0: false, 0.5: 'unknown', 1: true } as const;

const someFacts = fc.tuple(completeFacts, knownPaths).map(([facts, known]) => only(facts, known));

describe('whatever the policy and the lead, the same facts under the same version', () => {
  it('come to the same decision, over and over', () => {
    fc.assert(
      fc.property(policies, someFacts, (policy, facts) => {
        const first = judgeFacts(facts, policy);
        expect(judgeFacts(facts, policy)).toEqual(first);
        expect(first.verdict.policyVersion).toBe(policy.version);
      }),
      RUNS,
    );
  });

  it('come to the same decision once the policy has been stored and read again', () => {
    fc.assert(
      fc.property(policies, someFacts, (policy, facts) => {
        const stored: Policy = JSON.parse(JSON.stringify(policy));
        expect(judgeFacts(structuredClone(facts), stored)).toEqual(judgeFacts(facts, policy));
      }),
      RUNS,
    );
  });

  it('come to the same decision in whatever order the facts are told, and beside any other facts', () => {
    const shuffled = someFacts.chain((facts) => {
      const entries = Object.entries(facts);
      const order = fc.shuffledSubarray(entries, { minLength: entries.length });
      return fc.tuple(fc.constant(facts), order);
    });
    fc.assert(
      fc.property(policies, shuffled, (policy, [facts, entries]) => {
        const told = Object.fromEntries([...entries, ['somebody.else', 'said so']]);
        expect(judgeFacts(told, policy)).toEqual(judgeFacts(facts, policy));
      }),
      RUNS,
    );
  });

  it('come to the same decision whichever leads were judged in between', () => {
    fc.assert(
      fc.property(policies, fc.array(someFacts, { minLength: 2, maxLength: 6 }), (policy, many) => {
        const judged = many.map((facts) => judgeFacts(facts, policy));
        const afresh = many.map((facts) => judgeFacts(facts, structuredClone(policy)));
        expect(judged).toEqual(afresh);
      }),
    );
  });
});

describe('whatever the policy and the lead, the score', () => {
  it('is the sum of its terms, each from 0 to its cap, and has the grade of its band', () => {
    fc.assert(
      fc.property(policies, someFacts, (policy, facts) => {
        const { verdict, score } = judgeFacts(facts, policy);
        expect(score === undefined).toBe(verdict.outcome === 'rejected');
        if (score === undefined) return;
        expect(score.terms.map(({ code, of }) => [code, of])).toEqual(
          policy.score.map(({ code, cap }) => [code, cap]),
        );
        expect(score.terms.every(({ points, of }) => points >= 0 && points <= of)).toBe(true);
        expect(score.total).toBe(score.terms.reduce((sum, { points }) => sum + points, 0));
        const band = policy.grades.filter(({ from }) => from <= score.total)[0];
        expect(score.grade).toBe(band?.grade);
      }),
      RUNS,
    );
  });
});

describe('the unknown', () => {
  it('rejects nobody: a rejected lead stays rejected for the same reasons, whatever else comes to be known', () => {
    fc.assert(
      fc.property(policiesWithoutHas, completeFacts, knownPaths, (policy, complete, known) => {
        const before = judgeFacts(only(complete, known), policy).verdict;
        const after = judgeFacts(complete, policy).verdict;
        for (const code of before.reasons) expect(after.reasons).toContain(code);
        before.rules.forEach((rule, index) => {
          if (rule.result !== 'unknown') expect(after.rules[index]).toEqual(rule);
        });
      }),
      RUNS,
    );
  });

  it('is all that is left of a rule once all its facts are taken away, and it names no other facts', () => {
    fc.assert(
      fc.property(policiesWithoutHas, completeFacts, (policy, complete) => {
        policy.rejections.forEach((rule, index) => {
          const asked = pathsOf(rule.when);
          const others = Object.keys(FACTS).filter((path) => !asked.includes(path));
          const { rules, reasons } = judgeFacts(only(complete, others), policy).verdict;
          expect(rules[index]?.result).toBe('unknown');
          expect(rules[index]?.missing?.toSorted()).toEqual([...new Set(asked)].toSorted());
          expect(reasons).not.toContain(rule.code);
        });
      }),
      RUNS,
    );
  });

  it('names facts that are absent and that the rule or the term asks about, each once', () => {
    fc.assert(
      fc.property(policies, someFacts, (policy, facts) => {
        const { verdict, score } = judgeFacts(facts, policy);
        const conditionsOf = [
          ...policy.rejections.map(({ when }) => [when]),
          ...policy.score.map(({ steps }) => steps.map(({ when }) => when)),
        ];
        [...verdict.rules, ...(score?.terms ?? [])].forEach((result, index) => {
          const asked = conditionsOf[index]?.flatMap(pathsOf) ?? [];
          const { missing } = result;
          const isUnknown = 'result' in result ? result.result === 'unknown' : result.because === 'unknown';
          expect((missing?.length ?? 0) > 0).toBe(isUnknown);
          expect(new Set(missing).size).toBe(missing?.length ?? 0);
          for (const path of missing ?? [])
            expect([asked.includes(path), facts[path]]).toEqual([true, undefined]);
        });
      }),
      RUNS,
    );
  });

  it('gives way to one answer for good: more knowledge decides, and changes no decided condition', () => {
    fc.assert(
      fc.property(conditionsWithoutHas, completeFacts, knownPaths, (condition, complete, known) => {
        const before = evaluate(condition, only(complete, known)).truth;
        const after = evaluate(condition, complete).truth;
        expect(after).not.toBe('unknown');
        if (before !== 'unknown') expect(after).toBe(before);
      }),
      RUNS,
    );
  });
});

describe('the compiled form', () => {
  it('answers a condition as walking its tree does, and names the same missing facts', () => {
    fc.assert(
      fc.property(conditions, someFacts, (condition, facts) => {
        const result = evaluate(condition, facts);
        const { value, missing } = answer(condition, facts);
        expect(result.truth).toBe(TRUTHS[value]);
        expect(result.truth === 'unknown' ? result.missing : []).toEqual(missing);
      }),
      RUNS,
    );
  });

  it('judges as walking the trees of the policy does', () => {
    fc.assert(
      fc.property(policies, someFacts, (policy, facts) => {
        expect(judgeFacts(facts, policy)).toEqual(judgeSlowly(facts, policy));
      }),
      RUNS,
    );
  });

  it('reads of a lead what all its facts say', () => {
    fc.assert(
      fc.property(policies, leads, (policy, lead) => {
        expect(judge(lead, policy)).toEqual(judgeFacts(toFacts(lead), policy));
      }),
      RUNS,
    );
  });
});
