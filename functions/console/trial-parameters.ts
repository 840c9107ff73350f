import * as z from 'zod/mini';
import { DIFFERENCE_KINDS, type DifferenceKind } from '#shared/domain/policy-difference.ts';
import type { ReplaySpan } from '#shared/ports/replay-book.ts';
import { MomentText, parseMoment } from './lead-query.ts';
import type { WantedRules } from './read-draft.ts';
import type { Fault, FaultCode } from './trial-refusals.ts';

const USUAL_LAST = 1_000;
const MAX_LAST = 100_000;
const MAX_HOURS = 14 * 24;
const MAX_CURSOR_CHARACTERS = 256;

export type Parsed<T> =
  | { readonly outcome: 'ok'; readonly value: T }
  | { readonly outcome: 'faulty'; readonly faults: readonly Fault[] };

const Body = z.record(z.string(), z.unknown());
const Version = z.int().check(z.minimum(1), z.maximum(99_999_999));
const Last = z.int().check(z.minimum(1), z.maximum(MAX_LAST));
const Hours = z.int().check(z.minimum(1), z.maximum(MAX_HOURS));

const Rules = { policy: z.optional(z.string()), policyVersion: z.optional(Version) };

/** The fields of an order, each as it may be; which of them go together is said by the parsers. */
export const ReplayOrder = z.strictObject({
  ...Rules,
  last: z._default(Last, USUAL_LAST),
  from: z.optional(MomentText),
  to: z.optional(MomentText),
});

export const TrialOrder = z.strictObject({ ...Rules, hours: Hours });

export const ListingParameters = z.object({
  kind: z.optional(z.enum(DIFFERENCE_KINDS)),
  cursor: z.optional(z.string().check(z.maxLength(MAX_CURSOR_CHARACTERS), z.regex(/^[\w-]*$/))),
});

/** `{"policy" | "policyVersion", "last" | "from" and "to"}`. Without a span, the last thousand leads. */
export function parseReplayOrder(
  body: Buffer,
): Parsed<{ readonly rules: WantedRules; readonly span: ReplaySpan }> {
  const fields = parseBody(body, Object.keys(ReplayOrder.shape));
  if (fields.outcome === 'faulty') return fields;
  const rules = parseRules(fields.value);
  const span = parseSpan(fields.value);
  if (rules.outcome === 'faulty' || span.outcome === 'faulty')
    return { outcome: 'faulty', faults: [...faultsOf(rules), ...faultsOf(span)] };
  return { outcome: 'ok', value: { rules: rules.value, span: span.value } };
}

/** `{"policy" | "policyVersion", "hours"}`. */
export function parseTrialOrder(
  body: Buffer,
): Parsed<{ readonly rules: WantedRules; readonly hours: number }> {
  const fields = parseBody(body, Object.keys(TrialOrder.shape));
  if (fields.outcome === 'faulty') return fields;
  const rules = parseRules(fields.value);
  const hours = Hours.safeParse(fields.value['hours']);
  if (rules.outcome === 'faulty' || !hours.success) {
    const bad: readonly Fault[] = hours.success ? [] : [{ field: 'hours', code: 'bad-hours' }];
    return { outcome: 'faulty', faults: [...faultsOf(rules), ...bad] };
  }
  return { outcome: 'ok', value: { rules: rules.value, hours: hours.data } };
}

/** `?kind&cursor` of a list of differences. */
export function parseListing(
  query: URLSearchParams,
): Parsed<{ readonly kind: DifferenceKind | undefined; readonly cursor: string | undefined }> {
  const kind = ListingParameters.shape.kind.safeParse(query.get('kind') || undefined);
  const cursor = ListingParameters.shape.cursor.safeParse(query.get('cursor') || undefined);
  if (!kind.success) return faulty('kind', 'bad-kind');
  if (!cursor.success) return faulty('cursor', 'bad-cursor');
  return { outcome: 'ok', value: { kind: kind.data, cursor: cursor.data } };
}

/** The span a form names: a number of leads, or `period` with two days. Undefined where it names none. */
export function readSpan(fieldOf: (name: string) => string | undefined): ReplaySpan | undefined {
  const last = fieldOf('last') ?? '';
  const span = parseSpan(
    last === 'period' ? { from: fieldOf('from'), to: fieldOf('to') } : { last: Number(last) },
  );
  return span.outcome === 'ok' && (last !== 'period' || 'from' in span.value) ? span.value : undefined;
}

export function readHours(text: string | undefined): number | undefined {
  const hours = Hours.safeParse(Number(text));
  return hours.success ? hours.data : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function parseBody(body: Buffer, known: readonly string[]): Parsed<Fields> {
  const fields = Body.safeParse(parseJson(body.toString('utf8')));
  if (!fields.success) return faulty('', 'not-an-object');
  const unknown = Object.keys(fields.data).filter((name) => !known.includes(name));
  if (unknown.length === 0) return { outcome: 'ok', value: fields.data };
  const faults = unknown
    .slice(0, 10)
    .map((field): Fault => ({ field: field.slice(0, 60), code: 'unknown-field' }));
  return { outcome: 'faulty', faults };
}

function parseRules({ policy, policyVersion }: Fields): Parsed<WantedRules> {
  if ((policy === undefined) === (policyVersion === undefined)) return faulty('policy', 'one-of-both');
  if (policyVersion === undefined)
    return typeof policy === 'string'
      ? { outcome: 'ok', value: { policy } }
      : faulty('policy', 'one-of-both');
  const version = Version.safeParse(policyVersion);
  if (!version.success) return faulty('policyVersion', 'bad-version');
  return { outcome: 'ok', value: { policyVersion: version.data } };
}

function parseSpan({ last, from, to }: Fields): Parsed<ReplaySpan> {
  if (from === undefined && to === undefined) return parseLast(last ?? USUAL_LAST);
  if (last !== undefined || from === undefined || to === undefined) return faulty('last', 'last-or-period');
  const span = { from: parseMoment(textOf(from)), to: parseMoment(textOf(to)) };
  if (span.from === undefined) return faulty('from', 'bad-moment');
  if (span.to === undefined) return faulty('to', 'bad-moment');
  if (span.to <= span.from) return faulty('to', 'not-a-period');
  return { outcome: 'ok', value: { from: span.from, to: span.to } };
}

function parseLast(value: unknown): Parsed<ReplaySpan> {
  const last = Last.safeParse(value);
  return last.success ? { outcome: 'ok', value: { last: last.data } } : faulty('last', 'bad-last');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function faulty(field: string, code: FaultCode): { outcome: 'faulty'; faults: readonly Fault[] } {
  return { outcome: 'faulty', faults: [{ field, code }] };
}

function faultsOf(parsed: Parsed<unknown>): readonly Fault[] {
  return parsed.outcome === 'faulty' ? parsed.faults : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
