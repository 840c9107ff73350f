import * as z from 'zod/mini';
import { linesOf, type Query } from './evaluate.ts';
import type { Metrics, Points } from './series.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** An alarm's definition, as the template has it. */
export interface Alarm {
  readonly name: string;
  /** Impact first, then the article of the runbook. */
  readonly description: string;
  readonly queries: readonly Query[];
  /** What is compared: the only query, or the one that returns its figures. */
  readonly watched: Query;
  readonly comparison: string;
  readonly threshold: number;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missing: string;
}

const Dimensions = z._default(z.array(z.object({ Name: z.string(), Value: z.coerce.string() })), []);

const Stat = z.object({
  Metric: z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions }),
  Period: z.number(),
  Stat: z.string(),
});

const Definition = z.looseObject({
  name: z.string(),
  AlarmDescription: z._default(z.string(), ''),
  ComparisonOperator: z.string(),
  Threshold: z.number(),
  EvaluationPeriods: z.number(),
  DatapointsToAlarm: z.optional(z.number()),
  TreatMissingData: z._default(z.string(), 'missing'),
  Namespace: z.optional(z.string()),
  MetricName: z.optional(z.string()),
  Dimensions,
  Statistic: z.optional(z.string()),
  ExtendedStatistic: z.optional(z.string()),
  Period: z.optional(z.number()),
  Metrics: z.optional(
    z.array(
      z.object({
        Id: z.string(),
        Expression: z.optional(z.string()),
        MetricStat: z.optional(Stat),
        ReturnData: z._default(z.boolean(), true),
        Period: z.optional(z.number()),
      }),
    ),
  ),
});

type Definition = z.output<typeof Definition>;

/** Reads an alarm's properties. Throws where they are none, or say what is not understood here. */
export function readAlarm(properties: unknown): Alarm {
  const definition = Definition.parse(properties);
  const queries = queriesOf(definition);
  const returned = definition.Metrics?.findIndex(({ ReturnData }) => ReturnData) ?? 0;
  const watched = queries[returned];
  if (!watched) throw new Error(`The alarm ${definition.name} watches nothing.`);
  if (!COMPARISONS[definition.ComparisonOperator])
    throw new Error(`The comparison ${definition.ComparisonOperator} is not understood here.`);
  return {
    name: definition.name,
    description: definition.AlarmDescription,
    queries,
    watched,
    comparison: definition.ComparisonOperator,
    threshold: definition.Threshold,
    periodSeconds: periodOf(definition),
    evaluationPeriods: definition.EvaluationPeriods,
    datapointsToAlarm: definition.DatapointsToAlarm ?? definition.EvaluationPeriods,
    missing: definition.TreatMissingData,
  };
}

function queriesOf(definition: Definition): readonly Query[] {
  if (definition.Metrics === undefined) {
    const { Namespace = '', MetricName = '', Dimensions: pairs } = definition;
    const statistic = definition.Statistic ?? definition.ExtendedStatistic ?? 'Average';
    const metric = { namespace: Namespace, name: MetricName, dimensions: toRecord(pairs), statistic };
    return [{ kind: 'metric', id: undefined, metric }];
  }
  return definition.Metrics.map(({ Id, Expression, MetricStat }) => {
    if (Expression !== undefined) return { kind: 'expression', id: Id, expression: Expression };
    if (!MetricStat) throw new Error(`${definition.name}: ${Id} is neither a metric nor an expression.`);
    const { Metric, Stat: statistic } = MetricStat;
    const dimensions = toRecord(Metric.Dimensions);
    return {
      kind: 'metric',
      id: Id,
      metric: { namespace: Metric.Namespace, name: Metric.MetricName, dimensions, statistic },
    };
  });
}

function toRecord(pairs: z.output<typeof Dimensions>): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs.map(({ Name, Value }) => [Name, Value]));
}

function periodOf({ Period, Metrics = [] }: Definition): number {
  const periods = Metrics.flatMap(({ MetricStat, Period: own }) => MetricStat?.Period ?? own ?? []);
  return Period ?? Math.max(60, ...periods);
}

/** The alarm's state at the end of each whole period since the metrics began, the latest last. */
export interface StateAt {
  readonly at: number;
  readonly state: AlarmState;
  /** The figure of the period that ended then. */
  readonly value: number | undefined;
}

/**
 * What the alarm would have said at the end of every period from one moment to another.
 *
 * Nothing from before `fromMs` counts, neither figures nor their lack: an alarm that was just made knows of no past.
 */
export function statesOf(alarm: Alarm, metrics: Metrics, fromMs: number, toMs: number): readonly StateAt[] {
  const stepMs = alarm.periodSeconds * 1000;
  const first = Math.ceil(fromMs / stepMs) * stepMs;
  const span = {
    fromMs: first,
    toMs: Math.floor(toMs / stepMs) * stepMs,
    periodSeconds: alarm.periodSeconds,
  };
  const [line] = linesOf(alarm.watched, { queries: alarm.queries, metrics, span }, alarm.name);
  const points: Points = line?.points ?? new Map();
  const states: StateAt[] = [];
  let state: AlarmState = 'INSUFFICIENT_DATA';
  for (let at = first; at < span.toMs; at += stepMs) {
    const oldest = Math.max(first, at - (alarm.evaluationPeriods - 1) * stepMs);
    const figures = Array.from({ length: (at - oldest) / stepMs + 1 }, (_, index) =>
      points.get(oldest + index * stepMs),
    );
    state = nextState(alarm, figures, state);
    states.push({ at: at + stepMs, state, value: points.get(at) });
  }
  return states;
}

/** The state after the last periods, given their figures and the state before. */
export function nextState(
  { comparison, threshold, datapointsToAlarm, evaluationPeriods, missing }: Alarm,
  figures: readonly (number | undefined)[],
  before: AlarmState,
): AlarmState {
  const present = figures.filter((figure) => figure !== undefined);
  const lacking = figures.length - present.length;
  const breaching = present.filter((figure) => COMPARISONS[comparison]?.(figure, threshold)).length;
  if (breaching + (missing === 'breaching' ? lacking : 0) >= datapointsToAlarm) return 'ALARM';
  if (missing === 'notBreaching') return 'OK';
  const isComplete = figures.length >= evaluationPeriods;
  if (missing === 'breaching') return isComplete || breaching < present.length ? 'OK' : 'INSUFFICIENT_DATA';
  if (breaching < present.length) return 'OK';
  return missing === 'ignore' ? before : 'INSUFFICIENT_DATA';
}

const COMPARISONS: Readonly<Record<string, (figure: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (figure, threshold) => figure >= threshold,
  GreaterThanThreshold: (figure, threshold) => figure > threshold,
  LessThanThreshold: (figure, threshold) => figure < threshold,
  LessThanOrEqualToThreshold: (figure, threshold) => figure <= threshold,
};
