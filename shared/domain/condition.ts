import { mentions } from './mention.ts';

/**
 * A fact about a lead: what a policy may ask about. Absent means nobody knows,
 * which is neither zero nor false.
 */
export type Fact = string | number | boolean | readonly string[];
export type Facts = Readonly<Record<string, Fact | undefined>>;

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** A value inside a condition. Fact paths are flat names with dots, `counterparty.region`. */
export type Operand =
  | { readonly op: 'fact'; readonly path: string }
  | { readonly op: 'literal'; readonly value: Fact | readonly number[] }
  | { readonly op: 'size'; readonly of: Operand }
  | { readonly op: 'lower'; readonly of: Operand };

/**
 * A condition as a tree. Policies write it as CEL; publishing checks it and turns it into this,
 * so that judging needs no parser and cannot do more than is listed here.
 */
export type Condition =
  | { readonly op: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  | { readonly op: 'compare'; readonly by: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly op: 'in'; readonly value: Operand; readonly list: Operand }
  | {
      readonly op: 'text';
      readonly by: 'contains' | 'startsWith' | 'endsWith';
      readonly text: Operand;
      readonly part: Operand;
    }
  | { readonly op: 'mentions'; readonly text: Operand; readonly words: Operand }
  | { readonly op: 'known'; readonly path: string }
  | { readonly op: 'is'; readonly fact: Operand };

/** Three-valued: `unknown` names the facts that would have been needed. */
export type Truth =
  | { readonly truth: true }
  | { readonly truth: false }
  | { readonly truth: 'unknown'; readonly missing: readonly string[] };

const TRUE: Truth = { truth: true };
const FALSE: Truth = { truth: false };

type Value = Fact | readonly number[];

/**
 * Whether a condition holds, in Kleene's three-valued logic: what is decided without the absent
 * facts is decided, everything else is unknown and names them.
 *
 * It cannot throw and does not allocate unless the answer is unknown. Values of unlike types are
 * unequal; publishing refuses conditions that compare them.
 */
export function evaluate(condition: Condition, facts: Facts): Truth {
  switch (condition.op) {
    case 'and':
      return combine(condition.of, facts, false);
    case 'or':
      return combine(condition.of, facts, true);
    case 'not':
      return negate(evaluate(condition.of, facts));
    case 'known':
      return facts[condition.path] === undefined ? FALSE : TRUE;
    case 'is':
      return holds(condition.fact, facts);
    case 'compare':
      return relate(condition.left, condition.right, facts, COMPARISONS[condition.by]);
    case 'in':
      return relate(condition.value, condition.list, facts, isIn);
    case 'mentions':
      return relate(condition.text, condition.words, facts, isMentioned);
    case 'text':
      return relate(condition.text, condition.part, facts, TEXT_TESTS[condition.by]);
  }
}

/** An `and` is decided by the first false, an `or` by the first true. */
function combine(conditions: readonly Condition[], facts: Facts, deciding: boolean): Truth {
  let missing: readonly string[] | undefined;
  for (const condition of conditions) {
    const result = evaluate(condition, facts);
    if (result.truth === deciding) return result;
    if (result.truth === 'unknown') missing = union(missing, result.missing);
  }
  if (missing !== undefined) return { truth: 'unknown', missing };
  return deciding ? FALSE : TRUE;
}

function negate(result: Truth): Truth {
  if (result.truth === 'unknown') return result;
  return result.truth ? FALSE : TRUE;
}

function holds(operand: Operand, facts: Facts): Truth {
  const value = valueOf(operand, facts);
  if (value === undefined) return { truth: 'unknown', missing: [pathOf(operand)] };
  return value === true ? TRUE : FALSE;
}

function relate(
  left: Operand,
  right: Operand,
  facts: Facts,
  test: (left: Value, right: Value) => boolean,
): Truth {
  const one = valueOf(left, facts);
  const other = valueOf(right, facts);
  if (one !== undefined && other !== undefined) return test(one, other) ? TRUE : FALSE;
  if (one !== undefined) return { truth: 'unknown', missing: [pathOf(right)] };
  if (other !== undefined) return { truth: 'unknown', missing: [pathOf(left)] };
  return { truth: 'unknown', missing: union([pathOf(left)], [pathOf(right)]) };
}

function valueOf(operand: Operand, facts: Facts): Value | undefined {
  switch (operand.op) {
    case 'fact':
      return facts[operand.path];
    case 'literal':
      return operand.value;
    case 'size': {
      const value = valueOf(operand.of, facts);
      return value === undefined || typeof value === 'number' || typeof value === 'boolean'
        ? undefined
        : sizeOf(value);
    }
    case 'lower': {
      const value = valueOf(operand.of, facts);
      return typeof value === 'string' ? value.toLowerCase() : undefined;
    }
  }
}

/** The fact an operand stands on. Literals stand on none, and are never what is missing. */
function pathOf(operand: Operand): string {
  switch (operand.op) {
    case 'fact':
      return operand.path;
    case 'literal':
      return '';
    case 'size':
    case 'lower':
      return pathOf(operand.of);
  }
}

/** Characters as people count them: an emoji is one. */
function sizeOf(value: string | readonly unknown[]): number {
  if (typeof value !== 'string') return value.length;
  let characters = 0;
  for (const _character of value) characters += 1;
  return characters;
}

const COMPARISONS: Readonly<Record<Comparison, (left: Value, right: Value) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => isBefore(left, right),
  '<=': (left, right) => areOrdered(left, right) && !isBefore(right, left),
  '>': (left, right) => isBefore(right, left),
  '>=': (left, right) => areOrdered(left, right) && !isBefore(left, right),
};

function areOrdered(left: Value, right: Value): boolean {
  return typeof left === typeof right && (typeof left === 'number' || typeof left === 'string');
}

function isBefore(left: Value, right: Value): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left < right;
  return typeof left === 'string' && typeof right === 'string' && left < right;
}

const TEXT_TESTS = {
  contains: (text: Value, part: Value) => isText(text) && isText(part) && text.includes(part),
  startsWith: (text: Value, part: Value) => isText(text) && isText(part) && text.startsWith(part),
  endsWith: (text: Value, part: Value) => isText(text) && isText(part) && text.endsWith(part),
};

function isIn(value: Value, list: Value): boolean {
  if (!isList(list)) return false;
  for (const entry of list) if (entry === value) return true;
  return false;
}

function isMentioned(text: Value, words: Value): boolean {
  return isText(text) && isList(words) && mentions(text, words);
}

function isText(value: Value): value is string {
  return typeof value === 'string';
}

function isList(value: Value): value is readonly string[] | readonly number[] {
  return typeof value === 'object';
}

function union(some: readonly string[] | undefined, others: readonly string[]): readonly string[] {
  if (some === undefined) return others;
  return [...some, ...others.filter((path) => !some.includes(path))];
}
