/** What a condition compares: a fact, or a literal of the policy. */
export type Value = string | number | boolean | readonly string[] | readonly number[];

export type ValueTest = (left: Value, right: Value) => boolean;

/** Values of unlike types are unequal, and ordered neither way. */
export const COMPARISONS = {
  '==': (left: Value, right: Value) => left === right,
  '!=': (left: Value, right: Value) => left !== right,
  '<': (left: Value, right: Value) => isBefore(left, right),
  '<=': (left: Value, right: Value) => areOrdered(left, right) && !isBefore(right, left),
  '>': (left: Value, right: Value) => isBefore(right, left),
  '>=': (left: Value, right: Value) => areOrdered(left, right) && !isBefore(left, right),
};

export const TEXT_TESTS = {
  contains: (text: Value, part: Value) => isText(text) && isText(part) && text.includes(part),
  startsWith: (text: Value, part: Value) => isText(text) && isText(part) && text.startsWith(part),
  endsWith: (text: Value, part: Value) => isText(text) && isText(part) && text.endsWith(part),
};

export function isIn(value: Value, list: Value): boolean {
  if (!isList(list)) return false;
  for (const entry of list) if (entry === value) return true;
  return false;
}

export function isText(value: Value): value is string {
  return typeof value === 'string';
}

export function isList(value: Value): value is readonly string[] | readonly number[] {
  return typeof value === 'object';
}

/** Characters as people count them, an emoji is one; entries of a list. Nothing else has a size. */
export function sizeOf(value: Value): number | undefined {
  if (isList(value)) return value.length;
  if (!isText(value)) return undefined;
  let characters = 0;
  for (const _character of value) characters += 1;
  return characters;
}

function areOrdered(left: Value, right: Value): boolean {
  return typeof left === typeof right && (typeof left === 'number' || typeof left === 'string');
}

function isBefore(left: Value, right: Value): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left < right;
  return typeof left === 'string' && typeof right === 'string' && left < right;
}
