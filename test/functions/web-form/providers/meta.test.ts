import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { meta } from '#functions/web-form/providers/meta.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';
import { altered, postOf, withHeaders } from './recorded.ts';

const SECRET = 'meta-test-app-secret';
const TOKEN = 'meatyhamhock';
const source = aSource({ id: 'meta', provider: 'meta' });

const recorded = async () => requestOf(await readPayload('web-form/meta-two-leads'));

function changes(...values: readonly unknown[]) {
  return { object: 'page', entry: [{ changes: values.map((value) => ({ field: 'leadgen', value })) }] };
}

function asked(query: Record<string, string>, method = 'GET') {
  return postOf('meta', '', { method, query: new URLSearchParams(query) });
}

describe('a lead of Meta', () => {
  it('is one of several that a request points at', async () => {
    const payload = await readPayload('web-form/meta-two-leads');
    const request = requestOf(payload);
    const marks = { form_id: '12312312312', page_id: '153125381133' };

    expect(meta.isGenuine(request, source, [payload.secret ?? ''])).toBe(true);
    expect(payload.expect.needs_fetch).toBeDefined();
    expect(payload.expect.event_ids).toEqual(['123123123123', '123123123124']);
    expect(await meta.read(request, source)).toEqual({
      outcome: 'pointers',
      pointers: [
        {
          eventId: '123123123123',
          ref: '123123123123',
          attribution: { ...marks, ad_id: '12312312312', adgroup_id: '12312312312' },
        },
        { eventId: '123123123124', ref: '123123123124', attribution: marks },
      ],
    });
  });

  it('has an id as text, however large', async () => {
    const body =
      '{"object":"page","entry":[{"changes":[{"field":"leadgen","value":{"leadgen_id":90071992547409931}}]}]}';

    expect(await meta.read(postOf('meta', body), source)).toMatchObject({
      pointers: [{ eventId: '90071992547409931', ref: '90071992547409931', attribution: {} }],
    });
  });

  it('may come with a thousand others', async () => {
    const values = Array.from({ length: 1_000 }, (_, at) => ({
      leadgen_id: String(123123123000 + at),
      page_id: '153125381133',
      form_id: '12312312312',
      ad_id: '12312312312',
      adgroup_id: '12312312312',
      created_time: 1767599990,
    }));
    const reading = await meta.read(postOf('meta', changes(...values)), source);

    expect(reading.outcome === 'pointers' && reading.pointers).toHaveLength(1_000);
  });

  it.each([
    [{ object: 'page', entry: [] }],
    [{ object: 'page', entry: [{}] }],
    [{ object: 'page', entry: [{ changes: [{ field: 'feed', value: {} }] }] }],
    [{ ...changes({ leadgen_id: '1' }), object: 'user' }],
  ])('is not in %j', async (content) => {
    expect(await meta.read(postOf('meta', content), source)).toEqual({
      outcome: 'ignored',
      because: 'not-a-lead',
    });
  });

  it.each([
    ['[]', 422, 'not-an-event'],
    ['{"object":"page"}', 422, 'not-an-event'],
    [JSON.stringify(changes({})), 422, 'not-a-leadgen-change'],
    [JSON.stringify(changes(null)), 422, 'not-a-leadgen-change'],
    [JSON.stringify(changes({ leadgen_id: '../me' })), 422, 'not-a-leadgen-change'],
    [JSON.stringify(changes({ leadgen_id: '1' }, { leadgen_id: -1 })), 422, 'not-a-leadgen-change'],
    ['{', 400, 'malformed-json'],
  ])('cannot be read from %s', async (body, status, code) => {
    expect(await meta.read(postOf('meta', body), source)).toEqual({ outcome: 'unreadable', status, code });
  });
});

describe('the challenge of Meta', () => {
  it('comes back to whoever knows the token', async () => {
    const { secret, expect: said, ...payload } = await readPayload('web-form/meta-challenge');
    const answer = meta.greet?.(requestOf({ ...payload, expect: said }), source, [SECRET, secret ?? '']);

    expect(answer).toMatchObject({ status: said.response?.status, body: said.response?.body });
    expect(answer?.contentType).toContain(said.response?.content_type);
  });

  const question = { 'hub.mode': 'subscribe', 'hub.challenge': '1', 'hub.verify_token': TOKEN };

  it.each([
    ['another token', asked({ ...question, 'hub.verify_token': 'x' }), [TOKEN]],
    ['no token', asked({ 'hub.mode': 'subscribe', 'hub.challenge': '1' }), [TOKEN, '']],
    ['an empty token', asked({ ...question, 'hub.verify_token': '' }), ['']],
    ['no secret of ours', asked(question), []],
    ['another mode', asked({ ...question, 'hub.mode': 'unsubscribe' }), [TOKEN]],
    ['a challenge that is a page', asked({ ...question, 'hub.challenge': '<script>' }), [TOKEN]],
    ['no challenge', asked({ ...question, 'hub.challenge': '' }), [TOKEN]],
    ['a POST', asked(question, 'POST'), [TOKEN]],
  ])('does not come back for %s', (_, request, secrets) => {
    expect(meta.greet?.(request, source, secrets)).toBeUndefined();
    expect(meta.isGenuine(request, source, secrets)).toBe(false);
  });
});

describe('the signature of Meta', () => {
  it('does not hold for another body', async () => {
    expect(meta.isGenuine(altered(await recorded()), source, [SECRET])).toBe(false);
  });

  it('is over the escapes, not over what they mean', () => {
    const body = Buffer.from('{"object":"page","x":"\\u0418"}');
    const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
    const request = withHeaders(postOf('meta', '', { body }), { 'x-hub-signature-256': signature });
    const meant = Buffer.from('{"object":"page","x":"И"}');

    expect(meta.isGenuine(request, source, [SECRET])).toBe(true);
    expect(meta.isGenuine({ ...request, body: meant }, source, [SECRET])).toBe(false);
  });

  it('holds with either of two secrets, and never without one', async () => {
    const request = await recorded();

    expect(meta.isGenuine(request, source, ['next', SECRET])).toBe(true);
    expect(meta.isGenuine(request, source, [SECRET, 'former'])).toBe(true);
    expect(meta.isGenuine(request, source, ['next'])).toBe(false);
    expect(meta.isGenuine(request, source, [])).toBe(false);
  });

  it.each([undefined, '', 'sha256=', 'sha1=x'])('does not hold as %j', async (signature) => {
    const request = withHeaders(await recorded(), { 'x-hub-signature-256': signature });

    expect(meta.isGenuine(request, source, [SECRET])).toBe(false);
  });

  it('is never made with an empty secret', async () => {
    const request = await recorded();
    const signature = `sha256=${createHmac('sha256', '').update(request.body).digest('hex')}`;

    expect(meta.isGenuine(withHeaders(request, { 'x-hub-signature-256': signature }), source, [''])).toBe(
      false,
    );
  });
});
