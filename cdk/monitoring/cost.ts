import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import type { LeadTable } from '../constructs/lead-table.ts';
import type { PublicApi } from '../constructs/public-api.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import type { Graph, WatchedFunction } from './graph.ts';
import { leadMetric } from './metrics.ts';

/** List prices of us-east-1 in US dollars; other regions differ by up to a quarter. */
const USD = {
  invocation: 0.2e-6,
  /** On arm64. */
  gigabyteMs: 13.3334e-9,
  apiRequest: 1e-6,
  /** A message is sent, received and deleted. */
  message: 3 * 0.4e-6,
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
};

/** Within a minute a single lead more or less would move the price of a thousand. */
const HOUR = Duration.hours(1);

export interface Paid {
  readonly functions: readonly WatchedFunction[];
  readonly intake: readonly string[];
  readonly queues: Readonly<Record<string, WorkQueue>>;
  readonly leads: LeadTable;
  readonly api: PublicApi;
}

/** What grows with the leads, by the figures of each hour. Logs, alarms and idle polling of queues are not in it. */
export function costGraph(paid: Paid): Graph {
  return {
    title: 'US dollars per 1,000 leads, estimated',
    stacked: true,
    period: HOUR,
    metrics: [
      perThousand('functions', functionCosts(paid.functions), paid),
      perThousand('API and queues', trafficCosts(paid), paid),
      perThousand('table', tableCosts(paid.leads), paid),
    ],
  };
}

interface Cost {
  readonly metric: Metric;
  readonly usd: number;
}

function functionCosts(functions: readonly WatchedFunction[]): readonly Cost[] {
  return functions.flatMap((each) => [
    { metric: each.metricInvocations(), usd: USD.invocation },
    {
      metric: each.metricDuration().with({ statistic: Stats.SUM }),
      usd: (USD.gigabyteMs * each.memoryMb) / 1024,
    },
  ]);
}

function trafficCosts({ api, queues }: Paid): readonly Cost[] {
  const sent = Object.values(queues).map(({ queue }) => queue.metricNumberOfMessagesSent());
  return [
    { metric: api.metricRequests(), usd: USD.apiRequest },
    ...sent.map((metric) => ({ metric, usd: USD.message })),
  ];
}

/** Without the indexes, which are written as often as the keys in them change. */
function tableCosts({ table }: LeadTable): readonly Cost[] {
  return [
    { metric: table.metricConsumedWriteCapacityUnits(), usd: USD.writeUnit },
    { metric: table.metricConsumedReadCapacityUnits(), usd: USD.readUnit },
  ];
}

/** An hour without leads has no price for a thousand of them. */
function perThousand(label: string, costs: readonly Cost[], { intake }: Paid): MathExpression {
  const prefix = `c_${label.replaceAll(/\W/g, '')}`;
  const parts = costs.map(({ usd }, index) => `${usd.toFixed(15)} * FILL(${prefix}_${index}, 0)`);
  const received = intake.map((_, index) => `FILL(l_${index}, 0)`);
  return new MathExpression({
    label,
    period: HOUR,
    expression: `1000 * (${parts.join(' + ')}) / (${received.join(' + ')})`,
    usingMetrics: Object.fromEntries([
      ...costs.map(({ metric }, index) => [`${prefix}_${index}`, metric.with({ period: HOUR })]),
      ...intake.map((service, index) => [
        `l_${index}`,
        leadMetric(MetricNames.LeadReceived, service).with({ period: HOUR }),
      ]),
    ]),
  });
}
