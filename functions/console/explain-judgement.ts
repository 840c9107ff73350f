import { toCel } from '#shared/domain/condition-text.ts';
import { conditionWords } from '#shared/domain/condition-words.ts';
import { evaluate, type Condition, type Facts } from '#shared/domain/condition.ts';
import { factLabel } from '#shared/domain/fact-words.ts';
import type { Language, Sentence } from '#shared/domain/language.ts';
import type {
  Grade,
  Judgement,
  Policy,
  RuleResult,
  Score,
  ScoreStep,
  TermResult,
} from '#shared/domain/policy.ts';
import { REASON_TEXTS, TERM_TEXTS } from './code-texts.ts';
import { sayMissing, sayValues, valuesOf } from './fact-values.ts';
import type {
  DecidedView,
  JudgementView,
  RuleExplanation,
  ScoreExplanation,
  TermExplanation,
  TriedStepView,
} from './judgement-view.ts';
import { VIEW_TEXTS } from './texts.ts';
import { summarize } from './summarize-judgement.ts';

export interface JudgementQuestion {
  readonly judgement: Judgement;
  readonly facts: Facts;
  /** The rules it was judged by, where they are still known. */
  readonly policy: Policy | undefined;
  readonly language: Language;
}

/** Explains a judgement as it is on record; nothing is judged again, only the conditions are shown with their values. */
export function explainJudgement(question: JudgementQuestion): JudgementView {
  const { verdict, score } = question.judgement;
  const version = verdict.policyVersion;
  const view = {
    policyVersion: version > 0 ? version : null,
    policyUrl: version > 0 ? policyUrl(version) : null,
    outcome: verdict.outcome,
    reasons: verdict.reasons,
    rules: verdict.rules.map((result) => explainRule(result, question)),
    score: score === undefined ? null : explainScore(score, question),
  };
  return { ...view, summary: summarize(view, question.language) };
}

/** Where the console shows a version of the policy. */
export function policyUrl(version: number): string {
  return `/console/policy/versions/${version}`;
}

function explainRule(result: RuleResult, { policy, facts, language }: JudgementQuestion): RuleExplanation {
  const rule = policy?.rejections.find(({ code }) => code === result.code);
  return {
    code: result.code,
    result: result.result,
    text: textOf(rule?.text ?? textFor(REASON_TEXTS, result.code), result.code, language),
    ...showDecided(rule?.when, result.missing, facts, language),
  };
}

function explainScore(score: Score, question: JudgementQuestion): ScoreExplanation {
  const { total, grade, terms } = score;
  const of = terms.reduce((sum, term) => sum + term.of, 0);
  return {
    total,
    of,
    grade,
    band: bandOf(grade, of, question.policy),
    arithmetic: `${terms.map(({ points }) => points).join(' + ')} = ${total}`,
    terms: terms.map((term) => explainTerm(term, question)),
  };
}

function bandOf(grade: Grade, most: number, policy: Policy | undefined): ScoreExplanation['band'] {
  const index = policy?.grades.findIndex((band) => band.grade === grade) ?? -1;
  const from = policy?.grades[index]?.from;
  if (from === undefined) return null;
  const above = policy?.grades[index - 1]?.from;
  return { from, to: above === undefined ? most : above - 1 };
}

function explainTerm(term: TermResult, question: JudgementQuestion): TermExplanation {
  const { policy, facts, language } = question;
  const steps = policy?.score.find(({ code }) => code === term.code)?.steps ?? [];
  const gave = steps.findIndex(({ code }) => code === term.because);
  const before = gave === -1 ? steps : steps.slice(0, gave);
  return {
    code: term.code,
    name: textOf(textFor(TERM_TEXTS, term.code), term.code, language),
    points: term.points,
    of: term.of,
    step: term.because,
    text: sayStep(term, steps[gave], language),
    ...showDecided(steps[gave]?.when, term.missing, facts, language),
    tried: before.map((step) => showTried(step, facts, language)),
  };
}

function sayStep(
  { because, missing = [] }: TermResult,
  step: ScoreStep | undefined,
  language: Language,
): string {
  if (because === 'none') return VIEW_TEXTS.noStep[language];
  if (because === 'unknown') return capitalized(sayMissing(missing, language));
  return textOf(step?.text, because, language);
}

function showTried({ code, points, text, when }: ScoreStep, facts: Facts, language: Language): TriedStepView {
  const result = evaluate(when, facts);
  return {
    code,
    points,
    result: result.truth === 'unknown' ? 'unknown' : 'failed',
    text: textOf(text, code, language),
    condition: conditionWords(when, language),
    because:
      result.truth === 'unknown'
        ? sayMissing(result.missing, language)
        : sayValues(valuesOf(when, facts, language)),
  };
}

function showDecided(
  when: Condition | undefined,
  missing: readonly string[] = [],
  facts: Facts,
  language: Language,
): DecidedView {
  return {
    condition: when === undefined ? null : conditionWords(when, language),
    cel: when === undefined ? null : toCel(when),
    values: when === undefined ? [] : valuesOf(when, facts, language),
    missing: missing.map((fact) => ({ fact, label: factLabel(fact, language) })),
  };
}

function textFor(texts: Readonly<Record<string, Sentence>>, code: string): Sentence | undefined {
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}

function textOf(text: Sentence | undefined, code: string, language: Language): string {
  return text === undefined ? code : text[language];
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
