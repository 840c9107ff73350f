import type { Line, Metrics, Span } from './series.ts';

const QUERY = /^\{([^},]+),?([^}]*)\}\s*MetricName="([^"]+)"((?:\s+[\w-]+="[^"]+")*)$/;

/**
 * What `SEARCH('{LeadRelay,service,source} MetricName="LeadReceived"', 'Sum')` finds: a line for every set of
 * dimensions of just those names, called by the values in which they may differ.
 */
export function readSearch(query: string, statistic: string, metrics: Metrics, span: Span): readonly Line[] {
  const [, namespace = '', names = '', name = '', tests = ''] = QUERY.exec(query) ?? [];
  if (name === '') throw new Error(`The search ${query} is not understood here.`);
  const wanted = names.split(',').filter((each) => each !== '');
  const fixed = new Map(
    [...tests.matchAll(/([\w-]+)="([^"]+)"/g)].map(([, key = '', value = '']) => [key, value]),
  );
  return metrics
    .dimensionsOf(namespace, name)
    .filter((dimensions) => hasJust(dimensions, wanted))
    .filter((dimensions) => [...fixed].every(([key, value]) => dimensions[key] === value))
    .map((dimensions) => ({
      label: wanted
        .filter((key) => !fixed.has(key))
        .map((key) => dimensions[key])
        .join(' '),
      points: metrics.read({ namespace, name, dimensions, statistic }, span),
    }));
}

function hasJust(dimensions: Readonly<Record<string, string>>, names: readonly string[]): boolean {
  return (
    Object.keys(dimensions).length === names.length && names.every((name) => Object.hasOwn(dimensions, name))
  );
}
