import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  faultOfOgrn,
  ogrnKind,
  ogrnRegionCode,
  ogrnYear,
  parseOgrn,
  type OgrnFault,
} from '#shared/domain/ogrn.ts';
import vectors from '#test/vectors/ogrn.json' with { type: 'json' };

const FAULTS: Readonly<Record<string, OgrnFault>> = {
  format: 'ogrn-digits',
  length: 'ogrn-length',
  zeros: 'ogrn-zeros',
  kind: 'ogrn-record',
  checksum: 'ogrn-checksum',
  nza: 'ogrn-accreditation',
};

/** Completed with its last digit. */
const ogrn = fc.tuple(fc.constantFrom('1', '5'), fc.stringMatching(/^[0-9]{11}$/)).map(([first, rest]) => {
  const endings = Array.from({ length: 10 }, (_, n) => first + rest + String(n));
  return endings.find((text) => parseOgrn(text) !== undefined) ?? 'none';
});

describe('an OGRN as typed', () => {
  it.each(vectors.ogrn)('$group: $input', ({ input, expect: expected }) => {
    const number = parseOgrn(input);

    expect(number).toBe(expected.normalized);
    expect(faultOfOgrn(input)).toBe(FAULTS[expected.reason ?? '']);
    if (number === undefined) return;
    expect(ogrnKind(number)).toBe(expected.kind === 'ogrn' ? 'legal' : 'individual');
    expect(ogrnYear(number)).toBe(expected.year);
    expect(ogrnRegionCode(number)).toBe(expected.regionCode);
  });

  it('has a label of its own for a sole trader', () => {
    expect(parseOgrn('ОГРНИП: 324779900000010')).toBe('324779900000010');
  });

  it.each([
    ['', 'ogrn-empty'],
    ['1'.repeat(50_000), 'ogrn-length'],
  ])('says what is wrong with a text that is hardly one', (text, fault) => {
    expect(faultOfOgrn(text)).toBe(fault);
  });

  it('is found wrong after one wrong digit, but where 0 stands for two remainders', () => {
    fc.assert(
      fc.property(ogrn, fc.nat(12), fc.integer({ min: 1, max: 9 }), (number, position, by) => {
        const wrong = String((Number(number[position]) + by) % 10);
        const slip = number.slice(0, position) + wrong + number.slice(position + 1);

        expect(parseOgrn(number)).toBe(number);
        expect(parseOgrn(slip) === undefined || (number.endsWith('0') && position < 12)).toBe(true);
      }),
    );
  });
});
