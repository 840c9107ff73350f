/**
 * Control characters, and invisible marks of direction and width: they break storage and logs, can make
 * a card read other than it is, and come along when a phone is pasted from an address book.
 */
const INVISIBLE = /(?![\n\t])[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** The text as a person sees it: NFC, lines ended by `\n`, nothing invisible but line ends and tabs. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '').toWellFormed().normalize('NFC');
}
