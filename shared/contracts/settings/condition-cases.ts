import type { Condition, Operand } from '#shared/domain/condition.ts';
import { addCase, type Atom, type Case } from './condition-atoms.ts';
import type { FactList } from './fact-list.ts';

/** What a condition is asked to be. `not-true` is false or unknown. */
export type Goal = 'true' | 'false' | 'not-true' | 'not-false';

/** Beyond this many cases at once nothing is said. */
const MAX_CASES = 256;

/** What may be asked about, and how much looking is left: a check that takes long helps nobody who is typing. */
export interface Search {
  readonly facts: FactList;
  casesLeft: number;
}

/**
 * All the ways in which a condition reaches its goal, each a set of facts that are possible together; none of them
 * when it never can. Undefined when there are too many to look at, or the search has looked at enough.
 *
 * Nothing possible is left out, but some of the cases may be impossible for reasons not seen here: texts, lists and
 * patterns are taken as riddles that are only known to contradict their own opposite.
 */
export function findCases(
  condition: Condition,
  goal: Goal,
  search: Search,
  from: readonly Case[] = [EVERYTHING],
): readonly Case[] | undefined {
  switch (condition.op) {
    case 'not':
      return findCases(condition.of, OPPOSITE[goal], search, from);
    case 'and':
    case 'or': {
      const together = (condition.op === 'and') === (goal === 'true' || goal === 'not-false');
      return together ? allOf(condition.of, goal, search, from) : anyOf(condition.of, goal, search, from);
    }
    default:
      return spread(from, toWays(condition, goal), search);
  }
}

const EVERYTHING: Case = { known: new Map(), ranges: new Map(), riddles: new Map() };

const OPPOSITE = {
  true: 'false',
  false: 'true',
  'not-true': 'not-false',
  'not-false': 'not-true',
} as const satisfies Record<Goal, Goal>;

function allOf(parts: readonly Condition[], goal: Goal, search: Search, from: readonly Case[]) {
  return parts.reduce<readonly Case[] | undefined>(
    (cases, part) => cases && findCases(part, goal, search, cases),
    from,
  );
}

function anyOf(parts: readonly Condition[], goal: Goal, search: Search, from: readonly Case[]) {
  const cases: Case[] = [];
  for (const part of parts) {
    const some = findCases(part, goal, search, from);
    if (some === undefined || cases.length + some.length > MAX_CASES) return undefined;
    cases.push(...some);
  }
  return cases;
}

/** Every case continued in every way, without those that contradict themselves. */
function spread(from: readonly Case[], ways: readonly (readonly Atom[])[], search: Search) {
  search.casesLeft -= from.length * ways.length;
  if (search.casesLeft < 0) return undefined;
  const cases = from.flatMap((one) => ways.flatMap((atoms) => addCase(one, atoms, search.facts) ?? []));
  return cases.length > MAX_CASES ? undefined : cases;
}

type Leaf = Exclude<Condition, { readonly op: 'and' | 'or' | 'not' }>;

/** The ways of one part: decided as wanted with all its facts known, or not decided because one is absent. */
function toWays(leaf: Leaf, goal: Goal): readonly (readonly Atom[])[] {
  const holds = goal === 'true' || goal === 'not-false';
  if (leaf.op === 'known') return [[{ kind: 'known', path: leaf.path, known: holds }]];
  const paths = operandsOf(leaf).flatMap(pathOf);
  const known = paths.map((path): Atom => ({ kind: 'known', path, known: true }));
  const decided = toDecided(leaf, holds).map((atom) => [...known, atom]);
  if (goal === 'true' || goal === 'false') return decided;
  return [...decided, ...paths.map((path): readonly Atom[] => [{ kind: 'known', path, known: false }])];
}

function operandsOf(leaf: Exclude<Leaf, { readonly op: 'known' }>): readonly Operand[] {
  switch (leaf.op) {
    case 'compare':
      return [leaf.left, leaf.right];
    case 'in':
      return [leaf.value, leaf.list];
    case 'text':
      return [leaf.text, leaf.part];
    case 'mentions':
      return [leaf.text, leaf.words];
    case 'matches':
      return [leaf.text];
    case 'is':
      return [leaf.fact];
  }
}

function pathOf(operand: Operand): readonly string[] {
  switch (operand.op) {
    case 'fact':
      return [operand.path];
    case 'literal':
      return [];
    case 'size':
    case 'lower':
      return pathOf(operand.of);
  }
}

/** A part whose facts are known, as alternatives: none when it cannot come out so. */
function toDecided(leaf: Exclude<Leaf, { readonly op: 'known' }>, holds: boolean): readonly Atom[] {
  const riddle: Atom = { kind: 'riddle', text: JSON.stringify(leaf), holds };
  if (leaf.op === 'is') return toFlag(leaf.fact, holds);
  if (leaf.op === 'in') {
    const { value, list } = leaf;
    if (value.op === 'literal' || list.op !== 'literal' || typeof list.value !== 'object') return [riddle];
    return [{ kind: 'among', variable: toVariable(value), values: list.value, holds }];
  }
  if (leaf.op !== 'compare') return [riddle];
  const { left, right, by } = leaf;
  if (right.op === 'literal' && left.op !== 'literal')
    return toComparison(left, by, right.value, holds) ?? [riddle];
  if (left.op === 'literal' && right.op !== 'literal')
    return toComparison(right, MIRRORED[by], left.value, holds) ?? [riddle];
  return [riddle];
}

function toFlag(fact: Operand, holds: boolean): readonly Atom[] {
  if (fact.op !== 'literal') return [{ kind: 'among', variable: toVariable(fact), values: [true], holds }];
  return (fact.value === true) === holds ? [{ kind: 'always' }] : [];
}

type Comparison = Extract<Condition, { readonly op: 'compare' }>['by'];

function toComparison(
  variable: Exclude<Operand, { readonly op: 'literal' }>,
  by: Comparison,
  value: unknown,
  holds: boolean,
): readonly Atom[] | undefined {
  const name = toVariable(variable);
  if (by === '==' || by === '!=') {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return undefined;
    return [{ kind: 'among', variable: name, values: [value], holds: (by === '==') === holds }];
  }
  if (typeof value !== 'number') return undefined;
  return [{ kind: 'bound', variable: name, by: holds ? by : NEGATED[by], limit: value }];
}

/** What the facts are asked about: `need.budgetRub`, `size(need.role)`. */
function toVariable(operand: Exclude<Operand, { readonly op: 'literal' }>): string {
  if (operand.op === 'fact') return operand.path;
  return `${operand.op}(${operand.of.op === 'literal' ? JSON.stringify(operand.of.value) : toVariable(operand.of)})`;
}

const MIRRORED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' } as const;
const NEGATED = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;
