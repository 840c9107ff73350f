import type { Condition, Operand } from './condition.ts';

/**
 * A condition as the CEL it is written in, for people who read or edit a version of which only the tree is at hand.
 * Reading it again gives the same tree; spaces, comments and brackets nobody needs are gone.
 */
export function toCel(condition: Condition): string {
  switch (condition.op) {
    case 'and':
      return condition.of.map((part) => (part.op === 'or' ? bracketed(part) : toCel(part))).join(' && ');
    case 'or':
      return condition.of.map(toCel).join(' || ');
    case 'not':
      return BINARY.includes(condition.of.op) ? `!${bracketed(condition.of)}` : `!${toCel(condition.of)}`;
    case 'compare':
      return `${toValue(condition.left)} ${condition.by} ${toValue(condition.right)}`;
    case 'in':
      return `${toValue(condition.value)} in ${toValue(condition.list)}`;
    case 'text':
      return `${toValue(condition.text)}.${condition.by}(${toValue(condition.part)})`;
    case 'mentions':
      return `mentions(${toValue(condition.text)}, ${toValue(condition.words)})`;
    case 'matches':
      return `${toValue(condition.text)}.matches(${quote(condition.pattern.source)})`;
    case 'known':
      return `has(${condition.path})`;
    case 'is':
      return toValue(condition.fact);
  }
}

/** The facts a condition asks about, each once, in the order it names them. */
export function factsOf(condition: Condition): readonly string[] {
  return [...new Set(pathsIn(condition))];
}

/** What binds looser than `!`. */
const BINARY: readonly Condition['op'][] = ['and', 'or', 'compare', 'in'];

function bracketed(condition: Condition): string {
  return `(${toCel(condition)})`;
}

function toValue(operand: Operand): string {
  switch (operand.op) {
    case 'fact':
      return operand.path;
    case 'size':
      return `size(${toValue(operand.of)})`;
    case 'lower':
      return `${toValue(operand.of)}.lower()`;
    case 'literal':
      return typeof operand.value === 'object'
        ? `[${operand.value.map(toLiteral).join(', ')}]`
        : toLiteral(operand.value);
  }
}

function toLiteral(value: string | number | boolean): string {
  if (typeof value === 'string') return quote(value);
  return Object.is(value, -0) ? '-0' : String(value);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
};

/** Regular expressions are full of backslashes: a raw text keeps them as they were typed. */
function quote(text: string): string {
  if (text.includes('\\') && !/["\p{Cc}]|\\$/u.test(text)) return `r"${text}"`;
  return `"${text.replace(/["\\\p{Cc}]/gu, escape)}"`;
}

function escape(character: string): string {
  return ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function pathsIn(condition: Condition): readonly string[] {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.of.flatMap(pathsIn);
    case 'not':
      return pathsIn(condition.of);
    case 'compare':
      return [...pathsOf(condition.left), ...pathsOf(condition.right)];
    case 'in':
      return [...pathsOf(condition.value), ...pathsOf(condition.list)];
    case 'text':
      return [...pathsOf(condition.text), ...pathsOf(condition.part)];
    case 'mentions':
      return [...pathsOf(condition.text), ...pathsOf(condition.words)];
    case 'matches':
      return pathsOf(condition.text);
    case 'known':
      return [condition.path];
    case 'is':
      return pathsOf(condition.fact);
  }
}

function pathsOf(operand: Operand): readonly string[] {
  switch (operand.op) {
    case 'fact':
      return [operand.path];
    case 'literal':
      return [];
    case 'size':
    case 'lower':
      return pathsOf(operand.of);
  }
}
