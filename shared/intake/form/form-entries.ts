import type { FormEntry } from '#shared/domain/form-entry.ts';
import { cleanText } from '#shared/runtime/clean-text.ts';
import type { FormFields } from '#shared/runtime/body-outcome.ts';

export function fromFields(fields: FormFields): readonly FormEntry[] {
  return [...fields].flatMap(([name, values]) => values.map((text) => ({ name, text })));
}

/**
 * The fields of a JSON document, by the bracket names PHP forms have: `lead[phone]`.
 * Undefined when it is not an object, so there are no names in it.
 */
export function fromJson(value: unknown): readonly FormEntry[] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).flatMap(([name, inner]) => flatten(cleanText(name).trim(), inner));
}

function flatten(name: string, value: unknown): readonly FormEntry[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((inner) => flatten(name, inner));
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, inner]) =>
      flatten(`${name}[${cleanText(key).trim()}]`, inner),
    );
  }
  return [{ name, text: String(value) }];
}
