import type { FactList } from './fact-list.ts';

type Single = string | number | boolean;

/** The least that can be said about facts. */
export type Atom =
  | { readonly kind: 'always' }
  | { readonly kind: 'known'; readonly path: string; readonly known: boolean }
  | {
      readonly kind: 'among';
      readonly variable: string;
      readonly values: readonly Single[];
      readonly holds: boolean;
    }
  | {
      readonly kind: 'bound';
      readonly variable: string;
      readonly by: '<' | '<=' | '>' | '>=';
      readonly limit: number;
    }
  | { readonly kind: 'riddle'; readonly text: string; readonly holds: boolean };

/** What one variable can still be. */
interface Range {
  readonly low: number;
  readonly high: number;
  readonly lowItself: boolean;
  readonly highItself: boolean;
  /** One of these, where that is said. */
  readonly among?: readonly Single[];
  readonly except: readonly Single[];
}

/** Facts that are possible together, as far as is known. */
export interface Case {
  readonly known: ReadonlyMap<string, boolean>;
  readonly ranges: ReadonlyMap<string, Range>;
  readonly riddles: ReadonlyMap<string, boolean>;
}

/** The case with more said about it; undefined when that contradicts what was said. */
export function addCase(one: Case, atoms: readonly Atom[], facts: FactList): Case | undefined {
  const known = new Map(one.known);
  const ranges = new Map(one.ranges);
  const riddles = new Map(one.riddles);
  for (const atom of atoms) {
    if (atom.kind === 'always') continue;
    if (atom.kind === 'known') {
      if (!agrees(known, atom.path, atom.known)) return undefined;
    } else if (atom.kind === 'riddle') {
      if (!agrees(riddles, atom.text, atom.holds)) return undefined;
    } else {
      const range = narrow(ranges.get(atom.variable) ?? toRange(atom.variable, facts), atom);
      if (isEmpty(range)) return undefined;
      ranges.set(atom.variable, range);
    }
  }
  return { known, ranges, riddles };
}

function agrees(said: Map<string, boolean>, about: string, holds: boolean): boolean {
  const before = said.get(about);
  said.set(about, holds);
  return before === undefined || before === holds;
}

const ANYTHING: Range = {
  low: -Infinity,
  high: Infinity,
  lowItself: false,
  highItself: false,
  except: [],
};

/** Closed facts are one of their values, a yes or no is either, and nothing is smaller than empty. */
function toRange(variable: string, facts: FactList): Range {
  if (variable.startsWith('size(')) return { ...ANYTHING, low: 0, lowItself: true };
  const fact = Object.hasOwn(facts, variable) ? facts[variable] : undefined;
  if (fact?.values !== undefined) return { ...ANYTHING, among: fact.values };
  return fact?.type === 'boolean' ? { ...ANYTHING, among: [true, false] } : ANYTHING;
}

function narrow(range: Range, atom: Extract<Atom, { kind: 'among' | 'bound' }>): Range {
  if (atom.kind === 'among') {
    if (!atom.holds) return { ...range, except: [...range.except, ...atom.values] };
    const among = range.among?.filter((value) => atom.values.includes(value)) ?? atom.values;
    return { ...range, among };
  }
  const { by, limit } = atom;
  const itself = by === '<=' || by === '>=';
  if (by === '<' || by === '<=') {
    const isTighter = limit < range.high || (limit === range.high && !itself);
    return isTighter ? { ...range, high: limit, highItself: itself } : range;
  }
  const isTighter = limit > range.low || (limit === range.low && !itself);
  return isTighter ? { ...range, low: limit, lowItself: itself } : range;
}

function isEmpty(range: Range): boolean {
  if (range.among !== undefined) return !range.among.some((value) => isPossible(value, range));
  if (range.low > range.high) return true;
  return range.low === range.high && !isPossible(range.low, range);
}

function isPossible(value: Single, range: Range): boolean {
  if (range.except.includes(value)) return false;
  if (typeof value !== 'number') return true;
  const isAbove = value > range.low || (value === range.low && range.lowItself);
  const isBelow = value < range.high || (value === range.high && range.highItself);
  return isAbove && isBelow;
}
