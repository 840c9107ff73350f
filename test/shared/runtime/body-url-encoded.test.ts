import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUrlEncoded } from '#shared/runtime/body-url-encoded.ts';

describe('an urlencoded body', () => {
  it('reads as the URL standard says', () => {
    const piece = fc.constantFrom('a', '+', '%', '%2B', '%D0%96', '%d0', '%ZZ', '%00', '=', '&', '&&', ' ');
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (text) => {
          expect(parseUrlEncoded(Buffer.from(text), 'utf-8')).toEqual([...new URLSearchParams(`&${text}`)]);
        },
      ),
    );
  });

  it('gives texts back exactly as they were sent, so that they can be signed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))),
        (pairs) => {
          const body = Buffer.from(new URLSearchParams(pairs).toString());

          expect(parseUrlEncoded(body, 'utf-8')).toEqual(pairs);
        },
      ),
    );
  });

  it.each(['%CF%E5%F2%F0', Buffer.from([0xcf, 0xe5, 0xf2, 0xf0])])(
    'in windows-1251 reads as Russian',
    (value) => {
      const body = Buffer.concat([Buffer.from('name='), Buffer.from(value)]);

      expect(parseUrlEncoded(body)).toEqual([['name', 'Петр']]);
      expect(parseUrlEncoded(body, 'windows-1251')).toEqual([['name', 'Петр']]);
    },
  );

  it('reads by the charset it names itself', () => {
    const body = Buffer.from('_charset_=windows-1251&name=%D0%9F');

    expect(parseUrlEncoded(body)?.at(-1)).toEqual(['name', 'Рџ']);
  });

  it('has at most 500 fields', () => {
    const body = (count: number) => Buffer.from(Array.from({ length: count }, () => 'a=1').join('&'));

    expect(parseUrlEncoded(body(500))).toHaveLength(500);
    expect(parseUrlEncoded(body(501))).toBeUndefined();
  });
});
