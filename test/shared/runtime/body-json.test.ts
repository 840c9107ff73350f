import { describe, expect, it } from 'vitest';
import { parseJson } from '#shared/runtime/body-json.ts';

function nested(depth: number): string {
  return '['.repeat(depth) + ']'.repeat(depth);
}

function keyed(count: number): string {
  return JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 1])));
}

describe('a JSON body', () => {
  it('keeps numbers a double cannot hold as the text they were', () => {
    const text =
      '{"lead_id":12345678901234567890,"negative":-9007199254740993,"huge":1e400,"budget":1.5,"zero":-0}';

    expect(parseJson(text)).toEqual({
      outcome: 'json',
      value: {
        lead_id: '12345678901234567890',
        negative: '-9007199254740993',
        huge: '1e400',
        budget: 1.5,
        zero: -0,
      },
    });
  });

  it('of a key given twice keeps the last value', () => {
    expect(parseJson('{"phone":"1","phone":"2"}')).toEqual({ outcome: 'json', value: { phone: '2' } });
  });

  it('is cleaned of what nobody can see', () => {
    expect(parseJson('\uFEFF{"name":"И\\u0000ван"}')).toEqual({ outcome: 'json', value: { name: 'Иван' } });
  });

  it('does not count what is inside of its texts', () => {
    const text = JSON.stringify({ message: `"${'[{:'.repeat(1_000)}\\` });

    expect(parseJson(text)).toMatchObject({ outcome: 'json' });
  });

  it.each([
    ['', 400, 'empty-body'],
    [' \n', 400, 'empty-body'],
    ['{"a":', 400, 'malformed-json'],
    ["{'a':1}", 400, 'malformed-json'],
    ['"\\"'.repeat(20_000), 400, 'malformed-json'],
    [nested(21), 422, 'too-deep'],
    [nested(100_000), 422, 'too-deep'],
    ['['.repeat(100_000), 422, 'too-deep'],
    [keyed(501), 422, 'too-many-fields'],
    [keyed(200_000), 422, 'too-many-fields'],
    ['{"__proto__":{"admin":true}}', 422, 'field-name-not-allowed'],
    ['{"\\u005f_proto__":1}', 422, 'field-name-not-allowed'],
    ['{"a":[{"constructor":{"prototype":{}}}]}', 422, 'field-name-not-allowed'],
  ])('is refused as %.40s', (text, status, code) => {
    expect(parseJson(text)).toEqual({ outcome: 'unreadable', status, code });
  });

  it('may be as deep and as wide as the limits', () => {
    expect(parseJson(nested(20))).toMatchObject({ outcome: 'json' });
    expect(parseJson(keyed(500))).toMatchObject({ outcome: 'json' });
  });

  it('pollutes nothing', () => {
    parseJson('{"__proto__":{"polluted":true}}');

    expect({}).not.toHaveProperty('polluted');
  });
});
