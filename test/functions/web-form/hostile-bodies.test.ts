import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbLeadRepository } from '#shared/adapters/dynamodb/lead-repository.ts';
import { startTable, type TestTable } from '#test/support/table.ts';
import { DEMO_VARIABLES } from '#test/support/in-memory-settings.ts';
import { changed, formWorld, type Change } from './form-world.ts';

const SITE = DEMO_VARIABLES.SITE_URL;

const VALID_FIELDS = { name: 'Анна', phone: '+7 999 000-00-01', inn: '7736207543', consent: 'yes' };

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const MULTIPART_TYPE = { 'content-type': 'multipart/form-data; boundary=b' };

function multipart(fields: readonly (readonly [string, string])[]): Buffer {
  const parts = fields.map(
    ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return Buffer.from(`${parts.join('')}--b--\r\n`);
}

/** Text that no compressor makes much smaller: any of some twenty thousand characters, each three bytes long. */
function incompressible(characters: number): string {
  let state = 1;
  return Array.from({ length: characters }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(0x4e00 + (state % 20_000));
  }).join('');
}

const ENDLESS = incompressible(450 * 700);
const LONG = ENDLESS.slice(0, 15_000);
const MANY_MARKS = Array.from({ length: 450 }, (_, index): readonly [string, string] => [
  `utm_mark${index}`,
  ENDLESS.slice(index * 700, (index + 1) * 700),
]);

/** Each with the headers it comes with. Everything is answered, nothing is a failure of ours. */
const HOSTILE: readonly (readonly [string, NonNullable<Change['body']>, Record<string, string>])[] = [
  ['nothing at all', '', JSON_TYPE],
  ['null', 'null', JSON_TYPE],
  ['a number', '12345678901234567890', JSON_TYPE],
  ['a text', '"a"', JSON_TYPE],
  ['a hundred thousand brackets', '['.repeat(30_000) + ']'.repeat(30_000), JSON_TYPE],
  ['objects inside objects', '{"a":'.repeat(5_000) + '1' + '}'.repeat(5_000), JSON_TYPE],
  ['twenty thousand keys', `{${Array.from({ length: 6_000 }, (_, i) => `"k${i}":1`).join(',')}}`, JSON_TYPE],
  ['a poisoned prototype', '{"__proto__":{"admin":true},"name":"x"}', JSON_TYPE],
  ['a poisoned constructor', '{"constructor":{"prototype":{"admin":true}}}', JSON_TYPE],
  ['lone surrogates', '{"name":"\\ud800","phone":"\\udfff","message":"\\ud83d"}', JSON_TYPE],
  [
    'NUL and friends',
    { name: '\u0000\u0001\u001f', message: '\u202Egnp.exe\u0000', company: '\uFEFF' },
    JSON_TYPE,
  ],
  [
    'markup and formulas',
    { name: '<script>alert(1)</script>', company: '=HYPERLINK("x")', role: "'; DROP TABLE" },
    JSON_TYPE,
  ],
  ['numbers for texts', { name: 1e308, phone: -0, inn: 7736207543, consent: true, budget: 1e21 }, JSON_TYPE],
  ['lists and objects for texts', { name: [[['a']], { b: { c: 'd' } }], inn: {}, phone: [] }, JSON_TYPE],
  [
    'very long texts',
    { name: LONG, company: LONG, message: LONG.slice(0, 4_000), budget: '9'.repeat(5_000) },
    JSON_TYPE,
  ],
  [
    'catastrophic patterns',
    { email: `${'a.'.repeat(10_000)}@`, phone: '1 '.repeat(10_000), inn: '0'.repeat(20_000) },
    JSON_TYPE,
  ],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28]), JSON_TYPE],
  ['a broken escape', 'name=%ZZ%&phone=%E0%A4&=&&&===', FORM_TYPE],
  ['names of nothing', '=1&=2&__proto__=3&constructor=4&[]=5&[[[]]]=6&a[__proto__][b]=7', FORM_TYPE],
  ['twenty thousand pairs', Array.from({ length: 10_000 }, (_, i) => `a${i}=1`).join('&'), FORM_TYPE],
  ['one name ten thousand times', Array.from({ length: 10_000 }, (_, i) => `a=${i}`).join('&'), FORM_TYPE],
  ['random bytes as a form', Buffer.from(LONG.slice(0, 2_000), 'utf16le'), FORM_TYPE],
  ['multipart without a boundary', 'a', { 'content-type': 'multipart/form-data' }],
  [
    'multipart that never ends',
    '--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nAnna',
    MULTIPART_TYPE,
  ],
  ['multipart of nothing', '--b--', MULTIPART_TYPE],
  [
    'a file',
    '--b\r\nContent-Disposition: form-data; name="f"; filename="a.exe"\r\n\r\nMZ\r\n--b--\r\n',
    MULTIPART_TYPE,
  ],
  [
    'a field named __proto__',
    multipart([['__proto__', 'x'], ...Object.entries(VALID_FIELDS)]),
    MULTIPART_TYPE,
  ],
  [
    'marks of advertisement without end',
    multipart([...Object.entries(VALID_FIELDS), ...MANY_MARKS]),
    MULTIPART_TYPE,
  ],
  [
    'fields of strangers without end',
    multipart([
      ...Object.entries(VALID_FIELDS),
      ...MANY_MARKS.map(([name, text]) => [`x${name}`, text] as const),
    ]),
    MULTIPART_TYPE,
  ],
  ['a type that is none', 'a', { 'content-type': ';;;' }],
  ['a charset nobody has', '{}', { 'content-type': 'application/json; charset=klingon' }],
  ['an endless key', VALID_FIELDS, { ...JSON_TYPE, 'idempotency-key': 'k'.repeat(9_000) }],
  ['an endless language', VALID_FIELDS, { ...JSON_TYPE, 'accept-language': 'ru;q=0.1,'.repeat(900) }],
  [
    'an endless referer',
    VALID_FIELDS,
    { ...JSON_TYPE, referer: `https://a.example/?${'utm_x=1&'.repeat(900)}` },
  ],
  ['an origin of nonsense', VALID_FIELDS, { ...JSON_TYPE, origin: 'null' }],
];

describe('whatever a stranger posts', () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await startTable();
  });
  afterAll(() => table.stop());

  it.each(HOSTILE)('is answered, and never by a failure: %s', async (_name, body, headers) => {
    const leads = new DynamoDbLeadRepository(table.client, table.name);
    const keep: typeof leads.keep = (lead, window) =>
      leads.keep({ ...lead, id: crypto.randomUUID() }, window);
    const world = formWorld({ broken: { keep, save: async () => 'saved' } });

    for (const source of ['html', 'main-site']) {
      const { status, json } = await world.send(
        changed({ source, body, headers: { 'idempotency-key': undefined, origin: SITE, ...headers } }),
      );

      expect([202, 400, 413, 415, 422, ...(headers['origin'] === 'null' ? [403] : [])]).toContain(status);
      expect(json).toBeTypeOf('object');
      expect(world.tools.lines.filter(({ level }) => level === 'error')).toEqual([]);
    }
  });
});
