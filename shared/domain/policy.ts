import type { DuplicateRules } from './duplicate-rules.ts';
import type { Condition } from './condition.ts';
import type { Sentence } from './language.ts';

export type Grade = 'A' | 'B' | 'C';

/** Rejects a lead when its condition is true. Unknown never rejects. */
export interface RejectionRule {
  readonly code: string;
  readonly when: Condition;
  readonly text: Sentence;
}

/** Gives its points when its condition is true. The first one that holds in a term decides. */
export interface ScoreStep {
  readonly code: string;
  readonly when: Condition;
  readonly points: number;
  readonly text: Sentence;
}

/** One letter of BANT: its first true step gives the points, never more than `cap`. */
export interface ScoreTerm {
  readonly code: 'budget' | 'authority' | 'need' | 'timeline';
  readonly cap: number;
  readonly steps: readonly ScoreStep[];
}

export interface GradeBand {
  readonly grade: Grade;
  readonly from: number;
}

/** One register of companies, by the protocol it speaks. */
export interface RegistrySettings {
  readonly registry: 'dadata' | 'checko';
  readonly baseUrl: string;
  readonly tokenSecret: string;
}

/** How the company may be asked about. Prices, quotas and patience differ by registry contract. */
export interface CounterpartyCheckSettings extends RegistrySettings {
  /** Asked while the first one cannot be. */
  readonly fallback?: RegistrySettings;
  /** All the lead waits for, cache and registries together. */
  readonly timeoutMs: number;
  /** How long a lead whose company could not be asked about is held back; 0 lets it go on at once, flagged. */
  readonly uncheckedWaitsMinutes: number;
}

/** The company's rules, ready to be judged by: one immutable version of the policy document. */
export interface Policy {
  readonly version: number;
  readonly counterpartyCheck: CounterpartyCheckSettings;
  readonly duplicates: DuplicateRules;
  /** In order; the first that fires gives the main reason, all that fire are recorded. */
  readonly rejections: readonly RejectionRule[];
  readonly score: readonly ScoreTerm[];
  /** Highest first; the last one starts at 0. */
  readonly grades: readonly GradeBand[];
}

/** What one rejection rule said about a lead. */
export interface RuleResult {
  readonly code: string;
  readonly result: 'fired' | 'passed' | 'unknown';
  readonly missing?: readonly string[];
}

export interface Verdict {
  readonly outcome: 'qualified' | 'rejected';
  readonly policyVersion: number;
  /** Codes of the rules that fired, in the order of the policy. */
  readonly reasons: readonly string[];
  readonly rules: readonly RuleResult[];
}

/** One term of a score. `because` is the code of the step that gave the points, or `none`, or `unknown`. */
export interface TermResult {
  readonly code: string;
  readonly points: number;
  readonly of: number;
  readonly because: string;
  readonly missing?: readonly string[];
}

/** The terms sum to `total`, exactly. */
export interface Score {
  readonly total: number;
  readonly grade: Grade;
  readonly terms: readonly TermResult[];
}

export interface Judgement {
  readonly verdict: Verdict;
  /** A rejected lead has no score: nobody is going to compare it. */
  readonly score?: Score;
}
