import { evaluate, type Facts } from './condition.ts';
import { toFacts } from './facts.ts';
import type { Lead } from './lead.ts';
import type {
  Grade,
  Judgement,
  Policy,
  RejectionRule,
  RuleResult,
  Score,
  ScoreTerm,
  TermResult,
} from './policy.ts';

/** Judges a lead by the company's rules: rejected with all its reasons, or qualified with a score. */
export function judge(lead: Lead, policy: Policy): Judgement {
  return judgeFacts(toFacts(lead), policy);
}

/** The same over bare facts: a policy's own examples and simulations are judged this way. */
export function judgeFacts(facts: Facts, policy: Policy): Judgement {
  const rules = policy.rejections.map((rule) => applyRule(rule, facts));
  const reasons = rules.filter(({ result }) => result === 'fired').map(({ code }) => code);
  const outcome = reasons.length > 0 ? 'rejected' : 'qualified';
  const verdict = { outcome, policyVersion: policy.version, reasons, rules } as const;
  return outcome === 'rejected' ? { verdict } : { verdict, score: toScore(facts, policy) };
}

function applyRule({ code, when }: RejectionRule, facts: Facts): RuleResult {
  const result = evaluate(when, facts);
  if (result.truth === 'unknown') return { code, result: 'unknown', missing: result.missing };
  return { code, result: result.truth ? 'fired' : 'passed' };
}

function toScore(facts: Facts, policy: Policy): Score {
  const terms = policy.score.map((term) => scoreTerm(term, facts));
  const total = terms.reduce((sum, { points }) => sum + points, 0);
  return { total, grade: toGrade(total, policy), terms };
}

/**
 * Points of one term: its first true step decides.
 *
 * Without a true step the points are 0 either way, but the record tells a bad answer (`none`)
 * from no answer (`unknown`), and names what nobody said.
 */
function scoreTerm({ code, cap, steps }: ScoreTerm, facts: Facts): TermResult {
  const missing = new Set<string>();
  for (const step of steps) {
    const result = evaluate(step.when, facts);
    if (result.truth === true)
      return { code, points: Math.min(step.points, cap), of: cap, because: step.code };
    if (result.truth === 'unknown') result.missing.forEach((path) => missing.add(path));
  }
  if (missing.size === 0) return { code, points: 0, of: cap, because: 'none' };
  return { code, points: 0, of: cap, because: 'unknown', missing: [...missing] };
}

/** A published policy has a band from 0, so there always is one; C is what no band claims. */
function toGrade(total: number, { grades }: Policy): Grade {
  return grades.find(({ from }) => total >= from)?.grade ?? 'C';
}
