import type { ASTNode } from '@marcbachmann/cel-js';
import type { Comparison, Condition } from '#shared/domain/condition.ts';
import type { FactDescription } from '#shared/domain/facts.ts';
import type { ConditionFault } from './condition-faults.ts';
import { OperandReader, type TypedOperand, type ValueType } from './operand-reader.ts';
import { parsePattern } from './pattern-text.ts';

type Args = readonly ASTNode[];

/** Functions a condition may call, for the one that was probably meant. */
const FUNCTIONS = [
  'has',
  'size',
  'mentions',
  'matches',
  'contains',
  'startsWith',
  'endsWith',
  'lower',
  'lowerAscii',
];
const LOOPS = ['exists', 'exists_one', 'all', 'map', 'filter'];

/**
 * Turns a parsed condition into a tree, part by part, and notes every fault on the way.
 * A part with a fault is undefined.
 */
export class ConditionReader {
  readonly faults: ConditionFault[] = [];
  readonly #operands: OperandReader;

  constructor(facts: Readonly<Record<string, FactDescription>>) {
    this.#operands = new OperandReader(facts, this.faults);
  }

  readCondition(node: ASTNode): Condition | undefined {
    switch (node.op) {
      case '&&':
      case '||':
        return this.#readChain(node, node.op);
      case '!_': {
        const of = this.readCondition(node.args);
        return of && { op: 'not', of };
      }
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
        return this.#readComparison(node, node.op, node.args);
      case 'in':
        return this.#readMembership(node, node.args);
      case 'call':
        return this.#readCall(node, node.args[0], node.args[1]);
      case 'rcall':
        return this.#readMethod(node, node.args[0], node.args[1], node.args[2]);
      default:
        return this.#readFlag(node);
    }
  }

  #readChain(node: ASTNode, op: '&&' | '||'): Condition | undefined {
    const parts = flatten(node, op).map((part) => this.readCondition(part));
    const of = parts.filter((part) => part !== undefined);
    if (of.length < parts.length) return undefined;
    return { op: op === '&&' ? 'and' : 'or', of };
  }

  #readComparison(
    node: ASTNode,
    by: Comparison,
    [one, other]: readonly [ASTNode, ASTNode],
  ): Condition | undefined {
    const left = this.#operands.read(one);
    const right = this.#operands.read(other);
    if (left === undefined || right === undefined) return undefined;
    if (left.type !== right.type) return this.#operands.refuseTypes(node, left.type, right.type);
    if (left.isConstant && right.isConstant) return this.#refuseConstant(node);
    if (left.type === 'list' || left.type === 'numbers')
      return this.#refuse(
        node,
        'list-comparison',
        'Списки не сравнивают; есть in и size.',
        'Lists cannot be compared; use in or size.',
      );
    if (by !== '==' && by !== '!=' && left.type !== 'number')
      return this.#refuse(
        node,
        'not-ordered',
        `Через ${by} сравнивают только числа.`,
        `Only numbers can be compared by ${by}.`,
      );
    if (!this.#operands.areValuesPossible(left, right)) return undefined;
    return { op: 'compare', by, left: left.operand, right: right.operand };
  }

  #readMembership(node: ASTNode, [one, other]: readonly [ASTNode, ASTNode]): Condition | undefined {
    const value = this.#operands.read(one);
    const list = this.#operands.read(other);
    if (value === undefined || list === undefined) return undefined;
    if (list.type !== 'list' && list.type !== 'numbers')
      return this.#refuse(
        other,
        'not-a-list',
        'После in нужен список: ["A", "B"]. Для части текста есть contains.',
        'A list must follow in: ["A", "B"]. For a part of a text use contains.',
      );
    const wanted = list.type === 'list' ? 'string' : 'number';
    if (value.type !== wanted) return this.#operands.refuseTypes(node, value.type, wanted);
    if (value.isConstant && list.isConstant) return this.#refuseConstant(node);
    if (!this.#operands.areValuesPossible(value, list)) return undefined;
    return { op: 'in', value: value.operand, list: list.operand };
  }

  #readCall(node: ASTNode, name: string, args: Args): Condition | undefined {
    if (name === 'has') return this.#readKnown(node, args);
    if (name === 'mentions') return this.#readMentions(node, args);
    if (name === 'matches') return this.#readMatches(node, args);
    if (name === 'size' || name === 'lower') return this.#readFlag(node);
    return this.#refuseFunction(node, name);
  }

  #readMethod(node: ASTNode, name: string, receiver: ASTNode, args: Args): Condition | undefined {
    switch (name) {
      case 'contains':
      case 'startsWith':
      case 'endsWith': {
        const [part] = args;
        if (part === undefined || args.length > 1) return this.#refuseArguments(node, name, 1);
        const text = this.#readTyped(receiver, 'string');
        const wanted = this.#readTyped(part, 'string');
        if (text === undefined || wanted === undefined) return undefined;
        if (text.isConstant && wanted.isConstant) return this.#refuseConstant(node);
        return { op: 'text', by: name, text: text.operand, part: wanted.operand };
      }
      case 'matches':
        return this.#readMatches(node, [receiver, ...args]);
      case 'size':
      case 'lower':
      case 'lowerAscii':
        return this.#readFlag(node);
      default:
        return this.#refuseFunction(node, name);
    }
  }

  #readMatches(node: ASTNode, [one, other, ...rest]: Args): Condition | undefined {
    if (one === undefined || other === undefined || rest.length > 0)
      return this.#refuseArguments(node, 'matches', 1);
    const text = this.#readTyped(one, 'string');
    const source = this.#readTyped(other, 'string');
    if (text === undefined || source === undefined) return undefined;
    if (source.operand.op !== 'literal' || typeof source.operand.value !== 'string')
      return this.#refuse(
        other,
        'not-constant',
        'Регулярное выражение пишут прямо здесь, в кавычках: из факта его не берут.',
        'A regular expression is written here, in quotes: it is never taken from a fact.',
      );
    if (text.isConstant) return this.#refuseConstant(node);
    const reading = parsePattern(source.operand.value);
    if (reading.outcome === 'ok') return { op: 'matches', text: text.operand, pattern: reading.pattern };
    return this.#operands.refuse(other, reading.refusal.code, reading.refusal.message);
  }

  #readKnown(node: ASTNode, args: Args): Condition | undefined {
    const [fact] = args;
    if (fact === undefined || args.length > 1) return this.#refuseArguments(node, 'has', 1);
    const read = this.#operands.read(fact);
    if (read === undefined) return undefined;
    if (read.operand.op !== 'fact')
      return this.#refuse(
        fact,
        'not-a-fact',
        'has спрашивает о факте: has(need.budgetRub).',
        'has asks about a fact: has(need.budgetRub).',
      );
    return { op: 'known', path: read.operand.path };
  }

  #readMentions(node: ASTNode, args: Args): Condition | undefined {
    const [one, other] = args;
    if (one === undefined || other === undefined || args.length > 2)
      return this.#refuseArguments(node, 'mentions', 2);
    const text = this.#readTyped(one, 'string');
    const words = this.#readTyped(other, 'list');
    if (text === undefined || words === undefined) return undefined;
    if (text.isConstant && words.isConstant) return this.#refuseConstant(node);
    if (words.values?.some((word) => word.trim() === '') === true)
      return this.#refuse(
        other,
        'empty-word',
        'Пустое слово нашлось бы в любом тексте.',
        'An empty word would be found in any text.',
      );
    return { op: 'mentions', text: text.operand, words: words.operand };
  }

  /** A boolean fact alone, or `true` for what always holds. */
  #readFlag(node: ASTNode): Condition | undefined {
    const flag = this.#operands.read(node);
    if (flag === undefined) return undefined;
    if (flag.type !== 'boolean') return this.#operands.refuseTypes(node, flag.type, 'boolean');
    if (flag.operand.op === 'literal' && flag.operand.value === false)
      return this.#refuse(
        node,
        'never',
        'Такое правило не сработает никогда.',
        'Such a rule can never fire.',
      );
    return { op: 'is', fact: flag.operand };
  }

  #readTyped(node: ASTNode, type: ValueType): TypedOperand | undefined {
    const read = this.#operands.read(node);
    if (read === undefined || read.type === type) return read;
    return this.#operands.refuseTypes(node, read.type, type);
  }

  #refuseFunction(node: ASTNode, name: string): undefined {
    if (LOOPS.includes(name))
      return this.#refuse(
        node,
        'not-allowed',
        `Перебор списков (${name}) не разрешён; есть in и mentions.`,
        `Loops over lists (${name}) are not allowed; use in or mentions.`,
      );
    return this.#operands.refuseUnknown(node, name, FUNCTIONS, 'function');
  }

  #refuseArguments(node: ASTNode, name: string, count: number): undefined {
    return this.#refuse(
      node,
      'wrong-arguments',
      `У ${name} должно быть значений в скобках: ${count}.`,
      `${name} takes this many values in brackets: ${count}.`,
    );
  }

  #refuseConstant(node: ASTNode): undefined {
    return this.#refuse(
      node,
      'constant',
      'Здесь нет ни одного факта о лиде: ответ всегда один.',
      'There is no fact about the lead here: the answer is always the same.',
    );
  }

  #refuse(node: ASTNode, code: string, ru: string, en: string): undefined {
    return this.#operands.refuse(node, code, { ru, en });
  }
}

/** `a && b && c` as its three parts. */
function flatten(node: ASTNode, op: '&&' | '||'): readonly ASTNode[] {
  if (node.op !== op) return [node];
  return [...flatten(node.args[0], op), ...flatten(node.args[1], op)];
}
