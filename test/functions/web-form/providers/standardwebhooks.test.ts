import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { standardwebhooks } from '#functions/web-form/providers/standardwebhooks.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';
import { altered, expectAsRecorded, postOf, submissionOf, withHeaders } from './recorded.ts';

const source = aSource({ id: 'standardwebhooks', provider: 'standardwebhooks' });

const recorded = async () => requestOf(await readPayload('web-form/standardwebhooks-two-keys'));
const secret = async () => (await readPayload('web-form/standardwebhooks-two-keys')).secret ?? '';

function event(content: unknown) {
  return withHeaders(postOf('standardwebhooks', content), { 'webhook-id': 'msg_1' });
}

describe('our signed intake', () => {
  it.each(['web-form/standardwebhooks-two-keys', 'web-form/standardwebhooks-sample'])(
    'takes %s',
    async (name) => {
      await expectAsRecorded(standardwebhooks, name, source);
    },
  );

  it('reads everything in `data` by our names, and keeps the rest', async () => {
    const data = {
      company: { name: 'ООО «Завод»', inn: '7700000129' },
      phone: 79991234567,
      website: 'https://zavod.example',
      seats: [10, 20],
      page: 'https://stanki.example/?utm_source=email',
    };

    expect(await submissionOf(standardwebhooks, event({ type: 'lead.created', data }), source)).toMatchObject(
      {
        eventId: 'msg_1',
        fields: { company: 'ООО «Завод»', inn: '7700000129', phone: '79991234567' },
        attribution: { utm_source: 'email', page: 'https://stanki.example/?utm_source=email' },
        extra: { seats: '10, 20', website: 'https://zavod.example' },
        suspicions: [],
      },
    );
  });

  it('keeps an id larger than a double holds', async () => {
    const request = event('{"data":{"phone":"1","crm_id":9007199254740993123}}');

    expect((await submissionOf(standardwebhooks, request, source)).extra).toEqual({
      crm_id: '9007199254740993123',
    });
  });

  it.each([
    ['lead.created', 'submission'],
    ['form.sent', 'submission'],
    ['lead.deleted', 'ignored'],
    [undefined, 'ignored'],
  ])('of the types its source lists takes %s as %s', async (type, outcome) => {
    const choosy = { ...source, options: { types: 'lead.created  form.sent' } };

    expect(await standardwebhooks.read(event({ type, data: { phone: '1' } }), choosy)).toMatchObject({
      outcome,
    });
  });

  it.each([
    ['[]', 422, 'not-an-object'],
    ['null', 422, 'not-an-object'],
    ['"text"', 422, 'not-an-object'],
    ['{"data":[1]}', 422, 'data-not-an-object'],
    ['{"data":null}', 422, 'data-not-an-object'],
    ['{"data":"x"}', 422, 'data-not-an-object'],
    ['{"data":', 400, 'malformed-json'],
    ['', 400, 'empty-body'],
  ])('cannot read %s', async (body, status, code) => {
    expect(await standardwebhooks.read(event(body), source)).toEqual({ outcome: 'unreadable', status, code });
  });

  it('takes no form', async () => {
    const request = withHeaders(event('data=1'), { 'content-type': 'application/x-www-form-urlencoded' });

    expect(await standardwebhooks.read(request, source)).toMatchObject({
      outcome: 'unreadable',
      status: 415,
    });
  });
});

describe('the signature of our signed intake', () => {
  it('does not hold for another body or another id', async () => {
    const request = await recorded();

    expect(standardwebhooks.isGenuine(altered(request), source, [await secret()])).toBe(false);
    expect(
      standardwebhooks.isGenuine(withHeaders(request, { 'webhook-id': 'x' }), source, [await secret()]),
    ).toBe(false);
  });

  it('holds with either of two secrets, and never without one', async () => {
    const request = await recorded();

    expect(standardwebhooks.isGenuine(request, source, ['whsec_bmV4dA==', await secret()])).toBe(true);
    expect(standardwebhooks.isGenuine(request, source, [await secret(), 'whsec_bmV4dA=='])).toBe(true);
    expect(standardwebhooks.isGenuine(request, source, ['whsec_bmV4dA=='])).toBe(false);
    expect(standardwebhooks.isGenuine(request, source, [])).toBe(false);
  });

  it.each(['', 'v1,', 'v1', ' ', 'v2,j4SXurcds5oxJufw5F+oyI9AsAnVvUxGDv0VDPSl0oQ='])(
    'does not hold as %j',
    async (signature) => {
      const request = withHeaders(await recorded(), { 'webhook-signature': signature });

      expect(standardwebhooks.isGenuine(request, source, [await secret()])).toBe(false);
    },
  );

  it('is never made with an empty secret', async () => {
    const request = await recorded();
    const made = createHmac('sha256', '')
      .update('msg_lead_0001.1767600000.')
      .update(request.body)
      .digest('base64');

    expect(
      standardwebhooks.isGenuine(withHeaders(request, { 'webhook-signature': `v1,${made}` }), source, ['']),
    ).toBe(false);
  });

  it.each([
    [300_000, true],
    [300_001, false],
    [-300_000, true],
    [-300_001, false],
  ])('at %i ms from its time: %s', async (distance, genuine) => {
    const now = new Date(1_767_600_000_000 + distance);

    expect(standardwebhooks.isGenuine({ ...(await recorded()), now }, source, [await secret()])).toBe(
      genuine,
    );
  });
});
