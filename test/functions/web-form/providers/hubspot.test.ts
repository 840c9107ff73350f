import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hubspot } from '#functions/web-form/providers/hubspot.ts';
import type { ProviderRequest } from '#shared/intake/provider.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';
import { altered, expectAsRecorded, postOf, withHeaders } from './recorded.ts';

const SECRET = 'hubspot-test-client-secret';
const SIGNED_AT = 1_767_600_000_000;
const source = aSource({ id: 'hubspot', provider: 'hubspot' });

const recorded = async (name = 'web-form/hubspot-form') => requestOf(await readPayload(name));

function event(changes: Record<string, unknown> = {}) {
  return { eventId: 1, subscriptionType: 'contact.creation', objectId: 2, changeSource: 'FORM', ...changes };
}

/** A request that HubSpot signed as one to `address`, whatever its own address is. */
function signed(address: string, url = address, secret = SECRET): ProviderRequest {
  const body = Buffer.from('[]');
  const signature = createHmac('sha256', secret).update(`POST${address}[]${SIGNED_AT}`).digest('base64');
  const request = postOf('hubspot', '', { url, body, now: new Date(SIGNED_AT) });
  return withHeaders(request, {
    'x-hubspot-signature-v3': signature,
    'x-hubspot-request-timestamp': String(SIGNED_AT),
  });
}

describe('a contact of HubSpot', () => {
  it('is pointed at when a form made it', async () => {
    const payload = await readPayload('web-form/hubspot-form');
    const request = requestOf(payload);

    expect(hubspot.isGenuine(request, source, [payload.secret ?? ''])).toBe(true);
    expect(payload.expect.needs_fetch).toContain('/124');
    expect(await hubspot.read(request, source)).toEqual({
      outcome: 'pointers',
      pointers: [{ eventId: payload.expect.event_id, ref: '124', attribution: {} }],
    });
  });

  it('is no lead when somebody typed it in', async () => {
    await expectAsRecorded(hubspot, 'web-form/hubspot-typed-in', source);
  });

  it('is picked out of the others in a request', async () => {
    const content = [
      event({ changeSource: 'CRM' }),
      event({ eventId: 5, objectId: 6, changeSource: 'FORMS' }),
      event({ subscriptionType: 'contact.propertyChange' }),
      event({ subscriptionType: 'object.creation', objectTypeId: '0-2' }),
      event({ subscriptionType: 'object.creation', objectTypeId: '0-1', eventId: 7, objectId: 8 }),
      event({ changeSource: undefined }),
    ];

    expect(await hubspot.read(postOf('hubspot', content), source)).toMatchObject({
      pointers: [
        { eventId: '5', ref: '6' },
        { eventId: '7', ref: '8' },
      ],
    });
  });

  it('may come with a hundred others', async () => {
    const content = Array.from({ length: 100 }, (_, at) => ({
      ...event({ eventId: at, objectId: at }),
      subscriptionId: 1,
      portalId: 2,
      appId: 3,
      occurredAt: SIGNED_AT,
      attemptNumber: 0,
      changeFlag: 'NEW',
      sourceId: 'x',
    }));
    const reading = await hubspot.read(postOf('hubspot', content), source);

    expect(reading.outcome === 'pointers' && reading.pointers).toHaveLength(100);
  });

  it('has ids as text, however large', async () => {
    const body = JSON.stringify([event({ eventId: 'E', objectId: 'O' })])
      .replace('"E"', '90071992547409931')
      .replace('"O"', '90071992547409933');

    expect(await hubspot.read(postOf('hubspot', body), source)).toMatchObject({
      pointers: [{ eventId: '90071992547409931', ref: '90071992547409933' }],
    });
  });

  it.each([
    ['{}', 422, 'not-a-list-of-events'],
    ['[1]', 422, 'not-a-list-of-events'],
    ['[{}]', 422, 'not-a-list-of-events'],
    [JSON.stringify([event({ objectId: undefined })]), 422, 'not-a-contact-event'],
    [JSON.stringify([event({ objectId: '../1' })]), 422, 'not-a-contact-event'],
    [JSON.stringify([event(), event({ eventId: null })]), 422, 'not-a-contact-event'],
    ['[', 400, 'malformed-json'],
  ])('cannot be read from %s', async (body, status, code) => {
    expect(await hubspot.read(postOf('hubspot', body), source)).toEqual({
      outcome: 'unreadable',
      status,
      code,
    });
  });
});

describe('the third signature of HubSpot', () => {
  it('does not hold for another body, address or method', async () => {
    const request = await recorded();

    expect(hubspot.isGenuine(altered(request), source, [SECRET])).toBe(false);
    expect(hubspot.isGenuine({ ...request, url: `${request.url}?a=1` }, source, [SECRET])).toBe(false);
    expect(hubspot.isGenuine({ ...request, method: 'PUT' }, source, [SECRET])).toBe(false);
  });

  it('holds with either of two secrets, and never without one', async () => {
    const request = await recorded();

    expect(hubspot.isGenuine(request, source, ['next', SECRET])).toBe(true);
    expect(hubspot.isGenuine(request, source, [SECRET, 'former'])).toBe(true);
    expect(hubspot.isGenuine(request, source, ['next'])).toBe(false);
    expect(hubspot.isGenuine(request, source, [])).toBe(false);
    expect(hubspot.isGenuine(signed('https://a.example/', undefined, ''), source, [''])).toBe(false);
  });

  it('is over the address HubSpot calls, with the query as it came', () => {
    const behind = { ...source, options: { publicUrls: 'https://old.example/h  https://new.example/h' } };
    const inside = 'http://10.0.0.1/v1/forms/hubspot';

    expect(hubspot.isGenuine(signed('https://new.example/h', inside), behind, [SECRET])).toBe(true);
    expect(hubspot.isGenuine(signed('https://old.example/h', inside), behind, [SECRET])).toBe(true);
    expect(
      hubspot.isGenuine(signed('https://new.example/h?b=1&a=%20', `${inside}?b=1&a=%20`), behind, [SECRET]),
    ).toBe(true);
    expect(hubspot.isGenuine(signed(inside), behind, [SECRET])).toBe(false);
  });

  it('is over an address with the documented escapes decoded, and no others', () => {
    const url = 'https://a.example/h?x=%3A%2f%3F%40%21%24%27%28%29%2A%2c%3B%26%20%D0%98';
    const address = "https://a.example/h?x=:/?@!$'()*,;%26%20%D0%98";

    expect(hubspot.isGenuine(signed(address, url), source, [SECRET])).toBe(true);
    expect(hubspot.isGenuine(signed(url), source, [SECRET])).toBe(false);
  });

  it.each([
    [300_000, true],
    [300_001, false],
    [-300_000, true],
    [-300_001, false],
  ])('at %i ms from its time: %s', async (distance, genuine) => {
    const now = new Date(SIGNED_AT + distance);

    expect(hubspot.isGenuine({ ...(await recorded()), now }, source, [SECRET])).toBe(genuine);
  });

  it.each([undefined, '', 'x', '1767600000000.0', '+1767600000000'])(
    'needs a time in milliseconds, not %j',
    async (timestamp) => {
      const request = withHeaders(await recorded(), { 'x-hubspot-request-timestamp': timestamp });

      expect(hubspot.isGenuine(request, source, [SECRET])).toBe(false);
    },
  );
});

describe('the first signature of HubSpot', () => {
  const FIRST_SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';

  it('does not hold for another body, without a secret, or as another version', async () => {
    const request = await recorded('web-form/hubspot-typed-in');

    expect(hubspot.isGenuine(altered(request), source, [FIRST_SECRET])).toBe(false);
    expect(hubspot.isGenuine(request, source, ['next', FIRST_SECRET])).toBe(true);
    expect(hubspot.isGenuine(request, source, ['next'])).toBe(false);
    expect(hubspot.isGenuine(request, source, [])).toBe(false);
    expect(
      hubspot.isGenuine(withHeaders(request, { 'x-hubspot-signature-version': 'v2' }), source, [
        FIRST_SECRET,
      ]),
    ).toBe(false);
    expect(
      hubspot.isGenuine(withHeaders(request, { 'x-hubspot-signature': '' }), source, [FIRST_SECRET]),
    ).toBe(false);
  });

  it.each(['', 'wrong'])('does not stand in for a third one that is %j', async (third) => {
    const request = withHeaders(await recorded('web-form/hubspot-typed-in'), {
      'x-hubspot-signature-v3': third,
      'x-hubspot-request-timestamp': String(SIGNED_AT),
    });

    expect(hubspot.isGenuine({ ...request, now: new Date(SIGNED_AT) }, source, [FIRST_SECRET])).toBe(false);
  });

  it('does not hold for a source that takes the third alone', async () => {
    const strict = { ...source, options: { signature: 'v3' } };

    expect(hubspot.isGenuine(await recorded('web-form/hubspot-typed-in'), strict, [FIRST_SECRET])).toBe(
      false,
    );
    expect(hubspot.isGenuine(await recorded(), strict, [SECRET])).toBe(true);
  });
});
