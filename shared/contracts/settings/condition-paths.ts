import type { Condition, Operand } from '#shared/domain/condition.ts';

/** The facts a condition asks about, each once, in the order it is written. */
export function pathsOf(condition: Condition): readonly string[] {
  return [...new Set(readPaths(condition))];
}

function readPaths(condition: Condition): readonly string[] {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.of.flatMap(readPaths);
    case 'not':
      return readPaths(condition.of);
    case 'compare':
      return [condition.left, condition.right].flatMap(pathsOfOperand);
    case 'in':
      return [condition.value, condition.list].flatMap(pathsOfOperand);
    case 'text':
      return [condition.text, condition.part].flatMap(pathsOfOperand);
    case 'mentions':
      return [condition.text, condition.words].flatMap(pathsOfOperand);
    case 'matches':
      return pathsOfOperand(condition.text);
    case 'known':
      return [condition.path];
    case 'is':
      return pathsOfOperand(condition.fact);
  }
}

function pathsOfOperand(operand: Operand): readonly string[] {
  switch (operand.op) {
    case 'fact':
      return [operand.path];
    case 'literal':
      return [];
    case 'size':
    case 'lower':
      return pathsOfOperand(operand.of);
  }
}
