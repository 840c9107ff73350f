import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOfKpp, parseKpp } from '#shared/domain/kpp.ts';
import vectors from '#test/vectors/ogrn.json' with { type: 'json' };

describe('a KPP as typed', () => {
  it.each(vectors.kpp)('$input is a KPP: $valid', ({ input, valid }) => {
    expect(parseKpp(input)).toBe(valid ? input : undefined);
    expect(faultOfKpp(input) === undefined).toBe(valid);
  });

  it('may have a label, blanks, and letters in its reason', () => {
    expect(parseKpp('КПП: 7736 01 001')).toBe('773601001');
    expect(parseKpp('7736ab001')).toBe('7736AB001');
  });

  it.each([
    ['', 'kpp-empty'],
    ['77360100', 'kpp-length'],
    ['7736АБ001', 'kpp-characters'],
    ['000001001', 'kpp-region'],
    ['7'.repeat(50_000), 'kpp-length'],
  ])('says what is wrong', (text, fault) => {
    expect(faultOfKpp(text)).toBe(fault);
  });

  it('is the same when read again', () => {
    const texts = fc.oneof(fc.stringMatching(/^[0-9]{4}[0-9A-Za-z]{2}[0-9]{3}$/), fc.string());
    fc.assert(
      fc.property(texts, (text) => {
        const once = parseKpp(text);
        expect(once === undefined || parseKpp(once) === once).toBe(true);
      }),
    );
  });
});
