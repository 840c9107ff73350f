import {
  compiledOnce,
  type CompiledPolicy,
  type CompiledRule,
  type CompiledTerm,
} from './compiled-policy.ts';
import { union, type Facts } from './condition.ts';
import { KnownFacts } from './known-facts.ts';
import type { Lead } from './lead.ts';
import type { Grade, Judgement, Policy, RuleResult, Score, TermResult } from './policy.ts';

/** Judges a lead by the company's rules: rejected with all its reasons, or qualified with a score. */
export function judge(lead: Lead, policy: Policy): Judgement {
  const compiled = compiledOnce(policy);
  return decide(compiled, new KnownFacts(compiled.readers.map((read) => read(lead))), policy);
}

/** The same over bare facts: a policy's own examples and simulations are judged this way. */
export function judgeFacts(facts: Facts, policy: Policy): Judgement {
  const compiled = compiledOnce(policy);
  return decide(compiled, new KnownFacts(compiled.paths.map((path) => facts[path])), policy);
}

function decide(compiled: CompiledPolicy, known: KnownFacts, policy: Policy): Judgement {
  const rules: RuleResult[] = [];
  const reasons: string[] = [];
  for (const rule of compiled.rules) {
    const result = applyRule(rule, known);
    rules.push(result);
    if (result.result === 'fired') reasons.push(rule.code);
  }
  const policyVersion = policy.version;
  if (reasons.length > 0) return { verdict: { outcome: 'rejected', policyVersion, reasons, rules } };
  const verdict = { outcome: 'qualified', policyVersion, reasons, rules } as const;
  return { verdict, score: toScore(compiled, known, policy) };
}

function applyRule({ code, when, fired, passed }: CompiledRule, known: KnownFacts): RuleResult {
  const result = when(known);
  if (result.truth === 'unknown') return { code, result: 'unknown', missing: result.missing };
  return result.truth ? fired : passed;
}

function toScore(compiled: CompiledPolicy, known: KnownFacts, policy: Policy): Score {
  const terms = compiled.terms.map((term) => scoreTerm(term, known));
  let total = 0;
  for (const { points } of terms) total += points;
  return { total, grade: toGrade(total, policy), terms };
}

/**
 * Points of one term: its first true step decides.
 *
 * Without a true step the points are 0 either way, but the record tells a bad answer (`none`)
 * from no answer (`unknown`), and names what nobody said.
 */
function scoreTerm({ code, cap, steps, none }: CompiledTerm, known: KnownFacts): TermResult {
  let missing: readonly string[] | undefined;
  for (const { when, given } of steps) {
    const result = when(known);
    if (result.truth === true) return given;
    if (result.truth === 'unknown')
      missing = missing === undefined ? result.missing : union(missing, result.missing);
  }
  if (missing === undefined) return none;
  return { code, points: 0, of: cap, because: 'unknown', missing };
}

/** A published policy has a band from 0, so there always is one; C is what no band claims. */
function toGrade(total: number, { grades }: Policy): Grade {
  return grades.find(({ from }) => total >= from)?.grade ?? 'C';
}
