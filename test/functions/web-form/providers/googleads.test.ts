import { describe, expect, it } from 'vitest';
import { googleads } from '#functions/web-form/providers/googleads.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';
import { expectAsRecorded, postOf, submissionOf, withHeaders } from './recorded.ts';

const KEY = 'googleads-test-key';
const source = aSource({ id: 'googleads', provider: 'googleads' });

const recorded = async () => requestOf(await readPayload('web-form/googleads'));

function lead(columns: readonly Record<string, string>[], changes: Record<string, unknown> = {}) {
  return postOf('googleads', { lead_id: 'l-1', google_key: KEY, user_column_data: columns, ...changes });
}

describe('a lead of Google Ads', () => {
  it('is read as it was recorded', async () => {
    await expectAsRecorded(googleads, 'web-form/googleads', source);
    expect(googleads.success.status).toBe(200);
  });

  it('keeps ids larger than a double holds', async () => {
    const { attribution, fields } = await submissionOf(googleads, await recorded(), source);

    expect(attribution).toEqual({
      gclid: 'TeSter-gclid-000',
      campaign_id: '20000000001',
      form_id: '40000000000123456789',
      adgroup_id: '50000000001',
      creative_id: '60000000001',
    });
    expect(fields).toMatchObject({ company: 'ООО Завод' });
  });

  it('has a name of two parts, and the address at work before the private one', async () => {
    const request = lead([
      { column_id: 'EMAIL', string_value: 'home@example.com' },
      { column_id: 'WORK_EMAIL', string_value: 'work@example.com' },
      { column_id: 'LAST_NAME', string_value: 'Петров' },
      { column_id: 'FIRST_NAME', string_value: 'Иван' },
      { column_id: 'WORK_PHONE', string_value: '+79990000002' },
      { column_id: 'JOB_TITLE', string_value: 'Директор' },
    ]);

    expect(await submissionOf(googleads, request, source)).toMatchObject({
      fields: { name: 'Иван Петров', email: 'work@example.com', phone: '+79990000002', role: 'Директор' },
      extra: { 'other email': 'home@example.com' },
    });
  });

  it('takes the private address where the one at work is empty', async () => {
    const request = lead([
      { column_id: 'WORK_EMAIL', string_value: '' },
      { column_id: 'EMAIL', string_value: 'home@example.com' },
    ]);

    expect((await submissionOf(googleads, request, source)).fields).toEqual({ email: 'home@example.com' });
  });

  it('has the questions of its own by their words', async () => {
    const request = lead([
      { column_id: 'what_is_your_inn', column_name: 'ИНН', string_value: '7700000129' },
      { column_id: 'which_lathe', column_name: 'Which lathe?', string_value: 'A big one' },
      { column_id: 'constructor', string_value: 'x' },
    ]);

    expect(await submissionOf(googleads, request, source)).toMatchObject({
      fields: { inn: '7700000129' },
      extra: { 'which lathe?': 'A big one' },
    });
  });

  it('is none when it is a test', async () => {
    expect(await googleads.read(lead([], { is_test: true }), source)).toEqual({
      outcome: 'ignored',
      because: 'test',
    });
    expect(await googleads.read(lead([], { is_test: false }), source)).toMatchObject({
      outcome: 'submission',
    });
  });

  it.each([
    ['[]', 422, 'not-a-lead'],
    ['null', 422, 'not-a-lead'],
    ['{"lead_id":"l"}', 422, 'not-a-lead'],
    ['{"user_column_data":[]}', 422, 'not-a-lead'],
    ['{"lead_id":{},"user_column_data":[]}', 422, 'not-a-lead'],
    ['{"lead_id":"l","user_column_data":{}}', 422, 'not-a-lead'],
    ['{"lead_id":"l","user_column_data":["x"]}', 422, 'not-a-lead'],
    ['{', 400, 'malformed-json'],
  ])('cannot be read from %s', async (body, status, code) => {
    expect(await googleads.read(postOf('googleads', body), source)).toEqual({
      outcome: 'unreadable',
      status,
      code,
    });
  });

  it('comes as JSON and as nothing else', async () => {
    const request = withHeaders(lead([]), { 'content-type': 'text/plain' });

    expect(await googleads.read(request, source)).toMatchObject({ outcome: 'unreadable', status: 415 });
  });
});

describe('the key of Google Ads', () => {
  it('is either of two while one is being replaced', async () => {
    const request = await recorded();

    expect(googleads.isGenuine(request, source, ['next', KEY])).toBe(true);
    expect(googleads.isGenuine(request, source, [KEY, 'former'])).toBe(true);
    expect(googleads.isGenuine(request, source, ['next'])).toBe(false);
    expect(googleads.isGenuine(request, source, [])).toBe(false);
  });

  it.each([
    [{ google_key: '' }, ['']],
    [{ google_key: 'x' }, ['']],
    [{ google_key: 1 }, ['1']],
    [{ google_key: [KEY] }, [KEY]],
    [{}, [KEY]],
    [[], [KEY]],
    ['{"google_key":', [KEY]],
    ['', [KEY]],
    [`{"google_key":"${KEY}","x":"${'x'.repeat(65_536)}"}`, [KEY]],
  ])('is not in %j', (content, secrets) => {
    expect(googleads.isGenuine(postOf('googleads', content), source, secrets)).toBe(false);
  });
});
