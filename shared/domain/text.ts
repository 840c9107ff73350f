/** No number, address or name that anybody types is longer; what is longer is not read at all. */
export const MAX_CODE_CHARACTERS = 200;

/**
 * A typed number or address in one spelling: full-width characters as ASCII, no invisible marks,
 * white space as single blanks.
 *
 * For codes only. Compatibility forms are folded (`№` becomes `No`), which would damage a name.
 */
export function toCodeText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/**
 * What is left of a typed code without its label and separators; undefined when it is too long to be one.
 * `label` names the code itself, `/^инн/iu`, and the punctuation after it goes with it.
 */
export function toCompactCode(text: string, label: RegExp): string | undefined {
  if (text.length > MAX_CODE_CHARACTERS) return undefined;
  return toCodeText(text)
    .replace(/^[\s'"«»‘’“”]+|[\s'"«»‘’“”,;]+$/gu, '')
    .replace(label, '')
    .replace(/^(?:\s|No|[:=#])+/u, '')
    .replace(/[\s\p{Pd}\u2212._]/gu, '');
}

/** One line of free text: no control characters, no marks that reverse the text around them, at most so long. */
export function toPlainLine(text: string, maxCharacters: number): string {
  return toPlainText(text, maxCharacters).replace(/\s+/gu, ' ');
}

/** Free text that keeps its line breaks; otherwise as `toPlainLine`. */
export function toPlainText(text: string, maxCharacters: number): string {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(/[^\P{Cc}\n]|[\u200B\u200E\u200F\u061C\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '')
    .trim();
  return cut(plain, maxCharacters);
}

/** Cuts between characters, never through one that takes two code units. */
function cut(text: string, maxCharacters: number): string {
  return text
    .slice(0, maxCharacters)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}
