import { readFile } from 'node:fs/promises';
import type { ProviderRequest } from '#shared/intake/provider.ts';

/** One request as a provider really makes it, and what must be understood of it. */
export interface Payload {
  readonly situation: string;
  readonly provider: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly secret?: string;
  readonly expect: {
    readonly phone: string | null;
    readonly name?: string;
    readonly utm: Readonly<Record<string, string>>;
    readonly event_id?: string;
    readonly lead: boolean;
    readonly missed?: boolean;
    readonly auth: 'valid' | 'invalid' | 'none';
    readonly attribution?: Readonly<Record<string, string | number>>;
    readonly response?: { readonly status: number; readonly body?: string };
  };
}

export async function readPayload(name: string): Promise<Payload> {
  const payload: Payload = JSON.parse(
    await readFile(new URL(`../fixtures/payloads/${name}.json`, import.meta.url), 'utf8'),
  );
  return payload;
}

/** The payload as it comes in; `overrides` for what a test wants different. */
export function requestOf(payload: Payload, overrides: Partial<ProviderRequest> = {}): ProviderRequest {
  const url = new URL(payload.path, `https://leads.example.com/v1/calls/${payload.provider}/`);
  return {
    method: payload.method,
    rest: url.pathname === '/' ? '' : url.pathname,
    url: url.href,
    query: url.searchParams,
    headers: Object.fromEntries(
      Object.entries(payload.headers).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    body: Buffer.from(payload.body),
    now: new Date('2026-01-05T12:00:00Z'),
    ...overrides,
  };
}
