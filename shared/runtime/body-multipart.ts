import busboy from 'busboy';
import { groupPairs, MAX_FIELDS, unreadable, type BodyReading } from './body-outcome.ts';
import { detectCharset, type Charset } from './charset.ts';
import { cleanText } from './clean-text.ts';

/** Bytes of one value; the longest message a person types is far below. */
const MAX_VALUE_BYTES = 64 * 1024;
const MAX_NAME_BYTES = 200;

/**
 * Reads multipart/form-data without files.
 *
 * A file is refused, but the empty part a browser sends for an untouched file input is not one.
 */
export function readMultipart(contentType: string, body: Buffer, declared?: Charset): Promise<BodyReading> {
  const parser = createParser(contentType, declared ?? detectCharset(body));
  if (parser === undefined) return Promise.resolve(unreadable(400, 'malformed-multipart'));
  return new Promise((resolve) => {
    const pairs: (readonly [string, string])[] = [];
    parser
      .on('field', (name, value, { nameTruncated, valueTruncated }) => {
        if (nameTruncated || valueTruncated) resolve(unreadable(422, 'field-too-long'));
        pairs.push([cleanText(name).trim(), cleanText(value)]);
      })
      .on('file', (_name, file) => {
        file.on('data', () => resolve(unreadable(415, 'file-not-accepted'))).on('error', () => undefined);
      })
      .on('fieldsLimit', () => resolve(unreadable(422, 'too-many-fields')))
      .on('partsLimit', () => resolve(unreadable(422, 'too-many-fields')))
      .on('error', () => resolve(unreadable(400, 'malformed-multipart')))
      .on('close', () => resolve({ outcome: 'fields', fields: groupPairs(pairs) }));
    parser.end(body);
  });
}

function createParser(contentType: string, charset: Charset): busboy.Busboy | undefined {
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defCharset: charset,
      defParamCharset: charset,
      limits: {
        fieldNameSize: MAX_NAME_BYTES,
        fieldSize: MAX_VALUE_BYTES,
        fields: MAX_FIELDS,
        parts: MAX_FIELDS + 20,
      },
    });
  } catch {
    return undefined;
  }
}
