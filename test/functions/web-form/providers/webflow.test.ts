import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { webflow } from '#functions/web-form/providers/webflow.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';
import { altered, expectAsRecorded, postOf, submissionOf, withHeaders } from './recorded.ts';

const SECRET = 'webflow-test-secret';
const source = aSource({ id: 'webflow', provider: 'webflow', region: 'US', language: 'en' });

const recorded = async () => requestOf(await readPayload('web-form/webflow'));

function form(data: unknown, changes: Record<string, unknown> = {}) {
  return postOf('webflow', { triggerType: 'form_submission', payload: { id: 'w-1', data, ...changes } });
}

describe('a form of Webflow', () => {
  it('is read as it was recorded', async () => {
    await expectAsRecorded(webflow, 'web-form/webflow', source);
  });

  it('is read by the names its author gave the fields', async () => {
    const data = {
      'First Name': 'Zaphod',
      'Last Name': 'Beeblebrox',
      'Phone Number': 14155550100,
      Website: 'https://example.com',
      utm_source: 'email',
      Rooms: 'ROOMS',
    };
    const sent = form(data, { name: 'Contact Us', formId: 'f-1' });
    const body = Buffer.from(sent.body.toString().replace('"ROOMS"', '90071992547409931'));

    expect(await submissionOf(webflow, { ...sent, body }, source)).toMatchObject({
      language: 'en',
      fields: { name: 'Zaphod Beeblebrox', phone: '14155550100' },
      attribution: { utm_source: 'email', form_id: 'f-1' },
      extra: { form_name: 'Contact Us', rooms: '90071992547409931', website: 'https://example.com' },
      suspicions: [],
    });
  });

  it.each(['site_publish', 'ecomm_new_order'])('is not %s', async (triggerType) => {
    expect(await webflow.read(postOf('webflow', { triggerType, payload: {} }), source)).toEqual({
      outcome: 'ignored',
      because: 'not-a-form',
    });
  });

  it.each([
    ['[]', 422, 'not-an-event'],
    ['{"payload":{}}', 422, 'not-an-event'],
    ['{"triggerType":"form_submission"}', 422, 'not-a-form-submission'],
    ['{"triggerType":"form_submission","payload":{"id":"1","data":[]}}', 422, 'not-a-form-submission'],
    ['{"triggerType":"form_submission","payload":{"data":{}}}', 422, 'not-a-form-submission'],
    ['{', 400, 'malformed-json'],
  ])('cannot be read from %s', async (body, status, code) => {
    expect(await webflow.read(postOf('webflow', body), source)).toEqual({
      outcome: 'unreadable',
      status,
      code,
    });
  });
});

describe('the signature of Webflow', () => {
  it('does not hold for another body or another time', async () => {
    const request = await recorded();

    expect(webflow.isGenuine(altered(request), source, [SECRET])).toBe(false);
    expect(
      webflow.isGenuine(withHeaders(request, { 'x-webflow-timestamp': '1767600000001' }), source, [SECRET]),
    ).toBe(false);
  });

  it('holds with either of two secrets, and never without one', async () => {
    const request = await recorded();

    expect(webflow.isGenuine(request, source, ['next', SECRET])).toBe(true);
    expect(webflow.isGenuine(request, source, [SECRET, 'former'])).toBe(true);
    expect(webflow.isGenuine(request, source, ['next'])).toBe(false);
    expect(webflow.isGenuine(request, source, [])).toBe(false);
  });

  it.each([
    [300_000, true],
    [300_001, false],
    [-300_000, true],
    [-300_001, false],
  ])('at %i ms from its time: %s', async (distance, genuine) => {
    const now = new Date(1_767_600_000_000 + distance);

    expect(webflow.isGenuine({ ...(await recorded()), now }, source, [SECRET])).toBe(genuine);
  });

  it.each(['', 'now', '-1', '1e12', '1767600000000.5', ' 1767600000000'])(
    'needs a time in milliseconds, not %j',
    async (timestamp) => {
      const request = withHeaders(await recorded(), { 'x-webflow-timestamp': timestamp });
      const made = createHmac('sha256', SECRET).update(`${timestamp}:`).update(request.body).digest('hex');

      expect(webflow.isGenuine(withHeaders(request, { 'x-webflow-signature': made }), source, [SECRET])).toBe(
        false,
      );
    },
  );

  it('is never empty, nor made with an empty secret', async () => {
    const request = await recorded();
    const made = createHmac('sha256', '').update('1767600000000:').update(request.body).digest('hex');

    expect(webflow.isGenuine(withHeaders(request, { 'x-webflow-signature': '' }), source, [SECRET])).toBe(
      false,
    );
    expect(webflow.isGenuine(withHeaders(request, { 'x-webflow-signature': made }), source, [''])).toBe(
      false,
    );
  });

  it('may be missing where the address says a secret, and not be wrong beside it', () => {
    const told = { ...form({}), query: new URLSearchParams({ token: SECRET }) };

    expect(webflow.isGenuine(told, source, [SECRET])).toBe(true);
    expect(webflow.isGenuine(told, source, ['next'])).toBe(false);
    expect(webflow.isGenuine(form({}), source, [SECRET])).toBe(false);
    expect(webflow.isGenuine(withHeaders(told, { 'x-webflow-signature': 'x' }), source, [SECRET])).toBe(
      false,
    );
  });
});
