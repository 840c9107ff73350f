import type { Condition } from '#shared/domain/condition.ts';
import type { Sentence } from '#shared/domain/language.ts';
import type { ScoreStep } from '#shared/domain/policy.ts';
import { findCases, type Search } from './condition-cases.ts';
import { pathsOf } from './condition-paths.ts';
import type { FactList } from './fact-list.ts';
import type { Refusal } from './schema-faults.ts';

/** Some milliseconds of looking for a condition, some tens for a term: rules people write need a hundredth. */
const CASES_OF_CONDITION = 3_000;
const CASES_OF_TERM = 30_000;

/** Whether no lead whatever can make the condition true. `false` may also mean that it is too hard to tell. */
export function isNeverTrue(condition: Condition, facts: FactList): boolean {
  return findCases(condition, 'true', { facts, casesLeft: CASES_OF_CONDITION })?.length === 0;
}

/** What is wrong with a condition that can never be true. */
export function explainNever(condition: Condition): { readonly code: string; readonly message: Sentence } {
  const paths = pathsOf(condition).join(', ');
  return {
    code: 'never',
    message: {
      ru: `Такое правило не сработает никогда: условие противоречит само себе${paths === '' ? '' : ` (${paths})`}.`,
      en: `Such a rule can never fire: the condition contradicts itself${paths === '' ? '' : ` (${paths})`}.`,
    },
  };
}

type Step = Pick<ScoreStep, 'code' | 'when'>;

/**
 * Steps of a term that no lead ever gets to, because those above take every lead they would take.
 *
 * An unknown step takes no lead: `budget >= 50000` above leaves those whose budget nobody told.
 */
export function findUnreachable(
  steps: readonly Step[],
  facts: FactList,
): readonly (Refusal & { readonly index: number })[] {
  const search = { facts, casesLeft: CASES_OF_TERM };
  return steps.flatMap((step, index) => {
    const covering = findCovering(step, steps.slice(0, index), search);
    if (covering.length === 0) return [];
    return [{ index, code: 'unreachable', message: explainUnreachable(step.code, covering) }];
  });
}

/** The one step that leaves nothing, or else all that leave nothing between them. */
function findCovering(step: Step, above: readonly Step[], search: Search): readonly string[] {
  const taken = findCases(step.when, 'true', search);
  if (taken === undefined || taken.length === 0) return [];
  const one = above.find(({ when }) => findCases(when, 'not-true', search, taken)?.length === 0);
  if (one !== undefined) return [one.code];
  let left = taken;
  for (const { when } of above) {
    const next = findCases(when, 'not-true', search, left);
    if (next === undefined) return [];
    left = next;
  }
  return left.length === 0 ? above.map(({ code }) => code) : [];
}

function explainUnreachable(code: string, covering: readonly string[]): Sentence {
  const names = covering.join(', ');
  if (covering.length === 1)
    return {
      ru: `До шага ${code} не дойдёт ни один лид: всех берёт шаг ${names} выше. Поменяйте их местами.`,
      en: `No lead ever gets to the step ${code}: ${names} above takes them all. Swap the two.`,
    };
  return {
    ru: `До шага ${code} не дойдёт ни один лид: всех берут шаги выше (${names}).`,
    en: `No lead ever gets to the step ${code}: the steps above (${names}) take them all.`,
  };
}
