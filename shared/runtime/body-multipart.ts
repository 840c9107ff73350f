import busboy from 'busboy';
import { groupPairs, MAX_FIELDS, unreadable, type BodyReading } from './body-outcome.ts';
import { decodeBytes, detectCharset, type Charset } from './charset.ts';
import { cleanText } from './clean-text.ts';

/** Bytes of one value; the longest message a person types is far below. */
const MAX_VALUE_BYTES = 64 * 1024;
const MAX_NAME_CHARS = 200;

/** File inputs nobody touched come as empty parts beside the fields. */
const MAX_EMPTY_FILES = 20;

/**
 * Reads multipart/form-data without files.
 *
 * A file is refused, but the empty part a browser sends for an untouched file input is not one.
 */
export function readMultipart(contentType: string, body: Buffer, declared?: Charset): Promise<BodyReading> {
  const parser = createParser(contentType);
  if (parser === undefined) return Promise.resolve(unreadable(400, 'malformed-multipart'));
  return new Promise((resolve) => {
    const pairs: (readonly [string, string])[] = [];
    parser
      .on('field', (name: string | undefined, value: string | undefined, { valueTruncated }) => {
        if (name === undefined || value === undefined) return resolve(unreadable(400, 'malformed-multipart'));
        if (valueTruncated || name.length > MAX_NAME_CHARS) resolve(unreadable(422, 'field-too-long'));
        pairs.push([cleanText(name).trim(), cleanText(value)]);
      })
      .on('file', (_name, file) => {
        file.on('data', () => resolve(unreadable(415, 'file-not-accepted'))).on('error', () => undefined);
      })
      .on('fieldsLimit', () => resolve(unreadable(422, 'too-many-fields')))
      .on('partsLimit', () => resolve(unreadable(422, 'too-many-fields')))
      .on('error', () => resolve(unreadable(400, 'malformed-multipart')))
      .on('close', () => resolve({ outcome: 'fields', fields: groupPairs(pairs) }));
    parser.end(toUtf8(body, declared ?? detectCharset(body)));
  });
}

function createParser(contentType: string): busboy.Busboy | undefined {
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      limits: { fieldSize: MAX_VALUE_BYTES, fields: MAX_FIELDS, parts: MAX_FIELDS + MAX_EMPTY_FILES },
    });
  } catch {
    return undefined;
  }
}

/**
 * The whole body in UTF-8, parts no longer saying otherwise. busboy 1.6 loses a part in any charset that is
 * not UTF-8, UTF-16 or Latin-1.
 */
function toUtf8(body: Buffer, charset: Charset): Buffer {
  const text = decodeBytes(body, charset);
  return Buffer.from(text.replace(/^(content-type:[^\r\n]*?);[ \t]*charset=[^\r\n;]*/gim, '$1'));
}
