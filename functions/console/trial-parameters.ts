import * as z from 'zod/mini';
import { DIFFERENCE_KINDS, type DifferenceKind } from '#shared/domain/policy-difference.ts';
import type { ReplaySpan } from '#shared/ports/replay-book.ts';
import { parseMoment } from './lead-query.ts';
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

/** `{"policy" | "policyVersion", "last" | "from" and "to"}`. Without a span, the last thousand leads. */
export function parseReplayOrder(
  body: Buffer,
): Parsed<{ readonly rules: WantedRules; readonly span: ReplaySpan }> {
  const fields = parseBody(body, ['policy', 'policyVersion', 'last', 'from', 'to']);
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
  const fields = parseBody(body, ['policy', 'policyVersion', 'hours']);
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
  const wanted = query.get('kind') ?? '';
  const kind = DIFFERENCE_KINDS.find((known) => known === wanted);
  const cursor = query.get('cursor') ?? '';
  if (wanted !== '' && kind === undefined) return faulty('kind', 'bad-kind');
  if (cursor.length > MAX_CURSOR_CHARACTERS || !/^[\w-]*$/.test(cursor))
    return faulty('cursor', 'bad-cursor');
  return { outcome: 'ok', value: { kind, cursor: cursor === '' ? undefined : cursor } };
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
