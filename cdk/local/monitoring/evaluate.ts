import { type Expression, parseExpression } from './expression.ts';
import { readSearch } from './search.ts';
import { type Line, type Metrics, type MetricStat, type Points, slotsOf, type Span } from './series.ts';

/** A metric or an expression, under the id by which expressions name it. */
export type Query =
  | { readonly kind: 'metric'; readonly id: string | undefined; readonly metric: MetricStat }
  | { readonly kind: 'expression'; readonly id: string | undefined; readonly expression: string };

export interface Evaluation {
  readonly queries: readonly Query[];
  readonly metrics: Metrics;
  readonly span: Span;
}

type Value = number | string | Points | readonly Line[];

/** The lines of one query: one as a rule, several for a search. Throws a sentence where it is not understood. */
export function linesOf(query: Query, evaluation: Evaluation, label: string): readonly Line[] {
  const value = valueOf(query, evaluation);
  if (Array.isArray(value)) return value;
  return [{ label, points: toPoints(value, evaluation.span) }];
}

function valueOf(query: Query, evaluation: Evaluation): Value {
  if (query.kind === 'metric') return evaluation.metrics.read(query.metric, evaluation.span);
  return evaluate(parseExpression(query.expression), evaluation);
}

function evaluate(expression: Expression, evaluation: Evaluation): Value {
  switch (expression.kind) {
    case 'number':
    case 'text':
      return expression.value;
    case 'id':
      return named(expression.id, evaluation);
    case 'list':
      return expression.parts.map((part) => ({
        label: '',
        points: toPoints(evaluate(part, evaluation), evaluation.span),
      }));
    case 'operation':
      return operate(expression, evaluation);
    case 'call':
      return call(
        expression.name,
        expression.args.map((part) => evaluate(part, evaluation)),
        evaluation,
      );
  }
}

function named(id: string, evaluation: Evaluation): Value {
  const query = evaluation.queries.find((each) => each.id === id);
  if (!query) throw new Error(`Nothing is called ${id}.`);
  return valueOf(query, evaluation);
}

type Operation = Extract<Expression, { readonly kind: 'operation' }>;

/** A period in which either side has no figure has none; nor has a division by zero. */
function operate({ operator, left, right }: Operation, evaluation: Evaluation): Value {
  const [one, other] = [left, right].map((side) => evaluate(side, evaluation));
  if (typeof one === 'number' && typeof other === 'number')
    return OPERATORS[operator]?.(one, other) ?? Number.NaN;
  const first = toPoints(one ?? Number.NaN, evaluation.span);
  const second = toPoints(other ?? Number.NaN, evaluation.span);
  return pointsAt(evaluation.span, (at) => {
    const [x, y] = [first.get(at), second.get(at)];
    return x === undefined || y === undefined ? undefined : OPERATORS[operator]?.(x, y);
  });
}

const OPERATORS: Readonly<Record<string, (one: number, other: number) => number>> = {
  '+': (one, other) => one + other,
  '-': (one, other) => one - other,
  '*': (one, other) => one * other,
  '/': (one, other) => one / other,
  '>': (one, other) => Number(one > other),
  '>=': (one, other) => Number(one >= other),
  '<': (one, other) => Number(one < other),
  '<=': (one, other) => Number(one <= other),
  '==': (one, other) => Number(one === other),
  '!=': (one, other) => Number(one !== other),
};

function call(name: string, args: readonly Value[], { metrics, span }: Evaluation): Value {
  const [first = Number.NaN, second = Number.NaN, third] = args;
  switch (name) {
    case 'FILL':
      return fill(first, second, span);
    case 'IF':
      return choose(first, second, third, span);
    case 'SUM':
      return together(first, span, (values) => values.reduce((sum, value) => sum + value, 0));
    case 'MAX':
      return together(first, span, (values) => Math.max(...values));
    case 'SEARCH':
      return readSearch(String(first), String(second), metrics, span);
    default:
      throw new Error(`The function ${name} is not understood here.`);
  }
}

function fill(value: Value, by: Value, span: Span): Points {
  const points = toPoints(value, span);
  const filler = toPoints(by, span);
  return pointsAt(span, (at) => points.get(at) ?? filler.get(at));
}

function choose(condition: Value, then: Value, otherwise: Value | undefined, span: Span): Points {
  const [test, yes] = [toPoints(condition, span), toPoints(then, span)];
  const no = otherwise === undefined ? undefined : toPoints(otherwise, span);
  return pointsAt(span, (at) => {
    const holds = test.get(at);
    if (holds === undefined) return undefined;
    return holds === 0 ? no?.get(at) : yes.get(at);
  });
}

/** Several lines into one, period by period; one line into one number, over all its periods. */
function together(value: Value, span: Span, join: (values: readonly number[]) => number): Value {
  if (!Array.isArray(value)) return join([...toPoints(value, span).values()]);
  return pointsAt(span, (at) => {
    const figures = value.flatMap(({ points }) => points.get(at) ?? []);
    return figures.length === 0 ? undefined : join(figures);
  });
}

function toPoints(value: Value, span: Span): Points {
  if (typeof value === 'number') return pointsAt(span, () => value);
  if (value instanceof Map) return value;
  throw new Error('A single line or a number is wanted where there is none.');
}

function pointsAt(span: Span, figureAt: (at: number) => number | undefined): Points {
  const figures = slotsOf(span).map((at) => [at, figureAt(at)] as const);
  return new Map(
    figures.flatMap(([at, figure]) =>
      figure !== undefined && Number.isFinite(figure) ? [[at, figure]] : [],
    ),
  );
}
