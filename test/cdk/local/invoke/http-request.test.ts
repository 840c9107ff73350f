import { describe, expect, it } from 'vitest';
import { toOutgoingRequest } from '#cdk/local/invoke/http-request.ts';
import { readRecordedEvent, type HttpEvent } from '#cdk/local/invoke/recorded-events.ts';

async function httpEvent(functionName: string, file: string): Promise<HttpEvent> {
  const recorded = await readRecordedEvent(functionName, file);
  if (recorded.kind !== 'http') throw new Error(`${file} is no request`);
  return recorded.event;
}

describe('a recorded request that is sent again', () => {
  it('gets a fresh key where it is a form, so that it makes a new lead', async () => {
    const event = await httpEvent('web-form', 'valid.json');

    const request = toOutgoingRequest(event, 'fresh');

    expect(request).toMatchObject({
      method: 'POST',
      path: '/v1/forms/html',
      headers: { 'idempotency-key': 'fresh' },
    });
    expect(request.note).toContain('fresh');
    expect(request.headers).not.toHaveProperty('host');
    expect(request.headers).not.toHaveProperty('content-length');
    expect(request.headers).not.toHaveProperty('x-forwarded-for');
  });

  it('keeps its key when asked to', async () => {
    const event = await httpEvent('web-form', 'valid.json');

    const { headers, note } = toOutgoingRequest(event, undefined);

    expect(headers['idempotency-key']).toBe(event.headers['idempotency-key']);
    expect(note).toContain('repeat');
  });

  it.each(['mango-missed.json', 'zadarma-missed.json'])(
    'stays byte for byte what it was: %s',
    async (file) => {
      const event = await httpEvent('telephony', file);

      const { body, headers, note } = toOutgoingRequest(event, 'fresh');

      expect(body?.toString()).toBe(event.body);
      expect(headers['signature']).toBe(event.headers['signature']);
      expect(headers).not.toHaveProperty('idempotency-key');
      expect(note).toContain('signed');
    },
  );

  it('decodes a body that travelled in Base64, and keeps the query', async () => {
    const cyrillic = toOutgoingRequest(await httpEvent('web-form', 'windows-1251.json'), 'fresh');
    const echo = toOutgoingRequest(await httpEvent('telephony', 'zadarma-echo.json'), 'fresh');

    expect(cyrillic.body?.toString('latin1')).toMatch(/^name=%D4/);
    expect(echo).toMatchObject({
      method: 'GET',
      path: '/v1/calls/zadarma?zd_echo=1a2b3c4d5e',
      body: undefined,
    });
  });
});
