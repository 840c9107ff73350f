import { MIMEType } from 'node:util';
import { parseJson } from './body-json.ts';
import { readMultipart } from './body-multipart.ts';
import { groupPairs, unreadable, type BodyLimits, type BodyReading } from './body-outcome.ts';
import { parseUrlEncoded } from './body-url-encoded.ts';
import { decodeBytes, detectCharset, parseCharset, type Charset } from './charset.ts';
import { cleanText } from './clean-text.ts';

/**
 * Reads a request's body into texts, whatever a stranger may have sent.
 *
 * Never throws and never quotes the body. Values are cleaned of what nobody can see; where a signature is
 * over the texts as sent, take `parseUrlEncoded` instead.
 */
export async function readBody(
  contentType: string | undefined,
  body: Buffer,
  limits: BodyLimits,
): Promise<BodyReading> {
  const type = parseContentType(contentType);
  if (type === undefined) return unreadable(415, 'content-type-not-supported');
  const maxBytes = type.format === 'multipart' ? limits.maxMultipartBytes : limits.maxBytes;
  if (body.length > maxBytes) return unreadable(413, 'body-too-large');
  switch (type.format) {
    case 'json':
      return parseJson(decodeBytes(body, type.charset ?? detectCharset(body)), limits.maxKeys);
    case 'url-encoded':
      return readUrlEncoded(body, type.charset);
    case 'multipart':
      return readMultipart(type.text, body, type.charset);
  }
}

function readUrlEncoded(body: Buffer, charset: Charset | undefined): BodyReading {
  const pairs = parseUrlEncoded(body, charset);
  if (pairs === undefined) return unreadable(422, 'too-many-fields');
  const clean = pairs.map(([name, value]) => [cleanText(name).trim(), cleanText(value)] as const);
  return { outcome: 'fields', fields: groupPairs(clean) };
}

interface ContentType {
  readonly format: 'json' | 'url-encoded' | 'multipart';
  readonly charset: Charset | undefined;
  readonly text: string;
}

function parseContentType(text: string | undefined): ContentType | undefined {
  const type = parseMimeType(text ?? '');
  const format = type && formatOf(type.essence);
  if (text === undefined || type === undefined || format === undefined) return undefined;
  return { format, charset: parseCharset(type.params.get('charset')), text };
}

function parseMimeType(text: string): MIMEType | undefined {
  try {
    return new MIMEType(text);
  } catch {
    return undefined;
  }
}

/** No text/plain: a foreign page may send that on behalf of a visitor without the browser asking us first. */
function formatOf(essence: string): ContentType['format'] | undefined {
  if (essence === 'application/x-www-form-urlencoded') return 'url-encoded';
  if (essence === 'multipart/form-data') return 'multipart';
  return /^application\/(?:[\w.-]+\+)?json$/.test(essence) ? 'json' : undefined;
}
