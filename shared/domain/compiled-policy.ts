import { toQuestion, type Question } from './condition.ts';
import { readerOf } from './facts.ts';
import { AskedFacts } from './known-facts.ts';
import type { Policy, RejectionRule, RuleResult, ScoreStep, ScoreTerm, TermResult } from './policy.ts';

/** A policy made ready to judge many leads: its conditions compiled, and what rules and steps can say said once. */
export interface CompiledPolicy {
  /** All facts the policy asks about, and how each is read from a lead: nobody needs the others. */
  readonly paths: readonly string[];
  readonly readers: readonly ReturnType<typeof readerOf>[];
  readonly rules: readonly CompiledRule[];
  readonly terms: readonly CompiledTerm[];
}

export interface CompiledRule {
  readonly code: string;
  readonly when: Question;
  readonly fired: RuleResult;
  readonly passed: RuleResult;
}

export interface CompiledTerm {
  readonly code: string;
  readonly cap: number;
  readonly steps: readonly { readonly when: Question; readonly given: TermResult }[];
  readonly none: TermResult;
}

/** A policy is a value that judges for weeks. It is forgotten together with its compiled form. */
const compiled = new WeakMap<Policy, CompiledPolicy>();

export function compiledOnce(policy: Policy): CompiledPolicy {
  const known = compiled.get(policy);
  if (known !== undefined) return known;
  const fresh = compile(policy);
  compiled.set(policy, fresh);
  return fresh;
}

function compile({ rejections, score }: Policy): CompiledPolicy {
  const about = new AskedFacts();
  const rules = rejections.map((rule) => compileRule(rule, about));
  const terms = score.map((term) => compileTerm(term, about));
  const { paths } = about;
  return { rules, terms, paths, readers: paths.map(readerOf) };
}

function compileRule({ code, when }: RejectionRule, about: AskedFacts): CompiledRule {
  return {
    code,
    when: toQuestion(when, about),
    fired: { code, result: 'fired' },
    passed: { code, result: 'passed' },
  };
}

function compileTerm({ code, cap, steps }: ScoreTerm, about: AskedFacts): CompiledTerm {
  const compileStep = (step: ScoreStep) => ({
    when: toQuestion(step.when, about),
    given: { code, points: Math.min(step.points, cap), of: cap, because: step.code },
  });
  return { code, cap, steps: steps.map(compileStep), none: { code, points: 0, of: cap, because: 'none' } };
}
