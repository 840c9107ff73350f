import type { RouteDefinition } from '../template/definitions.ts';

export interface Match {
  readonly route: RouteDefinition;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Pattern {
  readonly route: RouteDefinition;
  readonly method: string;
  readonly segments: readonly string[];
  /** Sorts before others when it says more: a literal, then a parameter, then a rest, at the first difference. */
  readonly rank: string;
}

const DEFAULT_ROUTE = '$default';

/** Prepares the routes of an HTTP API for matching, as API Gateway does it: what says most about a path wins. */
export function createRouter(
  routes: readonly RouteDefinition[],
): (method: string, path: string) => Match | undefined {
  const patterns = routes
    .filter(({ routeKey }) => routeKey !== DEFAULT_ROUTE)
    .map(toPattern)
    .sort((one, other) => (one.rank < other.rank ? -1 : 1));
  const fallback = routes.find(({ routeKey }) => routeKey === DEFAULT_ROUTE);

  return (method, path) => {
    const segments = path.split('/').slice(1);
    for (const pattern of patterns) {
      if (pattern.method !== 'ANY' && pattern.method !== method) continue;
      const pathParameters = matchSegments(pattern.segments, segments);
      if (pathParameters) return { route: pattern.route, pathParameters };
    }
    return fallback && { route: fallback, pathParameters: {} };
  };
}

function toPattern(route: RouteDefinition): Pattern {
  const [method = '', path = ''] = route.routeKey.split(' ');
  const segments = path.split('/').slice(1);
  const rank = `${segments.map(rankOf).join('')}~${method === 'ANY' ? 1 : 0}`;
  return { route, method, segments, rank };
}

function rankOf(segment: string): number {
  if (segment.endsWith('+}')) return 2;
  return segment.startsWith('{') ? 1 : 0;
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (part.endsWith('+}')) return withRest(parameters, part, segments.slice(index));
    if (part.startsWith('{')) {
      if (segment === '') return undefined;
      parameters[part.slice(1, -1)] = decode(segment);
    } else if (part !== decode(segment)) return undefined;
  }
  return pattern.length === segments.length ? parameters : undefined;
}

function withRest(parameters: Record<string, string>, part: string, rest: readonly string[]) {
  const path = rest.join('/');
  return path === '' ? undefined : { ...parameters, [part.slice(1, -2)]: decode(path) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
