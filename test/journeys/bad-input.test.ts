import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '#cdk/local/demo/random.ts';
import { A_FORM } from '#test/support/a-form.ts';
import { LocalSystem, OPS_TOKEN } from '#test/support/local-system.ts';
import { waitFor } from '#test/support/wait-for.ts';

/** Several bodies name one client, so that some are touches of the first. */
const AT_REST: readonly string[] = ['offered', 'rejected', 'duplicate'];

let system: LocalSystem;
beforeAll(async () => void (system = await LocalSystem.start()));
afterAll(() => system.stop());

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const OPS = { authorization: `Bearer ${OPS_TOKEN}` };
const LONG = 'я'.repeat(50_000);

type Case = readonly [what: string, path: string, init: RequestInit];

function post(
  what: string,
  body: BodyInit,
  type: string | undefined = JSON_TYPE,
  path = '/v1/forms/html',
): Case {
  const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
  return [what, path, { method: 'POST', headers, body }];
}

function ask(what: string, path: string, init: RequestInit = {}): Case {
  return [what, path, { ...init, headers: { ...OPS, ...init.headers } }];
}

function form(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...A_FORM, ...fields });
}

const BODIES: readonly Case[] = [
  post('nothing', ''),
  post('a broken document', '{"name":"Алексей","phone":"+7999'),
  post('a list', '[1, 2, 3]'),
  post('a null', 'null'),
  post('a number', '12345678901234567890'),
  post('ten thousand levels', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
  post('ten thousand lists', `${'['.repeat(10_000)}${']'.repeat(10_000)}`),
  post(
    'objects for every field',
    JSON.stringify(Object.fromEntries(Object.keys(A_FORM).map((name) => [name, { a: [] }]))),
  ),
  post(
    'lists for every field',
    JSON.stringify(Object.fromEntries(Object.keys(A_FORM).map((name) => [name, [1, null]]))),
  ),
  post(
    'names of JavaScript',
    '{"__proto__":{"inn":"1"},"constructor":{"prototype":{}},"toString":"x","phone":"1"}',
  ),
  post('a number that is none', form({ budget: '1e999', inn: Number.MAX_VALUE })),
  post(
    'a lone surrogate',
    form({ name: '\ud800', message: '\udfff\u0000\u202e' }).replaceAll('�', '\\ud800'),
  ),
  post('control characters', form({ name: 'a\u0000b\u001b[31m', company: '\r\nX-Evil: 1' })),
  post('markup', form({ name: '<script>alert(1)</script>', company: '"><img src=x onerror=alert(1)>' })),
  post('a formula', form({ name: '=HYPERLINK("http://evil.example")', message: "'; DROP TABLE leads; --" })),
  post('very long words', form({ name: LONG, product: LONG })),
  post('bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  post('a mark at the start', `\ufeff${form({})}`),
  post('no type', new Uint8Array(Buffer.from(form({}))), ''),
  post('a strange type', form({}), 'application/x-protobuf'),
  post('a type of rubbish', form({}), ';;;=,'),
  post('a charset nobody has', form({}), 'application/json; charset=klingon'),
  post('broken percent signs', 'name=%zz&phone=%E0%A4%A&inn=%', FORM_TYPE),
  post('only separators', '&&&===&&&', FORM_TYPE),
  post(
    'three thousand fields',
    Array.from({ length: 3_000 }, (_, index) => `f${index}=1`).join('&'),
    FORM_TYPE,
  ),
  post('deep brackets', `a${'[b]'.repeat(5_000)}=1`, FORM_TYPE),
  post('no boundary', 'name=1', 'multipart/form-data'),
  post('a boundary that never comes', 'nothing here', 'multipart/form-data; boundary=x'),
  post(
    'parts cut off',
    '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nАле',
    'multipart/form-data; boundary=x',
  ),
  post(
    'a part without a name',
    '--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--\r\n',
    'multipart/form-data; boundary=x',
  ),
  post(
    'a file',
    '--x\r\nContent-Disposition: form-data; name="name"; filename="../../etc/passwd"\r\n\r\n1\r\n--x--\r\n',
    'multipart/form-data; boundary=x',
  ),
  post('two megabytes', form({ message: 'x'.repeat(2 * 1024 * 1024) })),
  post('eight megabytes', new Uint8Array(8 * 1024 * 1024)),
];

const ADDRESSES: readonly Case[] = [
  post('an unknown source', form({}), JSON_TYPE, '/v1/forms/nobody'),
  post('a source of calls', form({}), JSON_TYPE, '/v1/forms/mango'),
  post('a way up', form({}), JSON_TYPE, '/v1/forms/..%2f..%2fetc'),
  post('a zero byte', form({}), JSON_TYPE, '/v1/forms/%00'),
  post('a broken escape', form({}), JSON_TYPE, '/v1/forms/%E0%A4%A'),
  post('a name of JavaScript', form({}), JSON_TYPE, '/v1/forms/__proto__'),
  post('a very long source', form({}), JSON_TYPE, `/v1/forms/${'a'.repeat(6_000)}`),
  post('a call of nonsense', 'nonsense', 'text/plain', '/v1/calls/mango/events/summary'),
  post('a call without a signature', 'json=%7B%7D', FORM_TYPE, '/v1/calls/mango/events/summary'),
  post('a call of an unknown event', 'event=__proto__&caller_id=1', FORM_TYPE, '/v1/calls/zadarma'),
  ['a challenge with markup', '/v1/calls/zadarma?zd_echo=%3Cscript%3E', {}],
  ['a form got', '/v1/forms/html', {}],
  ['a form deleted', '/v1/forms/html', { method: 'DELETE' }],
  ['a route nobody has', '/v1/nothing/here', {}],
  [
    'a key that is too long',
    '/v1/forms/html',
    {
      method: 'POST',
      headers: { 'content-type': JSON_TYPE, 'idempotency-key': 'k'.repeat(300) },
      body: form({}),
    },
  ],
  [
    'a key with blanks',
    '/v1/forms/html',
    { method: 'POST', headers: { 'content-type': JSON_TYPE, 'idempotency-key': 'a b' }, body: form({}) },
  ],
  [
    'a language nobody speaks',
    '/v1/forms/html',
    {
      method: 'POST',
      headers: { 'content-type': JSON_TYPE, 'accept-language': ';;q=a,*;q=9' },
      body: form({ inn: '1' }),
    },
  ],
  ask('a cursor made up', '/v1/leads?cursor=eyJub3QiOiJvdXJzIn0'),
  ask('a cursor of rubbish', '/v1/leads?cursor=%00%ff'),
  ask('a status made up', '/v1/leads?status=great'),
  ask('a limit without end', '/v1/leads?limit=999999999999'),
  ask('a time that never was', '/v1/leads?from=2026-02-30T99:00:00Z'),
  ask('a lead made up', '/v1/leads/%2e%2e%2f'),
  ask('a lead of JavaScript', '/v1/leads/__proto__'),
  ask('a lead with a very long name', `/v1/leads/${'x'.repeat(5_000)}`),
  ask('a rep made up', '/v1/reps/nobody', { method: 'PATCH', body: '{"onDuty":true}' }),
  ask('a duty of rubbish', '/v1/reps/anna', { method: 'PATCH', body: '{"onDuty":"maybe"}' }),
  ask('settings of rubbish', '/v1/settings/policy', { method: 'PUT', body: ': : :\n\t- {' }),
  ask('settings that name themselves', '/v1/settings/policy', { method: 'PUT', body: 'a: &a [*a, *a]' }),
  ask('a document nobody has', '/v1/settings/weather'),
  ask('a version made up', '/v1/settings/policy/rollback', { method: 'POST', body: '{"version": -1}' }),
  ['a token of rubbish', '/v1/leads', { headers: { authorization: 'Bearer \u00e9\u00e9' } }],
  ['an offer of rubbish', '/o/a.b.c', {}],
  [
    'an offer of nobody',
    '/o/0123456789abcdef01234567.1.AAAAAAAAAAAAAAAAAAAAAA',
    { method: 'POST', body: 'answer=accept' },
  ],
  ['a sign-in of rubbish', '/console/sign-in', { method: 'POST', body: new Uint8Array([0xff, 0x00]) }],
  ['a cookie of rubbish', '/console', { headers: { cookie: 'lead_relay_session=%%%.;;=; lang=xx' } }],
  ['a console page made up', '/console/leads/%00', { headers: { cookie: 'lead_relay_session=1.1' } }],
];

describe('what strangers send', () => {
  it.each([...BODIES, ...ADDRESSES])('%s is answered, and with no error of ours', async (_, path, init) => {
    const answer = await system.request(path, init);

    expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(500);
    expect(answer.text).not.toMatch(/node_modules|at .+\.[mc]?[jt]s:\d+/);
  });

  it('at random, three hundred times over, is answered with no error of ours', async () => {
    const random = createRandom(42);
    const types = [JSON_TYPE, FORM_TYPE, 'multipart/form-data; boundary=x', 'text/plain'];
    const whole = Buffer.from(form({}));
    const mangled = Array.from({ length: 300 }, () => {
      const bytes = Buffer.from(whole.subarray(0, random.below(whole.length)));
      for (let slips = random.below(8); slips > 0 && bytes.length > 0; slips -= 1)
        bytes[random.below(bytes.length)] = random.below(256);
      return post('', new Uint8Array(bytes), random.pick(types));
    });

    const statuses = new Set<number>();
    for (const [, path, init] of mangled) statuses.add((await system.request(path, init)).status);

    expect([...statuses].filter((status) => status >= 500)).toEqual([]);
  });

  it('leaves a system that is well, and every lead kept with a status that says where it is', async () => {
    await system.runner.whenQuiet(20_000);

    expect((await system.request('/health')).status).toBe(200);
    const leads = await waitFor('leads at rest', async () => {
      const all = await system.leads();
      return all.every(({ status }) => AT_REST.includes(status)) && all;
    });
    expect(leads.length).toBeGreaterThan(0);
    const errors = system.runner.logs
      .recent(undefined, 2_000)
      .filter(({ line }) => line.includes('"level":"ERROR"'));
    expect(errors).toEqual([]);
  });
});
