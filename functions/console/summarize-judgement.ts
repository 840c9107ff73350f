import type { Language } from '#shared/domain/language.ts';
import type { JudgementView, RuleExplanation, ScoreExplanation, TermExplanation } from './judgement-view.ts';
import { EXPLANATION_TEXTS } from './explanation-texts.ts';
import { sayValues, withoutUnit, type FactValueView } from './fact-values.ts';
import { say } from './words.ts';

/** Facts that tell who the person is, or may: a summary is passed on, so it does without them. */
const PERSONAL: ReadonlySet<string> = new Set([
  ...['contact.phone', 'contact.emailDomain', 'need.message'],
  ...['requisites.inn', 'requisites.kpp', 'requisites.ogrn', 'requisites.companyName', 'counterparty.name'],
  ...['attribution.page', 'attribution.referrer', 'attribution.utmContent', 'attribution.utmTerm'],
]);

/** Longer ones are lists of words, which stand beside the rule itself. */
const MAX_CONDITION = 120;

/** A judgement in a few sentences: the verdict, what fired, the score and where each term comes from, the version. */
export function summarize(view: Omit<JudgementView, 'summary'>, language: Language): readonly string[] {
  const fired = view.rules.filter(({ result }) => result === 'fired');
  const lines = [
    view.outcome === 'qualified' ? sayQualified(view.rules, language) : sayRejected(view, language),
    ...fired.map((rule) => sayFired(rule)),
    ...(view.score === null
      ? [EXPLANATION_TEXTS.noScore[language]]
      : [sayScore(view.score, language), ...view.score.terms.map((term) => sayTerm(term, language))]),
    view.policyVersion === null
      ? EXPLANATION_TEXTS.draft[language]
      : say(EXPLANATION_TEXTS.version, language, { version: view.policyVersion }),
  ];
  return lines.map((line) => `${line}.`);
}

function sayQualified(rules: readonly RuleExplanation[], language: Language): string {
  if (rules.length === 0) return EXPLANATION_TEXTS.qualifiedWithoutRules[language];
  const unknown = rules.filter(({ result }) => result === 'unknown');
  const labels = new Set(unknown.flatMap(({ missing }) => missing.map(({ label }) => withoutUnit(label))));
  const rest =
    unknown.length === 0
      ? ''
      : say(EXPLANATION_TEXTS.unchecked, language, { count: unknown.length, facts: [...labels].join(', ') });
  return say(EXPLANATION_TEXTS.qualified, language, { tried: rules.length }) + rest;
}

function sayRejected({ rules, reasons }: Omit<JudgementView, 'summary'>, language: Language): string {
  return say(EXPLANATION_TEXTS.rejected, language, { fired: reasons.length, tried: rules.length });
}

/** The policy's own sentence and the values say enough; the condition stands in where the values are personal. */
function sayFired({ text, condition, values }: RuleExplanation): string {
  const shown = inBrackets(values);
  const because =
    shown === '' && condition !== null && condition.length <= MAX_CONDITION ? `: ${condition}` : '';
  return `${bare(text)}${because}${shown}`;
}

function sayScore({ total, of, grade, band, arithmetic }: ScoreExplanation, language: Language): string {
  return say(EXPLANATION_TEXTS.score, language, {
    total,
    most: of,
    grade,
    band: band === null ? '' : say(EXPLANATION_TEXTS.band, language, band),
    arithmetic,
  });
}

function sayTerm({ name, points, of, text, values }: TermExplanation, language: Language): string {
  const term = say(EXPLANATION_TEXTS.term, language, { name, points, of });
  return `${term} — ${lowered(bare(text))}${inBrackets(values)}`;
}

function inBrackets(values: readonly FactValueView[]): string {
  const shown = values.filter(({ fact, value }) => value !== null && !PERSONAL.has(fact));
  return shown.length === 0 ? '' : ` (${sayValues(shown)})`;
}

/** A sentence as a part of another one. */
function bare(text: string): string {
  return text.replace(/[.!]+$/, '');
}

/** An abbreviation keeps its capitals. */
function lowered(text: string): string {
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1);
}
