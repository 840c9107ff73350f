import type { ProviderRequest } from '#shared/intake/provider.ts';
import { MAX_FIELDS } from '#shared/runtime/body-outcome.ts';
import { decodeBytes, detectCharset } from '#shared/runtime/charset.ts';
import { readToldFields, toToldFields, type FieldsReading } from './told-fields.ts';

/**
 * The fields of a template somebody else filled in, as a form or as JSON, also when the values spoilt its syntax.
 */
export function readFilledTemplate(request: ProviderRequest): FieldsReading {
  const reading = readToldFields(request);
  if (reading.outcome === 'fields' || reading.code !== 'malformed-json') return reading;
  const { body } = request;
  const pairs = parseSpoiltJson(decodeBytes(body, detectCharset(body)));
  return pairs.length === 0 ? reading : { outcome: 'fields', fields: toToldFields(pairs) };
}

/**
 * The names of a flat document are what the customer wrote and are whole, so a value is whatever stands between
 * one name and the next: empty, without quotes, or with more of them than belong there.
 */
function parseSpoiltJson(text: string): readonly (readonly [string, string])[] {
  const names = [...text.matchAll(/[{,]\s{0,100}"(\w{1,60})"\s{0,100}:/g)].slice(0, MAX_FIELDS);
  return names.map((name, index) => {
    const from = name.index + name[0].length;
    return [name[1] ?? '', bareValue(text.slice(from, names[index + 1]?.index))] as const;
  });
}

function bareValue(written: string): string {
  const value = written.trim().replace(/\}$/, '').trim();
  const bare = value.replace(/^"/, '').replace(/"$/, '');
  return bare === 'null' ? '' : bare;
}
