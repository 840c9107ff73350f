/** What Russian forms and telephony really send. */
export type Charset = 'utf-8' | 'windows-1251';

const LABELS: Readonly<Record<string, Charset>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'windows-1251': 'windows-1251',
  'cp-1251': 'windows-1251',
  cp1251: 'windows-1251',
};

/** Reads a charset's label; undefined for one nobody of ours sends, which is then found out from the bytes. */
export function parseCharset(label: string | null | undefined): Charset | undefined {
  const key = (label ?? '').trim().toLowerCase();
  return Object.hasOwn(LABELS, key) ? LABELS[key] : undefined;
}

/** Text of the bytes; bytes that mean nothing become U+FFFD, a byte order mark stays. */
export function decodeBytes(bytes: Uint8Array, charset: Charset): string {
  return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
}

/**
 * Which charset undeclared bytes are in.
 *
 * Russian text in windows-1251 is almost nowhere valid as UTF-8, while UTF-8 with a slip is valid almost
 * everywhere. So one broken character does not turn a whole UTF-8 text into gibberish.
 */
export function detectCharset(bytes: Uint8Array): Charset {
  const text = decodeBytes(bytes, 'utf-8');
  const broken = countOf(text, /\uFFFD/g);
  return broken > countOf(text, /[^\p{ASCII}\uFFFD]/gu) ? 'windows-1251' : 'utf-8';
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
