import { MAX_FIELDS } from './body-outcome.ts';
import { decodeBytes, detectCharset, parseCharset, type Charset } from './charset.ts';

export type FormPairs = readonly (readonly [name: string, value: string])[];

/**
 * Reads application/x-www-form-urlencoded the way the URL standard does, in UTF-8 or windows-1251.
 *
 * The texts come out exactly as sent: a signature may be over them. Undefined when there are too many.
 */
export function parseUrlEncoded(body: Buffer, declared?: Charset): FormPairs | undefined {
  const sequences = body.toString('latin1').split('&', MAX_FIELDS + 1);
  if (sequences.length > MAX_FIELDS) return undefined;
  const pairs = sequences.filter((sequence) => sequence !== '').map(toBytePair);
  const charset = declared ?? namedCharset(pairs) ?? detectCharset(Buffer.concat(pairs.flat()));
  return pairs.map(([name, value]) => [decodeBytes(name, charset), decodeBytes(value, charset)]);
}

function toBytePair(sequence: string): readonly [Buffer, Buffer] {
  const equals = sequence.indexOf('=');
  if (equals === -1) return [percentDecode(sequence), Buffer.alloc(0)];
  return [percentDecode(sequence.slice(0, equals)), percentDecode(sequence.slice(equals + 1))];
}

/** `+` is a space before anything else, once; what is no valid escape stays as it is. */
function percentDecode(text: string): Buffer {
  const bytes = text
    .replaceAll('+', ' ')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

/** Browsers put the charset they used into a hidden field of this name. */
function namedCharset(pairs: readonly (readonly [Buffer, Buffer])[]): Charset | undefined {
  const named = pairs.find(([name]) => name.toString('latin1') === '_charset_');
  return parseCharset(named?.[1].toString('latin1'));
}
