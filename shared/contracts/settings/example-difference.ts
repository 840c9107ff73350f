import type { Condition, Facts } from '#shared/domain/condition.ts';
import type { Sentence } from '#shared/domain/language.ts';
import type { Grade, Judgement, Policy, RuleResult } from '#shared/domain/policy.ts';
import { pathsOf } from './condition-paths.ts';

/** What an example says must come of its lead. */
export interface Expectation {
  readonly outcome: 'qualified' | 'rejected';
  readonly reason?: string | undefined;
  readonly score?: number | undefined;
  readonly grade?: Grade | undefined;
}

/** How an example was judged, by what and on what. */
export interface JudgedExample {
  readonly judgement: Judgement;
  readonly policy: Pick<Policy, 'rejections' | 'score'>;
  readonly facts: Facts;
}

/**
 * How an example came out otherwise than expected; undefined if it did not.
 *
 * It names the rule that decided and the facts the rule stood on, because the author has just edited one of them.
 */
export function findDifference(expected: Expectation, example: JudgedExample): Sentence | undefined {
  const { verdict, score } = example.judgement;
  const [because] = verdict.reasons;
  if (expected.outcome === 'qualified' && because !== undefined) return describeRejection(because, example);
  if (expected.outcome === 'rejected' && because === undefined)
    return describeSilence(expected.reason, example);
  if (expected.reason !== undefined && expected.reason !== because)
    return describeOtherReason(expected.reason, because, example);
  if (expected.score !== undefined && expected.score !== score?.total) return describeScore(example);
  if (expected.grade !== undefined && expected.grade !== score?.grade) return describeScore(example);
  return undefined;
}

function describeRejection(code: string, { policy, facts }: JudgedExample): Sentence {
  const values = valuesOf(ruleOf(code, policy), facts);
  return {
    ru: `лид отклонён правилом ${code}${values.ru}`,
    en: `the lead was rejected by ${code}${values.en}`,
  };
}

function describeSilence(wanted: string | undefined, example: JudgedExample): Sentence {
  const why = describeUnfired(wanted, example);
  return {
    ru: `ни одно правило отклонения не сработало${why.ru}`,
    en: `no rejection rule fired${why.en}`,
  };
}

function describeOtherReason(wanted: string, because: string | undefined, example: JudgedExample): Sentence {
  if (because === undefined)
    return {
      ru: 'лид не отклонён, причины у него нет',
      en: 'the lead was not rejected, so it has no reason',
    };
  const values = valuesOf(ruleOf(because, example.policy), example.facts);
  const why = describeUnfired(wanted, example);
  return {
    ru: `первым сработало правило ${because}${values.ru}${why.ru}`,
    en: `the first rule to fire was ${because}${values.en}${why.en}`,
  };
}

/** Why the rule that was expected to fire did not. */
function describeUnfired(wanted: string | undefined, { judgement, policy, facts }: JudgedExample): Sentence {
  if (wanted === undefined) return NOTHING;
  const rule = judgement.verdict.rules.find(({ code }) => code === wanted);
  if (rule === undefined)
    return { ru: `; правила ${wanted} в документе нет`, en: `; there is no rule ${wanted} in the document` };
  return describeResult(rule, valuesOf(ruleOf(wanted, policy), facts));
}

function describeResult({ code, result, missing = [] }: RuleResult, values: Sentence): Sentence {
  const paths = missing.join(', ');
  switch (result) {
    case 'fired':
      return { ru: `; ${code} тоже сработало, но ниже`, en: `; ${code} fired as well, but further down` };
    case 'passed':
      return { ru: `; ${code} — нет${values.ru}`, en: `; ${code} did not${values.en}` };
    case 'unknown':
      return {
        ru: `; ${code} — неизвестно: в примере нет ${paths}`,
        en: `; ${code} is unknown: the example does not tell ${paths}`,
      };
  }
}

/** Names the step that decided each term and its facts, so that the author sees where the points came from. */
function describeScore({ judgement: { score }, policy, facts }: JudgedExample): Sentence {
  if (score === undefined)
    return { ru: 'лид отклонён, баллов у него нет', en: 'the lead was rejected, so it has no score' };
  const terms = score.terms.map(({ code, points, because, missing }) => {
    const steps = policy.score.find((term) => term.code === code)?.steps ?? [];
    const values = valuesOf(steps.find((step) => step.code === because)?.when, facts);
    const unknown = missing === undefined ? '' : `: ${missing.join(', ')}`;
    return {
      ru: `${code} ${points} (${because}${unknown}${values.ru})`,
      en: `${code} ${points} (${because}${unknown}${values.en})`,
    };
  });
  const total = `${score.total}, ${score.grade}`;
  return {
    ru: `вышло ${total}: ${terms.map(({ ru }) => ru).join(', ')}`,
    en: `it scored ${total}: ${terms.map(({ en }) => en).join(', ')}`,
  };
}

function ruleOf(code: string, { rejections }: JudgedExample['policy']): Condition | undefined {
  return rejections.find((rule) => rule.code === code)?.when;
}

const NOTHING: Sentence = { ru: '', en: '' };

/** A message of a visitor can be long, and an author knows it by its beginning. */
const MAX_SHOWN = 60;

/** The facts a condition stands on, as the example gives them. */
function valuesOf(condition: Condition | undefined, facts: Facts): Sentence {
  const paths = condition === undefined ? [] : pathsOf(condition);
  if (paths.length === 0) return NOTHING;
  const values = paths.map((path) => {
    const shown = show(facts[path]);
    return { ru: `${path} ${shown ?? 'неизвестно'}`, en: `${path} ${shown ?? 'unknown'}` };
  });
  return {
    ru: `: ${values.map(({ ru }) => ru).join(', ')}`,
    en: `: ${values.map(({ en }) => en).join(', ')}`,
  };
}

function show(value: Facts[string]): string | undefined {
  if (value === undefined) return undefined;
  const shown =
    typeof value === 'string' ? `“${value}”` : Array.isArray(value) ? `[${value.join(', ')}]` : `${value}`;
  return shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}…` : shown;
}
