import type { Condition, Operand } from '#shared/domain/condition.ts';
import { MAX_MESSAGE_CHARACTERS } from '#shared/domain/submission-fields.ts';
import type { Refusal } from './schema-faults.ts';

/**
 * What judging one lead may take at the very worst, by all conditions of a policy together or by one of a pool.
 *
 * Publishing promises it beforehand, so that no text a visitor types can make judging slow. The figures below are
 * those of a 2-core machine with Node 24, with the texts that are worst for each operation; usual leads take a
 * hundredth of it.
 */
const BUDGET_NS = 5_000_000;

/** Links are kept this long (`attribution`); typed lines and names in registries are shorter. */
const MAX_LINE_CHARACTERS = 1_000;
const LONG_TEXTS: Readonly<Record<string, number>> = { 'need.message': MAX_MESSAGE_CHARACTERS };

/** Signs of spam and names of fields: there are some dozens of both. */
const MAX_LIST = 100;

const OPERATION_NS = 50;
const ENTRY_NS = 10;
/** For each character of the text, and for `mentions` of each word again. */
const PER_CHARACTER_NS = { size: 16, lower: 4, search: 5, fold: 10, word: 2, step: 12 } as const;

/** Nanoseconds a condition takes at most, whatever the lead says. */
export function costOf(condition: Condition): number {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.of.reduce((sum, one) => sum + costOf(one), OPERATION_NS);
    case 'not':
      return OPERATION_NS + costOf(condition.of);
    case 'compare':
      return costOfBoth(condition.left, condition.right);
    case 'in':
      return costOfBoth(condition.value, condition.list) + entriesOf(condition.list) * ENTRY_NS;
    case 'text':
      return costOfBoth(condition.text, condition.part) + lengthOf(condition.text) * PER_CHARACTER_NS.search;
    case 'mentions': {
      const perCharacter = PER_CHARACTER_NS.fold + entriesOf(condition.words) * PER_CHARACTER_NS.word;
      return costOfBoth(condition.text, condition.words) + lengthOf(condition.text) * perCharacter;
    }
    case 'matches': {
      const perCharacter = condition.pattern.steps.length * PER_CHARACTER_NS.step;
      return OPERATION_NS + costOfOperand(condition.text) + lengthOf(condition.text) * perCharacter;
    }
    case 'known':
      return OPERATION_NS;
    case 'is':
      return OPERATION_NS + costOfOperand(condition.fact);
  }
}

function costOfBoth(one: Operand, other: Operand): number {
  return OPERATION_NS + costOfOperand(one) + costOfOperand(other);
}

function costOfOperand(operand: Operand): number {
  if (operand.op === 'fact' || operand.op === 'literal') return 0;
  return costOfOperand(operand.of) + lengthOf(operand.of) * PER_CHARACTER_NS[operand.op];
}

function lengthOf(operand: Operand): number {
  switch (operand.op) {
    case 'fact':
      return LONG_TEXTS[operand.path] ?? MAX_LINE_CHARACTERS;
    case 'literal':
      return typeof operand.value === 'string' ? operand.value.length : 0;
    case 'size':
      return 0;
    case 'lower':
      return lengthOf(operand.of);
  }
}

function entriesOf(list: Operand): number {
  return list.op === 'literal' && typeof list.value === 'object' ? list.value.length : MAX_LIST;
}

/** A condition that could take more than all of them may. */
export function refuseCostly(condition: Condition): Refusal | undefined {
  const cost = costOf(condition);
  if (cost <= BUDGET_NS) return undefined;
  return {
    code: 'too-costly',
    message: {
      ru: `На длинном тексте это условие займёт до ${toMs(cost)} мс, а разрешено ${toMs(BUDGET_NS)} мс на лид: ${CHEAPER.ru}.`,
      en: `On a long text this condition takes up to ${toMs(cost)} ms, and ${toMs(BUDGET_NS)} ms a lead are allowed: ${CHEAPER.en}.`,
    },
  };
}

/** The dearest of all conditions, when together they could take more than they may. */
export function refuseCostlyTogether(
  conditions: readonly Condition[],
): (Refusal & { readonly index: number }) | undefined {
  const costs = conditions.map(costOf);
  const sum = costs.reduce((total, cost) => total + cost, 0);
  if (sum <= BUDGET_NS) return undefined;
  const dearest = Math.max(...costs);
  return {
    index: costs.indexOf(dearest),
    code: 'too-costly',
    message: {
      ru: `Все условия вместе займут до ${toMs(sum)} мс на лид, а разрешено ${toMs(BUDGET_NS)} мс; дороже всех это, до ${toMs(dearest)} мс: ${CHEAPER.ru}.`,
      en: `All conditions together take up to ${toMs(sum)} ms a lead, and ${toMs(BUDGET_NS)} ms are allowed; this is the dearest, up to ${toMs(dearest)} ms: ${CHEAPER.en}.`,
    },
  };
}

const CHEAPER = {
  ru: 'уберите лишние слова или сделайте выражение короче',
  en: 'use fewer words or a shorter expression',
};

function toMs(nanoseconds: number): string {
  return (nanoseconds / 1_000_000).toFixed(1);
}
