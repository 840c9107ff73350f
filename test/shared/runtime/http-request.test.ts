import { describe, expect, it } from 'vitest';
import { toProviderRequest } from '#shared/runtime/http-request.ts';
import { readEvent } from '#test/support/events.ts';

const NOW = new Date('2026-11-23T09:00:00Z');

describe('a request behind an API Gateway event', () => {
  it('has its headers in lower case and its body as bytes', async () => {
    const event = await readEvent('web-form/valid.json');
    const request = toProviderRequest({ ...event, headers: { 'Content-TYPE': 'application/json' } }, NOW);

    expect(request.method).toBe('POST');
    expect(request.headers).toEqual({ 'content-type': 'application/json' });
    expect(request.body.toString()).toBe(event.body);
    expect(request.now).toBe(NOW);
  });

  it('has the bytes that were sent when the gateway encoded them', async () => {
    const { body } = toProviderRequest(await readEvent('web-form/multipart.json'), NOW);

    expect(body.toString()).toContain('Алексей Станков');
  });

  it('has no body when none was sent', async () => {
    expect(toProviderRequest(await readEvent('console/health.json'), NOW).body).toHaveLength(0);
  });

  it('knows what follows the source', async () => {
    const event = await readEvent('telephony/mango-missed.json');
    const restOf = (rawPath: string) => toProviderRequest({ ...event, rawPath }, NOW).rest;

    expect(toProviderRequest(event, NOW).rest).toBe('/events/summary');
    expect(restOf('/v1/calls/mango')).toBe('');
    expect(restOf('/stage/v1/forms/tilda/a/b')).toBe('/a/b');
    expect(restOf('/health')).toBe('');
  });

  it('has the address the sender used: the one we publish, or else the Host header', async () => {
    const event = await readEvent('telephony/zadarma-echo.json');

    expect(toProviderRequest(event, NOW).url).toBe(
      'https://leads.example.com/v1/calls/zadarma?zd_echo=1a2b3c4d5e',
    );
    expect(toProviderRequest(event, NOW, 'https://in.stanki.example/').url).toBe(
      'https://in.stanki.example/v1/calls/zadarma?zd_echo=1a2b3c4d5e',
    );
    expect(toProviderRequest(event, NOW).query.get('zd_echo')).toBe('1a2b3c4d5e');
  });
});
