import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCodeText, toPlainLine, toPlainText } from '#shared/domain/text.ts';

describe('text that is a code', () => {
  it('loses marks nobody sees and gets ordinary digits and blanks', () => {
    expect(toCodeText('\uFEFF\u200E１２\u00A0\u00AD3\t4\u202C\n')).toBe('12 3 4');
  });

  it('is the same when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(toCodeText(toCodeText(text))).toBe(toCodeText(text));
      }),
    );
  });
});

describe('free text', () => {
  it('keeps its signs and accents as they are', () => {
    expect(toPlainLine(' ООО «Ёж» № 5… ½ 👨‍👩‍👧 ', 120)).toBe('ООО «Ёж» № 5… ½ 👨‍👩‍👧');
  });

  it('loses control characters and marks that turn the text around', () => {
    expect(toPlainLine('Ив\u0000ан\u202E\u0007 \u200BПетров\r\nБухгалтер', 120)).toBe(
      'Иван Петров Бухгалтер',
    );
  });

  it('keeps line breaks where there may be some', () => {
    expect(toPlainText('Добрый день!\r\nНужен\tстанок', 4000)).toBe('Добрый день!\nНужен станок');
  });

  it('is cut between characters', () => {
    expect(toPlainLine('аб👍', 3)).toBe('аб');
    expect(toPlainLine('аб👍', 4)).toBe('аб👍');
  });

  it('is always well formed and never longer than allowed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, max) => {
        const plain = toPlainText(`${text}\uD800`, max);
        expect(plain.isWellFormed()).toBe(true);
        expect(plain.length).toBeLessThanOrEqual(max);
      }),
    );
  });
});
