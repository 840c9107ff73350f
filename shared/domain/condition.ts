import { AskedFacts, KnownFacts } from './known-facts.ts';
import { isMatch, type LinearPattern } from './linear-pattern.ts';
import { fold, mentionsOf } from './mention.ts';
import {
  COMPARISONS,
  TEXT_TESTS,
  isIn,
  isList,
  isText,
  sizeOf,
  type Value,
  type ValueTest,
} from './value-tests.ts';

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
  | { readonly op: 'matches'; readonly text: Operand; readonly pattern: LinearPattern }
  | { readonly op: 'known'; readonly path: string }
  | { readonly op: 'is'; readonly fact: Operand };

/** Three-valued: `unknown` names the facts that would have been needed. */
export type Truth =
  | { readonly truth: true }
  | { readonly truth: false }
  | { readonly truth: 'unknown'; readonly missing: readonly string[] };

/** A condition made ready to be asked of many leads. It cannot throw. */
export type Question = (known: KnownFacts) => Truth;

const TRUE: Truth = { truth: true };
const FALSE: Truth = { truth: false };

/** A pool asks the same condition of every lead, for as long as its team is in force. */
const asked = new WeakMap<Condition, (facts: Facts) => Truth>();

/**
 * Whether a condition holds, in Kleene's three-valued logic: what is decided without the absent
 * facts is decided, everything else is unknown and names them.
 *
 * It cannot throw. Values of unlike types are unequal; publishing refuses conditions that compare them.
 */
export function evaluate(condition: Condition, facts: Facts): Truth {
  const known = asked.get(condition);
  if (known !== undefined) return known(facts);
  const about = new AskedFacts();
  const question = toQuestion(condition, about);
  const { paths } = about;
  const ask = (from: Facts) => question(new KnownFacts(paths.map((path) => from[path])));
  asked.set(condition, ask);
  return ask(facts);
}

/** Compiles a condition, and adds the facts it needs to `about`. Truths are made here: asking allocates hardly any. */
export function toQuestion(condition: Condition, about: AskedFacts): Question {
  switch (condition.op) {
    case 'and':
      return combined(condition.of, about, FALSE, TRUE);
    case 'or':
      return combined(condition.of, about, TRUE, FALSE);
    case 'not':
      return negated(toQuestion(condition.of, about));
    case 'known': {
      const place = about.placeOf(condition.path);
      return (known) => (known.at(place) === undefined ? FALSE : TRUE);
    }
    case 'is':
      return tested(toReading(condition.fact, about), (value) => value === true);
    case 'compare':
      return related(condition.left, condition.right, about, COMPARISONS[condition.by]);
    case 'in':
      return related(condition.value, condition.list, about, isIn);
    case 'mentions':
      return mentioned(condition.text, condition.words, about);
    case 'matches': {
      const { pattern } = condition;
      return tested(toReading(condition.text, about), (text) => isText(text) && isMatch(pattern, text));
    }
    case 'text':
      return related(condition.text, condition.part, about, TEXT_TESTS[condition.by]);
  }
}

/** An `and` is decided by the first false, an `or` by the first true. */
function combined(
  conditions: readonly Condition[],
  about: AskedFacts,
  deciding: Truth,
  otherwise: Truth,
): Question {
  const questions = conditions.map((condition) => toQuestion(condition, about));
  return (known) => {
    let open: Truth | undefined;
    for (const question of questions) {
      const result = question(known);
      if (result.truth === deciding.truth) return result;
      if (result.truth === 'unknown') open = open === undefined ? result : both(open, result);
    }
    return open ?? otherwise;
  };
}

function negated(question: Question): Question {
  return (known) => {
    const result = question(known);
    if (result.truth === 'unknown') return result;
    return result.truth ? FALSE : TRUE;
  };
}

function tested({ read, path }: Reading, test: (value: Value) => boolean): Question {
  const without = lacking(path);
  return (known) => {
    const value = read(known);
    if (value === undefined) return without;
    return test(value) ? TRUE : FALSE;
  };
}

function related(one: Operand, other: Operand, about: AskedFacts, test: ValueTest): Question {
  const left = toReading(one, about);
  const right = toReading(other, about);
  const withoutLeft = lacking(left.path);
  const withoutRight = lacking(right.path);
  const withoutBoth = both(withoutLeft, withoutRight);
  return (known) => {
    const before = left.read(known);
    const after = right.read(known);
    if (before === undefined) return after === undefined ? withoutBoth : withoutLeft;
    if (after === undefined) return withoutRight;
    return test(before, after) ? TRUE : FALSE;
  };
}

/** The words of a policy are folded here, those of a lead when they are asked for. */
function mentioned(text: Operand, words: Operand, about: AskedFacts): Question {
  if (words.op !== 'literal' || !isList(words.value))
    return related(
      text,
      words,
      about,
      (one, other) => isText(one) && isList(other) && mentionsOf(other)(fold(one)),
    );
  const isMentioned = mentionsOf(words.value);
  return tested(toFoldedReading(text, about), (folded) => isText(folded) && isMentioned(folded));
}

/** An operand made ready; `path` is the fact it stands on. */
interface Reading {
  readonly path: string;
  readonly read: (known: KnownFacts) => Value | undefined;
}

function toReading(operand: Operand, about: AskedFacts): Reading {
  switch (operand.op) {
    case 'fact': {
      const place = about.placeOf(operand.path);
      return { path: operand.path, read: (known) => known.at(place) };
    }
    case 'literal': {
      const { value } = operand;
      // Literals stand on no fact, and are never what is missing.
      return { path: '', read: () => value };
    }
    case 'size':
      return derived(toReading(operand.of, about), sizeOf);
    case 'lower':
      return derived(toReading(operand.of, about), (text) => (isText(text) ? text.toLowerCase() : undefined));
  }
}

/** The commonest text is a fact as it is, which is folded once for all who look for words in it. */
function toFoldedReading(operand: Operand, about: AskedFacts): Reading {
  if (operand.op !== 'fact')
    return derived(toReading(operand, about), (text) => (isText(text) ? fold(text) : text));
  const place = about.placeOf(operand.path);
  return { path: operand.path, read: (known) => known.foldedAt(place) };
}

function derived({ path, read }: Reading, derive: (value: Value) => Value | undefined): Reading {
  return {
    path,
    read: (known) => {
      const value = read(known);
      return value === undefined ? undefined : derive(value);
    },
  };
}

function lacking(path: string): Truth {
  return { truth: 'unknown', missing: [path] };
}

function both(one: Truth, other: Truth): Truth {
  if (one.truth !== 'unknown' || other.truth !== 'unknown') return one;
  return { truth: 'unknown', missing: union(one.missing, other.missing) };
}

/** Every path once, in the order they are asked for. */
export function union(some: readonly string[], others: readonly string[]): readonly string[] {
  return [...some, ...others.filter((path) => !some.includes(path))];
}
