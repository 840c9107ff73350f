import type { ProviderRequest } from '#shared/intake/provider.ts';

/** A request of nobody in particular, that says nothing. */
export function aRequest(overrides: Partial<ProviderRequest> = {}): ProviderRequest {
  return {
    method: 'POST',
    rest: '',
    url: 'https://leads.example.com/v1/calls/pbx',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.alloc(0),
    address: '203.0.113.7',
    now: new Date('2026-11-23T09:00:00.000Z'),
    ...overrides,
  };
}
