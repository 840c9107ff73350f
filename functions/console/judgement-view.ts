import type { Grade, RuleResult, Verdict } from '#shared/domain/policy.ts';
import type { FactValueView } from './fact-values.ts';

/** A condition with what it was decided on. All null and empty where its version is gone. */
export interface DecidedView {
  readonly condition: string | null;
  readonly cel: string | null;
  readonly values: readonly FactValueView[];
  /** Without these it could not be decided. */
  readonly missing: readonly { readonly fact: string; readonly label: string }[];
}

export interface RuleExplanation extends DecidedView {
  readonly code: string;
  readonly result: RuleResult['result'];
  readonly text: string;
}

/** A step before the one that gave the points, or any step where none did. */
export interface TriedStepView {
  readonly code: string;
  readonly points: number;
  readonly result: 'failed' | 'unknown';
  readonly text: string;
  readonly condition: string;
  /** What it was decided on, or what was missing. */
  readonly because: string;
}

export interface TermExplanation extends DecidedView {
  readonly code: string;
  readonly name: string;
  readonly points: number;
  readonly of: number;
  /** Code of the step that gave the points, or `none`, or `unknown`. */
  readonly step: string;
  readonly text: string;
  readonly tried: readonly TriedStepView[];
}

export interface ScoreExplanation {
  readonly total: number;
  readonly of: number;
  readonly grade: Grade;
  /** Scores of this grade, both ends included. */
  readonly band: { readonly from: number; readonly to: number } | null;
  /** `22 + 16 + 25 + 4 = 67`. */
  readonly arithmetic: string;
  readonly terms: readonly TermExplanation[];
}

/** A judgement with everything that led to it. */
export interface JudgementView {
  /** Null for a draft, which has no number yet. */
  readonly policyVersion: number | null;
  readonly policyUrl: string | null;
  readonly outcome: Verdict['outcome'];
  readonly reasons: readonly string[];
  /** For people, and without anything personal in it: it may be passed on. */
  readonly summary: readonly string[];
  readonly rules: readonly RuleExplanation[];
  readonly score: ScoreExplanation | null;
}
