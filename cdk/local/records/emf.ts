import * as z from 'zod/mini';

export interface MetricValue {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
  readonly unit: string;
}

const Emf = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.optional(z.string()) })),
      }),
    ),
  }),
});

type Emf = z.output<typeof Emf>;

/** Metrics in a log line of CloudWatch's Embedded Metric Format; none in any other line. */
export function readEmfLine(line: string): readonly MetricValue[] {
  if (!line.startsWith('{') || !line.includes('"CloudWatchMetrics"')) return [];
  const emf = parseEmf(line);
  return emf ? emf._aws.CloudWatchMetrics.flatMap((directive) => readDirective(emf, directive)) : [];
}

function parseEmf(line: string): Emf | undefined {
  try {
    const parsed = z.safeParse(Emf, JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Each set of dimensions makes a metric of its own; a member may hold one value or a list of them. */
function readDirective(emf: Emf, directive: Emf['_aws']['CloudWatchMetrics'][number]): MetricValue[] {
  const sets = directive.Dimensions.length > 0 ? directive.Dimensions : [[]];
  return sets.flatMap((names) => {
    const dimensions = Object.fromEntries(names.map((name) => [name, String(emf[name])]));
    return directive.Metrics.flatMap(({ Name, Unit = 'None' }) =>
      [emf[Name]]
        .flat()
        .flatMap((value) =>
          typeof value === 'number'
            ? [{ namespace: directive.Namespace, name: Name, dimensions, value, unit: Unit }]
            : [],
        ),
    );
  });
}
