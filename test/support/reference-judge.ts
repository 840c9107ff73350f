import type { Condition, Facts, Operand } from '#shared/domain/condition.ts';
import type { Judgement, Policy } from '#shared/domain/policy.ts';

/** Truth as a number, which Łukasiewicz and Kleene do too: 0 is false, 1 is true, a half is unknown. */
interface Answer {
  readonly value: 0 | 0.5 | 1;
  /** The absent facts of all parts that are unknown, each once. */
  readonly missing: readonly string[];
}

/**
 * Conditions over again, walking the tree and slow: `and` is the least of its parts, `or` the greatest,
 * `not` turns round. What the product compiles must agree with it.
 */
export function answer(condition: Condition, facts: Facts): Answer {
  switch (condition.op) {
    case 'and':
    case 'or': {
      const parts = condition.of.map((part) => answer(part, facts));
      const order = (one: Answer, other: Answer) => one.value - other.value;
      const sorted = parts.toSorted(order);
      const value = (condition.op === 'and' ? sorted[0] : sorted.at(-1))?.value ?? 0.5;
      return { value, missing: value === 0.5 ? once(parts.flatMap(({ missing }) => missing)) : [] };
    }
    case 'not': {
      const { value, missing } = answer(condition.of, facts);
      return { value: value === 0.5 ? 0.5 : value === 1 ? 0 : 1, missing };
    }
    case 'known':
      return { value: facts[condition.path] === undefined ? 0 : 1, missing: [] };
    default:
      return ask(condition, facts);
  }
}

/** The same for a whole policy. */
export function judgeSlowly(facts: Facts, policy: Policy): Judgement {
  const rules = policy.rejections.map(({ code, when }) => {
    const { value, missing } = answer(when, facts);
    if (value === 0.5) return { code, result: 'unknown', missing } as const;
    return { code, result: value === 1 ? 'fired' : 'passed' } as const;
  });
  const reasons = rules.filter(({ result }) => result === 'fired').map(({ code }) => code);
  const outcome = reasons.length === 0 ? 'qualified' : 'rejected';
  const verdict = { outcome, policyVersion: policy.version, reasons, rules } as const;
  if (outcome === 'rejected') return { verdict };

  const terms = policy.score.map(({ code, cap, steps }) => {
    const answers = steps.map(({ when }) => answer(when, facts));
    const holding = steps[answers.findIndex(({ value }) => value === 1)];
    if (holding !== undefined)
      return { code, points: Math.min(holding.points, cap), of: cap, because: holding.code };
    const missing = once(answers.flatMap((one) => one.missing));
    const nothing = { code, points: 0, of: cap };
    return missing.length === 0
      ? { ...nothing, because: 'none' }
      : { ...nothing, because: 'unknown', missing };
  });
  const total = terms.reduce((sum, { points }) => sum + points, 0);
  const grade = policy.grades.find(({ from }) => from <= total)?.grade ?? 'C';
  return { verdict, score: { total, grade, terms } };
}

type Leaf = Exclude<Condition, { op: 'and' | 'or' | 'not' | 'known' }>;

function ask(condition: Leaf, facts: Facts): Answer {
  const operands = operandsOf(condition);
  const missing = once(operands.filter((one) => valueOf(one, facts) === undefined).map(pathOf));
  if (missing.length > 0) return { value: 0.5, missing };
  const [one, other] = operands.map((operand) => valueOf(operand, facts));
  return { value: holds(condition, one, other) ? 1 : 0, missing: [] };
}

function operandsOf(condition: Leaf): readonly Operand[] {
  switch (condition.op) {
    case 'is':
      return [condition.fact];
    case 'compare':
      return [condition.left, condition.right];
    case 'in':
      return [condition.value, condition.list];
    case 'text':
      return [condition.text, condition.part];
    case 'mentions':
      return [condition.text, condition.words];
    case 'matches':
      return [condition.text];
  }
}

/** Facts are of the type the condition takes them for, so that any two of them can be put side by side. */
function holds(condition: Leaf, one: unknown, other: unknown): boolean {
  switch (condition.op) {
    case 'is':
      return one === true;
    case 'compare': {
      const [left, right] = [Number(one), Number(other)];
      const signs = { '<': left < right, '>': left > right, '<=': left <= right, '>=': left >= right };
      return { ...signs, '==': one === other, '!=': one !== other }[condition.by];
    }
    case 'in':
      return Array.isArray(other) && other.includes(one);
    case 'text':
      return String(one)[condition.by === 'contains' ? 'includes' : condition.by](String(other));
    case 'mentions':
      return Array.isArray(other) && other.some((word) => plain(one).includes(plain(word)));
    case 'matches':
      return new RegExp(condition.pattern.source, 'u').test(String(one));
  }
}

function plain(text: unknown): string {
  const words = String(text).toLowerCase().split(/\s+/);
  return words
    .filter((word) => word !== '')
    .join(' ')
    .replace(/ё/g, 'е');
}

function valueOf(operand: Operand, facts: Facts): unknown {
  switch (operand.op) {
    case 'fact':
      return facts[operand.path];
    case 'literal':
      return operand.value;
    case 'lower': {
      const text = valueOf(operand.of, facts);
      return text === undefined ? undefined : String(text).toLowerCase();
    }
    case 'size': {
      const value = valueOf(operand.of, facts);
      if (value === undefined) return undefined;
      return Array.isArray(value) ? value.length : [...String(value)].length;
    }
  }
}

function pathOf(operand: Operand): string {
  if (operand.op === 'fact') return operand.path;
  return operand.op === 'literal' ? '' : pathOf(operand.of);
}

function once(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)];
}
