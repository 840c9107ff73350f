/**
 * A regular expression as a small program: publishing compiles it, judging only runs it.
 *
 * All threads of the program go through the text together (Pike's machine), so the time is at most the length of
 * the text times the number of steps, whatever the expression looks like; there is no going back.
 */
export interface LinearPattern {
  /** As the policy writes it. */
  readonly source: string;
  /** The text is lower-cased first; the steps have been. */
  readonly ignoreCase: boolean;
  readonly steps: readonly PatternStep[];
}

/** `ranges` are pairs of code points in ascending order, both ends included; step numbers count from 0. */
export type PatternStep =
  | { readonly op: 'char'; readonly ranges: readonly number[] }
  | { readonly op: 'split'; readonly to: readonly number[] }
  | { readonly op: 'start' }
  | { readonly op: 'end' }
  | { readonly op: 'word-edge'; readonly negated: boolean }
  | { readonly op: 'match' };

/**
 * What a word is made of, as pairs of code points: digits, the underscore, Latin and Cyrillic letters.
 *
 * `\w` and `\b` of JavaScript know Latin letters without accents only, so that no Russian word has an edge.
 */
export const WORD_RANGES: readonly number[] = [
  ...[0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a],
  ...[0xc0, 0xd6, 0xd8, 0xf6, 0xf8, 0x24f],
  ...[0x400, 0x481, 0x48a, 0x52f],
];

/** Whether the expression is found anywhere in the text. */
export function isMatch(pattern: LinearPattern, text: string): boolean {
  const machine = machineOf(pattern);
  return run(machine, pattern.ignoreCase ? text.toLowerCase() : text);
}

/** Before the first character and after the last one. */
const NOTHING = -1;

/** Latin, Greek and Cyrillic: what texts are made of is looked up, the rest is compared. */
const TABLE_SIZE = 0x530;

/** A pattern made ready to run, with the lists it runs with: nothing is allocated while a text is read. */
interface Machine {
  /** What each step does: a look into bytes is several times faster than one into objects of six shapes. */
  readonly ops: Uint8Array;
  readonly exits: readonly (readonly number[])[];
  readonly ranges: readonly (readonly number[])[];
  /** Steps to be followed at this place of the text. */
  readonly pending: Int32Array;
  /** Steps that wait for the next character. */
  readonly waiting: Int32Array;
  /** The place at which a step was followed last: each is followed once at a place. */
  readonly followedAt: Int32Array;
  /** Characters a match can begin with; absent where it can be empty. */
  readonly beginnings: Uint8Array | undefined;
}

const CHAR = 0;
const SPLIT = 1;
const START = 2;
const END = 3;
const WORD_EDGE = 4;
const NO_WORD_EDGE = 5;
const MATCH = 6;

const machines = new WeakMap<LinearPattern, Machine>();

/** The patterns of a policy are judged by for weeks: each is made ready once. */
function machineOf(pattern: LinearPattern): Machine {
  const known = machines.get(pattern);
  if (known !== undefined) return known;
  const machine = toMachine(pattern.steps);
  machines.set(pattern, machine);
  return machine;
}

function toMachine(steps: readonly PatternStep[]): Machine {
  const exits = steps.map((step) => (step.op === 'split' ? step.to : []));
  const pushes = exits.reduce((sum, to) => sum + Math.max(to.length, 1), 1);
  return {
    ops: Uint8Array.from(steps, toCode),
    exits,
    ranges: steps.map((step) => (step.op === 'char' ? step.ranges : [])),
    pending: new Int32Array(pushes + steps.length),
    waiting: new Int32Array(steps.length),
    followedAt: new Int32Array(steps.length),
    beginnings: toBeginnings(steps),
  };
}

function toCode(step: PatternStep): number {
  switch (step.op) {
    case 'char':
      return CHAR;
    case 'split':
      return SPLIT;
    case 'start':
      return START;
    case 'end':
      return END;
    case 'word-edge':
      return step.negated ? NO_WORD_EDGE : WORD_EDGE;
    case 'match':
      return MATCH;
  }
}

/** Edges are taken as passed: a character too many only costs a look. */
function toBeginnings(steps: readonly PatternStep[]): Uint8Array | undefined {
  const table = new Uint8Array(TABLE_SIZE);
  const followed = new Set<number>();
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const step = steps[at];
    if (step === undefined || step.op === 'match') return undefined;
    if (followed.has(at)) continue;
    followed.add(at);
    if (step.op === 'char') fill(table, step.ranges);
    else if (step.op === 'split') open.push(...step.to);
    else open.push(at + 1);
  }
  return table;
}

function fill(table: Uint8Array, ranges: readonly number[]): void {
  for (let index = 0; index < ranges.length; index += 2)
    table.fill(1, ranges[index], Math.min((ranges[index + 1] ?? 0) + 1, TABLE_SIZE));
}

const WORD_CHARACTERS = new Uint8Array(TABLE_SIZE);
fill(WORD_CHARACTERS, WORD_RANGES);

/** At every place: follow what takes no character, then let the next character decide who goes on. */
function run(machine: Machine, text: string): boolean {
  const { pending, followedAt, beginnings } = machine;
  followedAt.fill(NOTHING);
  let before = NOTHING;
  let alive = 0;
  for (let at = 0; at <= text.length; at += before > 0xffff ? 2 : 1) {
    const after = text.codePointAt(at) ?? NOTHING;
    if (alive > 0 || canBegin(beginnings, after)) {
      // A match may begin at every character.
      pending[alive] = 0;
      const waits = follow(machine, alive + 1, at, before, after);
      if (waits === MATCHED) return true;
      alive = advance(machine, waits, after);
    }
    before = after;
  }
  return false;
}

function canBegin(beginnings: Uint8Array | undefined, character: number): boolean {
  if (beginnings === undefined) return true;
  return character >= TABLE_SIZE || beginnings[character] === 1;
}

const MATCHED = -1;

/** How many steps wait for a character in the end, or that the expression has been found. */
function follow(machine: Machine, count: number, at: number, before: number, after: number): number {
  const { ops, exits, pending, waiting, followedAt } = machine;
  let open = count;
  let waits = 0;
  while (open > 0) {
    open -= 1;
    const step = pending[open] ?? 0;
    if (followedAt[step] === at) continue;
    followedAt[step] = at;
    const op = ops[step] ?? MATCH;
    if (op === CHAR) {
      waiting[waits] = step;
      waits += 1;
    } else if (op === SPLIT) {
      for (const to of exits[step] ?? []) {
        pending[open] = to;
        open += 1;
      }
    } else if (op === MATCH) {
      return MATCHED;
    } else if (isAt(op, before, after)) {
      pending[open] = step + 1;
      open += 1;
    }
  }
  return waits;
}

/** Lets the steps that take this character go on, and says how many they are. */
function advance({ waiting, ranges, pending }: Machine, waits: number, character: number): number {
  let alive = 0;
  for (let index = 0; index < waits; index += 1) {
    const step = waiting[index] ?? 0;
    if (!isWithin(character, ranges[step] ?? [])) continue;
    pending[alive] = step + 1;
    alive += 1;
  }
  return alive;
}

function isAt(op: number, before: number, after: number): boolean {
  if (op === START) return before === NOTHING;
  if (op === END) return after === NOTHING;
  return (isInWord(before) === isInWord(after)) === (op === NO_WORD_EDGE);
}

function isInWord(character: number): boolean {
  return WORD_CHARACTERS[character] === 1;
}

function isWithin(character: number, ranges: readonly number[]): boolean {
  for (let index = 0; index < ranges.length; index += 2) {
    if (character < (ranges[index] ?? 0)) return false;
    if (character <= (ranges[index + 1] ?? NOTHING)) return true;
  }
  return false;
}
