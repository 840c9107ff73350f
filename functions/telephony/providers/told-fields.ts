import { fromJson } from '#shared/intake/form/form-entries.ts';
import type { ProviderRequest } from '#shared/intake/provider.ts';
import { parseJson } from '#shared/runtime/body-json.ts';
import { TELEPHONY_LIMITS, unreadable, type UnreadableBody } from '#shared/runtime/body-outcome.ts';
import { parseUrlEncoded } from '#shared/runtime/body-url-encoded.ts';
import { decodeBytes, detectCharset, parseCharset, type Charset } from '#shared/runtime/charset.ts';
import { cleanText } from '#shared/runtime/clean-text.ts';

/** Texts by name, cleaned and trimmed; of a field told twice, the last. Empty ones are left out. */
export type ToldFields = ReadonlyMap<string, string>;

export type FieldsReading = { readonly outcome: 'fields'; readonly fields: ToldFields } | UnreadableBody;

type Pairs = readonly (readonly [name: string, text: string])[];

/**
 * The fields of a request whose sender may be set up to tell them in the address, as a form or as JSON.
 *
 * What the body is, is seen from the body: customers write such requests by hand and leave the content type as it was.
 * The address also has the token, which is no field.
 */
export function readToldFields({ method, query, headers, body }: ProviderRequest): FieldsReading {
  const inAddress = [...query].filter(([name]) => name !== 'token');
  if (method === 'GET') return told(inAddress);
  if (body.length > TELEPHONY_LIMITS.maxBytes) return unreadable(413, 'body-too-large');
  const charset = declaredCharset(headers['content-type']);
  if (!looksLikeJson(body)) return readForm(body, charset, inAddress);
  const json = parseJson(decodeBytes(body, charset ?? detectCharset(body)));
  return json.outcome === 'unreadable' ? json : readJson(json.value, inAddress);
}

/** A byte order mark may stand before it. */
function looksLikeJson(body: Buffer): boolean {
  return /^(?:\xEF\xBB\xBF)?\s*[{[]/.test(body.toString('latin1', 0, 100));
}

function readForm(body: Buffer, charset: Charset | undefined, inAddress: Pairs): FieldsReading {
  const pairs = parseUrlEncoded(body, charset);
  return pairs === undefined ? unreadable(422, 'too-many-fields') : told([...inAddress, ...pairs]);
}

function readJson(value: unknown, inAddress: Pairs): FieldsReading {
  const entries = fromJson(value);
  if (entries === undefined) return unreadable(422, 'not-a-call');
  return told([...inAddress, ...entries.map(({ name, text }) => [name, text] as const)]);
}

function declaredCharset(contentType: string | undefined): Charset | undefined {
  return parseCharset(/charset="?([\w-]{1,20})/i.exec(contentType ?? '')?.[1]);
}

function told(pairs: Pairs): FieldsReading {
  return { outcome: 'fields', fields: toToldFields(pairs) };
}

export function toToldFields(pairs: Pairs): ToldFields {
  const clean = pairs.map(([name, text]) => [cleanText(name).trim(), cleanText(text).trim()] as const);
  return new Map(clean.filter(([, text]) => text !== ''));
}

/** The first of the names that was told. */
export function findTold(fields: ToldFields, ...names: readonly string[]): string | undefined {
  return names.map((name) => fields.get(name)).find((text) => text !== undefined);
}

/** What was told under these names, by the same names. */
export function pickTold(
  fields: ToldFields,
  names: readonly string[],
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(names.map((name) => [name, fields.get(name)]));
}

export const UTM_MARKS = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'] as const;
