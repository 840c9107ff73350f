/** Letters taken for digits, by hand or by a scanner: Cyrillic and Latin О, capital I and small l, Cyrillic З. */
const LOOK_ALIKE = /[оo]|[зЗ]|[Il|]/giu;

/** A word of digits and such letters; one with any other letter is a word of its own. */
const MIXED = /(?<![\p{L}\d|])(?=[\p{L}|]*\d)[\dОоOoЗзIl|]+(?![\p{L}\d])/gu;

/** A whole number that a spreadsheet or a program wrote as one with a fraction. */
const WITH_FRACTION = /(?<![\d.,])(\d{9,15})[.,]0{1,2}(?![\d.,])/g;
const WITH_EXPONENT = /(?<![\d.,])(\d)[.,](\d{7,14})[eе]\+?(\d\d?)(?!\d)/giu;

/** Digits of any script as ASCII. Every script has its ten in a row, and rows that touch are of ten each. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (sign) => {
    let before = 0;
    while (/\p{Nd}/u.test(String.fromCodePoint((sign.codePointAt(0) ?? 0) - before - 1))) before++;
    return String(before % 10);
  });
}

/**
 * `7707083893.0`, `7.707083893E9` and `="7707083893"` as the number that is meant.
 *
 * Programs that round show six decimals at most, so seven are all there are, with zeros dropped behind them;
 * above thirteen digits some round too, and every digit must be there.
 */
export function fromSpreadsheet(text: string): string {
  return text
    .replace(/^="(.*)"$/, '$1')
    .replace(WITH_FRACTION, '$1')
    .replace(WITH_EXPONENT, (whole, first: string, decimals: string, exponent: string) => {
      const zeros = Number(exponent) - decimals.length;
      return zeros === 0 || (zeros > 0 && Number(exponent) <= 12)
        ? first + decimals + '0'.repeat(zeros)
        : whole;
    });
}

/** Digits where letters that look like them stand among digits: `770708389З`, `О23`, `9l6`. */
export function withoutLookAlikes(text: string): string {
  return text.replace(MIXED, (word) =>
    word.replace(LOOK_ALIKE, (letter) => (/[оo]/iu.test(letter) ? '0' : /з/iu.test(letter) ? '3' : '1')),
  );
}
