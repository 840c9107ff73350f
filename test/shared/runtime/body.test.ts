import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORM_LIMITS, TELEPHONY_LIMITS, type BodyReading } from '#shared/runtime/body-outcome.ts';
import { readBody } from '#shared/runtime/body.ts';

const URL_ENCODED = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=x';

function read(contentType: string | undefined, body: string | Buffer): Promise<BodyReading> {
  return readBody(contentType, Buffer.from(body), FORM_LIMITS);
}

/** The fields as pairs, easier to compare than a Map. */
async function pairsOf(contentType: string, body: string | Buffer): Promise<unknown> {
  const reading = await read(contentType, body);
  return reading.outcome === 'fields' ? [...reading.fields] : reading;
}

function part(headers: string, value: string): string {
  return `--x\r\nContent-Disposition: form-data; ${headers}\r\n\r\n${value}\r\n`;
}

describe('what kind of body it is', () => {
  it.each([
    'application/json',
    'Application/JSON; charset=UTF-8',
    'application/vnd.api+json',
    'application/json;',
  ])('%s is JSON', async (contentType) => {
    expect(await read(contentType, '{"a":1}')).toEqual({ outcome: 'json', value: { a: 1 } });
  });

  it.each([
    undefined,
    '',
    'text/plain',
    'text/json',
    'application/xml',
    'json',
    'application/json, text/plain',
    '\0',
  ])('%j is nothing we read', async (contentType) => {
    expect(await read(contentType, '{"a":1}')).toEqual({
      outcome: 'unreadable',
      status: 415,
      code: 'content-type-not-supported',
    });
  });
});

describe('the size of a body', () => {
  it('is limited by who sends it and how', async () => {
    const tooLarge = { outcome: 'unreadable', status: 413, code: 'body-too-large' };
    const large = Buffer.alloc(FORM_LIMITS.maxBytes + 1, 'a');

    expect(await readBody(URL_ENCODED, large, FORM_LIMITS)).toEqual(tooLarge);
    expect(await readBody(URL_ENCODED, large, TELEPHONY_LIMITS)).toMatchObject({ outcome: 'fields' });
    expect(await readBody(URL_ENCODED, large.subarray(1), FORM_LIMITS)).toMatchObject({ outcome: 'fields' });
    expect(await readBody(MULTIPART, Buffer.alloc(FORM_LIMITS.maxMultipartBytes + 1), FORM_LIMITS)).toEqual(
      tooLarge,
    );
  });
});

describe('a JSON body in windows-1251', () => {
  it.each(['application/json', 'application/json; charset=windows-1251'])(
    'is Russian as %s',
    async (contentType) => {
      const body = Buffer.concat([
        Buffer.from('{"name":"'),
        Buffer.from([0xcf, 0xe5, 0xf2, 0xf0]),
        Buffer.from('"}'),
      ]);

      expect(await read(contentType, body)).toEqual({ outcome: 'json', value: { name: 'Петр' } });
    },
  );
});

describe('an urlencoded body', () => {
  it('keeps repeated names, in order', async () => {
    expect(await pairsOf(URL_ENCODED, 'a=1&b=2&a=3&=4&a')).toEqual([
      ['a', ['1', '3', '']],
      ['b', ['2']],
    ]);
  });

  it('is cleaned: NUL, composition, invisible marks', async () => {
    expect(await pairsOf(URL_ENCODED, '%20na%00me%20=%D0%B8%CC%86%00%0D%0A%E2%80%AEx')).toEqual([
      ['name', ['й\nx']],
    ]);
  });

  it('is empty when nothing was sent', async () => {
    expect(await pairsOf(URL_ENCODED, '')).toEqual([]);
  });

  it('is refused with too many fields', async () => {
    const body = Array.from({ length: 10_000 }, () => 'a=1').join('&');

    expect(await pairsOf(URL_ENCODED, body)).toEqual({
      outcome: 'unreadable',
      status: 422,
      code: 'too-many-fields',
    });
  });

  it('names nothing special', async () => {
    expect(await pairsOf(URL_ENCODED, '__proto__=1&constructor=2')).toEqual([
      ['__proto__', ['1']],
      ['constructor', ['2']],
    ]);
  });
});

describe('a multipart body', () => {
  it('has fields, Russian ones too, and __proto__ is one like any other', async () => {
    const body = `${part('name="Имя"', 'Пётр')}${part('name="__proto__"', '1')}--x--\r\n`;

    expect(await pairsOf(MULTIPART, body)).toEqual([
      ['Имя', ['Пётр']],
      ['__proto__', ['1']],
    ]);
  });

  it('in windows-1251 reads as Russian', async () => {
    const body = Buffer.from(`${part('name="name"', '\xcf\xe5\xf2\xf0')}--x--\r\n`, 'latin1');

    expect(await pairsOf(MULTIPART, body)).toEqual([['name', ['Петр']]]);
  });

  it.each(['utf-8', 'windows-1251', 'koi8-r', '"x"'])(
    'keeps a part that says it is in %s',
    async (charset) => {
      const body = `${part(`name="name"\r\nContent-Type: text/plain; charset=${charset}`, 'Петр é')}--x--\r\n`;

      expect(await pairsOf(MULTIPART, body)).toEqual([['name', ['Петр é']]]);
    },
  );

  it('may not bring a file', async () => {
    const body = `${part('name="file"; filename="virus.exe"', 'MZ')}--x--\r\n`;

    expect(await pairsOf(MULTIPART, body)).toEqual({
      outcome: 'unreadable',
      status: 415,
      code: 'file-not-accepted',
    });
  });

  it('may have a file input nobody touched', async () => {
    const body = `${part('name="file"; filename=""\r\nContent-Type: application/octet-stream', '')}${part('name="a"', '1')}--x--\r\n`;

    expect(await pairsOf(MULTIPART, body)).toEqual([['a', ['1']]]);
  });

  it.each([
    ['without a boundary', 'multipart/form-data', part('name="a"', '1')],
    ['without an end', MULTIPART, part('name="a"', '1')],
    ['without anything', MULTIPART, ''],
    [
      'that is a file cut off',
      MULTIPART,
      '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n',
    ],
  ])('%s is malformed', async (_, contentType, body) => {
    expect(await pairsOf(contentType, body)).toEqual({
      outcome: 'unreadable',
      status: 400,
      code: 'malformed-multipart',
    });
  });

  it.each([
    ['too many fields', 'too-many-fields', part('name="a"', '1').repeat(501)],
    ['a name too long', 'field-too-long', part(`name="${'a'.repeat(201)}"`, '1')],
    ['a value too long', 'field-too-long', part('name="a"', 'x'.repeat(65 * 1024))],
  ])('with %s is refused', async (_, code, parts) => {
    expect(await pairsOf(MULTIPART, `${parts}--x--\r\n`)).toEqual({
      outcome: 'unreadable',
      status: 422,
      code,
    });
  });
});

describe('any body whatever', () => {
  const contentTypes = fc.oneof(
    fc.constantFrom(undefined, 'application/json', URL_ENCODED, `${URL_ENCODED}; charset=cp1251`, MULTIPART),
    fc.string({ unit: 'binary' }),
    fc.string().map((boundary) => `multipart/form-data; boundary="${boundary}"`),
  );
  const fragments = fc.constantFrom(
    '--x',
    '--x--',
    '\r\n',
    'Content-Disposition: form-data; name="a"',
    '; filename="b"',
    'Content-Type: text/plain; charset=',
    '{"a":',
    '[',
    '"',
    '\\',
    '&=%',
    '\0',
  );
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
    fc.array(fragments, { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join(''))),
  );

  it('is read or refused, never thrown at', async () => {
    await fc.assert(
      fc.asyncProperty(contentTypes, bodies, async (contentType, body) => {
        const reading = await readBody(contentType, body, FORM_LIMITS);

        expect(['fields', 'json', 'unreadable']).toContain(reading.outcome);
        if (reading.outcome === 'unreadable') expect(reading.code).toMatch(/^[a-z-]+$/);
      }),
      { numRuns: 500 },
    );
  });
});
