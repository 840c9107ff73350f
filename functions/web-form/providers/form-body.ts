import type { FormEntry } from '#shared/domain/form-entry.ts';
import { fromFields, fromJson } from '#shared/intake/form/form-entries.ts';
import type { ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { FORM_LIMITS, unreadable } from '#shared/runtime/body-outcome.ts';
import { readBody } from '#shared/runtime/body.ts';

type Unreadable = Extract<Reading, { outcome: 'unreadable' }>;

/** The fields of a form, whichever of the three formats it came in. */
export async function readEntries({
  headers,
  body,
}: ProviderRequest): Promise<
  { readonly outcome: 'entries'; readonly entries: readonly FormEntry[] } | Unreadable
> {
  const reading = await readBody(headers['content-type'], body, FORM_LIMITS);
  if (reading.outcome === 'unreadable') return reading;
  const entries = reading.outcome === 'fields' ? fromFields(reading.fields) : fromJson(reading.value);
  return entries === undefined ? unreadable(422, 'not-an-object') : { outcome: 'entries', entries };
}

/** The text of the first field of that name, as it was sent. */
export function textOf(entries: readonly FormEntry[], name: string): string | undefined {
  return entries.find((entry) => entry.name === name)?.text;
}

/** The fields without the ones that are no answer of the visitor's. */
export function withoutNames(entries: readonly FormEntry[], names: readonly string[]): readonly FormEntry[] {
  return entries.filter(({ name }) => !names.includes(name));
}
