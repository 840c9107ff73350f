import type { ASTNode } from '@marcbachmann/cel-js';
import type { Operand } from '#shared/domain/condition.ts';
import type { FactDescription } from '#shared/domain/facts.ts';
import type { Sentence } from '#shared/domain/language.ts';
import type { ConditionFault } from './condition-faults.ts';
import { findNearest } from './nearest.ts';

/** `list` is a list of texts, the only kind a fact can be. */
export type ValueType = 'string' | 'number' | 'boolean' | 'list' | 'numbers';

export interface TypedOperand {
  readonly node: ASTNode;
  readonly operand: Operand;
  readonly type: ValueType;
  /** Stands on no fact. */
  readonly isConstant: boolean;
  /** All it can be, where that is known: the texts of a literal, the values of a closed fact. */
  readonly values?: readonly string[];
}

/** Reads the values inside a condition, with their types. */
export class OperandReader {
  readonly #facts: Readonly<Record<string, FactDescription>>;
  readonly #faults: ConditionFault[];

  constructor(facts: Readonly<Record<string, FactDescription>>, faults: ConditionFault[]) {
    this.#facts = facts;
    this.#faults = faults;
  }

  read(node: ASTNode): TypedOperand | undefined {
    switch (node.op) {
      case 'value':
        return this.#readLiteral(node, node.args);
      case 'id':
      case '.':
        return this.#readFact(node);
      case 'list':
        return this.#readList(node, node.args);
      case '-_':
        return this.#readNegative(node, node.args);
      case 'call':
        return this.#readFunction(node, node.args[0], node.args[1]);
      case 'rcall':
        return this.#readFunction(node, node.args[0], [node.args[1], ...node.args[2]]);
      default:
        return this.refuse(node, 'not-allowed', NOT_ALLOWED[node.op] ?? CONDITION_AS_VALUE);
    }
  }

  /**
   * Whether two values could ever be equal, as far as closed facts tell:
   * `counterparty.status == "liqudated"` would be a rule that never fires.
   */
  areValuesPossible(one: TypedOperand, other: TypedOperand): boolean {
    const [fact, literal] = one.isConstant ? [other, one] : [one, other];
    if (!literal.isConstant || fact.operand.op !== 'fact') return true;
    const strangers = (literal.values ?? []).filter((value) => fact.values?.includes(value) === false);
    strangers.forEach((value) => this.refuseUnknown(literal.node, value, fact.values ?? [], 'value'));
    return strangers.length === 0;
  }

  refuseTypes(node: ASTNode, found: ValueType, wanted: ValueType): undefined {
    return this.refuse(node, 'wrong-type', {
      ru: `Не сходятся виды значений: ${TYPES[found].ru} и ${TYPES[wanted].ru}.`,
      en: `The kinds of values do not fit: ${TYPES[found].en} and ${TYPES[wanted].en}.`,
    });
  }

  refuseUnknown(
    node: ASTNode,
    name: string,
    known: readonly string[],
    kind: keyof typeof UNKNOWN,
  ): undefined {
    const meant = findNearest(name, known);
    const shown = name.slice(0, 60);
    const others = known.length > 12 ? undefined : known.join(', ');
    return this.refuse(node, `unknown-${kind}`, {
      ru: `${UNKNOWN[kind].ru} «${shown}» не бывает${meant ? `, возможно, имелось в виду «${meant}».` : others ? `; есть: ${others}.` : '.'}`,
      en: `There is no ${UNKNOWN[kind].en} “${shown}”${meant ? `, did you mean “${meant}”?` : others ? `; there are: ${others}.` : '.'}`,
    });
  }

  refuse(node: ASTNode, code: string, message: Sentence): undefined {
    this.#faults.push({ code, offset: node.start, message });
    return undefined;
  }

  #readLiteral(node: ASTNode, value: unknown): TypedOperand | undefined {
    if (typeof value === 'string') return { ...literal(node, value), type: 'string', values: [value] };
    if (typeof value === 'boolean') return { ...literal(node, value), type: 'boolean' };
    if (typeof value === 'number' || typeof value === 'bigint') return this.#readNumber(node, value);
    if (value === null) return this.refuse(node, 'not-allowed', NULL);
    return this.refuse(node, 'not-allowed', BYTES);
  }

  #readNumber(node: ASTNode, value: number | bigint): TypedOperand | undefined {
    const number = Number(value);
    if (Math.abs(number) > Number.MAX_SAFE_INTEGER) return this.refuse(node, 'out-of-range', TOO_BIG);
    return { ...literal(node, number), type: 'number' };
  }

  #readNegative(node: ASTNode, of: ASTNode): TypedOperand | undefined {
    if (of.op !== 'value') return this.refuse(node, 'not-allowed', ARITHMETIC);
    const number = this.#readLiteral(node, of.args);
    if (number === undefined) return undefined;
    if (number.operand.op !== 'literal' || typeof number.operand.value !== 'number')
      return this.refuseTypes(node, number.type, 'number');
    return { ...literal(node, -number.operand.value), type: 'number' };
  }

  #readFact(node: ASTNode): TypedOperand | undefined {
    const path = toPath(node);
    if (path === undefined) return this.refuse(node, 'not-allowed', CONDITION_AS_VALUE);
    const fact = Object.hasOwn(this.#facts, path) ? this.#facts[path] : undefined;
    if (fact === undefined) return this.refuseUnknown(node, path, Object.keys(this.#facts), 'fact');
    const read = { node, operand: { op: 'fact', path }, type: fact.type, isConstant: false } as const;
    return fact.values === undefined ? read : { ...read, values: fact.values };
  }

  #readList(node: ASTNode, entries: readonly ASTNode[]): TypedOperand | undefined {
    if (entries.length === 0) return this.refuse(node, 'empty-list', EMPTY_LIST);
    const values = entries.map((entry) => this.read(entry)?.operand);
    if (values.includes(undefined)) return undefined;
    const literals = values.map((value) => (value?.op === 'literal' ? value.value : undefined));
    const texts = literals.filter((value) => typeof value === 'string');
    const numbers = literals.filter((value) => typeof value === 'number');
    if (texts.length === entries.length) return { ...literal(node, texts), type: 'list', values: texts };
    if (numbers.length === entries.length) return { ...literal(node, numbers), type: 'numbers' };
    return this.refuse(node, 'mixed-list', MIXED_LIST);
  }

  #readFunction(node: ASTNode, name: string, args: readonly ASTNode[]): TypedOperand | undefined {
    const [argument] = args;
    if (!['size', 'lower', 'lowerAscii'].includes(name) || argument === undefined || args.length > 1)
      return this.refuse(node, 'not-allowed', NOT_A_VALUE);
    const of = this.read(argument);
    if (of === undefined) return undefined;
    if (of.isConstant) return this.refuse(node, 'constant', CONSTANT);
    if (name !== 'size' && of.type !== 'string') return this.refuseTypes(node, of.type, 'string');
    if (of.type !== 'string' && of.type !== 'list') return this.refuseTypes(node, of.type, 'list');
    return name === 'size'
      ? { node, operand: { op: 'size', of: of.operand }, type: 'number', isConstant: false }
      : { node, operand: { op: 'lower', of: of.operand }, type: 'string', isConstant: false };
  }
}

function literal(node: ASTNode, value: string | number | boolean | readonly string[] | readonly number[]) {
  return { node, operand: { op: 'literal', value }, isConstant: true } as const;
}

/** `need.budgetRub` of a chain of fields; undefined when something else is at its root. */
function toPath(node: ASTNode): string | undefined {
  if (node.op === 'id') return node.args;
  if (node.op !== '.') return undefined;
  const parent = toPath(node.args[0]);
  return parent === undefined ? undefined : `${parent}.${node.args[1]}`;
}

const TYPES: Readonly<Record<ValueType, Sentence>> = {
  string: { ru: 'текст', en: 'a text' },
  number: { ru: 'число', en: 'a number' },
  boolean: { ru: 'да или нет', en: 'a yes or no' },
  list: { ru: 'список текстов', en: 'a list of texts' },
  numbers: { ru: 'список чисел', en: 'a list of numbers' },
};

const UNKNOWN = {
  fact: { ru: 'Факта', en: 'fact' },
  function: { ru: 'Функции', en: 'function' },
  value: { ru: 'Значения', en: 'value' },
} as const;

const ARITHMETIC = {
  ru: 'Вычисления (+ - * / %) в условии не разрешены.',
  en: 'Arithmetic (+ - * / %) is not allowed in a condition.',
};
const INDEX = {
  ru: 'Обращение в квадратных скобках не разрешено; факты пишут через точку.',
  en: 'Square brackets cannot access a fact; write it with dots.',
};
const NOT_ALLOWED: Readonly<Record<string, Sentence>> = {
  '+': ARITHMETIC,
  '-': ARITHMETIC,
  '*': ARITHMETIC,
  '/': ARITHMETIC,
  '%': ARITHMETIC,
  '[]': INDEX,
  '[?]': INDEX,
  '?:': {
    ru: 'Выбор «? :» не разрешён; напишите два правила или && и ||.',
    en: 'The choice “? :” is not allowed; write two rules, or && and ||.',
  },
  map: { ru: 'Словари { } в условии не разрешены.', en: 'Maps { } are not allowed in a condition.' },
};
const CONDITION_AS_VALUE = {
  ru: 'Здесь нужно значение: факт, текст в кавычках, число или список.',
  en: 'A value is needed here: a fact, a quoted text, a number or a list.',
};
const NOT_A_VALUE = {
  ru: 'Как значение годятся только size(…) и lower() без лишних скобок.',
  en: 'Only size(…) and lower() with nothing more in brackets can be used as a value.',
};
const NULL = {
  ru: 'null здесь нет: известен ли факт, спрашивает has(…).',
  en: 'There is no null here: has(…) asks whether a fact is known.',
};
const BYTES = {
  ru: 'Годятся тексты в кавычках, обычные числа, true и false.',
  en: 'Only quoted texts, plain numbers, true and false will do.',
};
const TOO_BIG = { ru: 'Число слишком велико.', en: 'The number is too big.' };
const EMPTY_LIST = {
  ru: 'Список пуст: правило не сработает никогда.',
  en: 'The list is empty: the rule can never fire.',
};
const MIXED_LIST = {
  ru: 'В списке могут быть только тексты или только числа.',
  en: 'A list holds either texts or numbers, and nothing else.',
};
const CONSTANT = {
  ru: 'Здесь нет ни одного факта о лиде: ответ всегда один.',
  en: 'There is no fact about the lead here: the answer is always the same.',
};
