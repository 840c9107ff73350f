import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  faultOfInn,
  innKind,
  innRegionCode,
  isForeignInn,
  parseInn,
  splitInnKpp,
  suggestInn,
  type InnFault,
} from '#shared/domain/inn.ts';
import { parseKpp } from '#shared/domain/kpp.ts';
import vectors from '#test/vectors/inn.json' with { type: 'json' };

const FAULTS: Readonly<Record<string, InnFault>> = {
  empty: 'inn-empty',
  format: 'inn-digits',
  length: 'inn-length',
  zeros: 'inn-zeros',
  region: 'inn-region',
  checksum: 'inn-checksum',
};

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const region = fc.integer({ min: 1, max: 99 }).map((code) => String(code).padStart(2, '0'));

/** The one ending of as many digits that makes an INN of a beginning. */
function complete(beginning: string, digits: number): string {
  const endings = Array.from({ length: 10 ** digits }, (_, n) => String(n).padStart(digits, '0'));
  const right = endings.filter((ending) => parseInn(beginning + ending) !== undefined);
  expect(right).toHaveLength(1);
  return beginning + right.join('');
}

const companyInn = fc
  .tuple(region, fc.array(digit, { minLength: 7, maxLength: 7 }))
  .map(([start, rest]) => complete(start + rest.join(''), 1));
const personInn = fc
  .tuple(region, fc.array(digit, { minLength: 8, maxLength: 8 }))
  .map(([start, rest]) => complete(start + rest.join(''), 2));

function slip(inn: string, position: number, by: number): string {
  const wrong = (Number(inn[position]) + by) % 10;
  return inn.slice(0, position) + String(wrong) + inn.slice(position + 1);
}

describe('an INN as typed', () => {
  it.each(vectors)('$group: $input', ({ input, expect: expected }) => {
    const { inn: text, kpp } = splitInnKpp(input);
    const inn = parseInn(text);

    expect(inn).toBe(expected.normalized);
    expect(faultOfInn(text)).toBe(FAULTS[expected.reason ?? '']);
    expect(inn && innRegionCode(inn)).toBe(expected.regionCode);
    expect(kpp && parseKpp(kpp)).toBe(expected.kpp);
    expect(suggestInn(text)).toBe(expected.hint?.suggestion);
    if (inn === undefined) return;
    expect(isForeignInn(inn) ? 'foreign_org' : innKind(inn)).toBe(expected.kind);
  });

  it.each([
    ['full-width digits', '７７０７０８３８９３'],
    ['a zero-width space', '77070\u200B83893'],
    ['a direction mark', '\u200E7707083893\u202C'],
    ['an underscore and an en dash', '7707_083–893'],
    ['a number sign', 'ИНН № 7707083893'],
    ['the apostrophe of a spreadsheet', "'7707083893"],
    ['quotation marks', '«7707083893»'],
  ])('is read through %s', (_, text) => {
    expect(parseInn(text)).toBe('7707083893');
  });

  it('is the same when read again', () => {
    fc.assert(
      fc.property(fc.oneof(companyInn, personInn, fc.string()), (text) => {
        const once = parseInn(text);
        expect(once === undefined || parseInn(once) === once).toBe(true);
      }),
    );
  });

  it('either is an INN or has a fault, never both and never neither', () => {
    fc.assert(
      fc.property(fc.oneof(companyInn, fc.string({ unit: 'binary' })), (text) => {
        expect(parseInn(text) === undefined).toBe(faultOfInn(text) !== undefined);
      }),
    );
  });

  it('is not looked for in a text of 50 000 characters', () => {
    for (const filler of ['7', ' ', '-', 'ИНН', '0', '/7'])
      expect(faultOfInn(filler.repeat(50_000))).toBe('inn-length');
  });
});

describe('the checksum of an INN', () => {
  it('finds one wrong digit of a company, but for a check digit 0 that stands for two remainders', () => {
    fc.assert(
      fc.property(companyInn, fc.nat(9), fc.integer({ min: 1, max: 9 }), (inn, position, by) => {
        const isFound = parseInn(slip(inn, position, by)) === undefined;
        expect(isFound || (inn.endsWith('0') && position < 9)).toBe(true);
      }),
    );
  });

  it('finds one wrong digit of a person, but where both check digits are 0', () => {
    fc.assert(
      fc.property(personInn, fc.nat(11), fc.integer({ min: 1, max: 9 }), (inn, position, by) => {
        const isFound = parseInn(slip(inn, position, by)) === undefined;
        expect(isFound || (inn.endsWith('00') && position < 10)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a lost leading zero', () => {
  it('is put back for companies and persons', () => {
    expect(suggestInn('199001237')).toBe('0199001237');
    expect(suggestInn('19900001271')).toBe('019900001271');
  });

  it('is not made up where the checksum disagrees, or where nothing is missing', () => {
    expect(suggestInn('770708389')).toBeUndefined();
    expect(suggestInn('7707083893')).toBeUndefined();
  });
});

describe('an INN and a KPP in one field', () => {
  it.each([
    '7707083893/773601001',
    '7707083893 / 773601001',
    'ИНН/КПП 7707083893/773601001',
    'ИНН/КПП: 7707083893 / 773601001',
    'ИНН 7707083893, КПП 773601001',
    'ИНН 7707083893 КПП 773601001',
    'инн7707083893кпп773601001',
    '7707083893 773601001',
    '7707083893\\773601001',
  ])('are taken apart: %s', (text) => {
    const { inn, kpp } = splitInnKpp(text);

    expect(parseInn(inn)).toBe('7707083893');
    expect(parseKpp(kpp ?? '')).toBe('773601001');
  });

  it.each(['7707083893', '7707083893/', 'нет / не знаю', '1/2/3', ''])('are not seen in «%s»', (text) => {
    expect(splitInnKpp(text).kpp).toBeUndefined();
  });
});
