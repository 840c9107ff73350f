import { readFile } from 'node:fs/promises';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ProviderRequest } from '#shared/intake/provider.ts';
import { toProviderRequest } from '#shared/runtime/http-request.ts';

/** One recorded input of a function: `web-form/valid.json`. The caller says what kind of event it is. */
export async function readEvent<E = APIGatewayProxyEventV2>(path: string): Promise<E> {
  const event: E = JSON.parse(await readFile(new URL(`../../events/${path}`, import.meta.url), 'utf8'));
  return event;
}

/** A recorded HTTP event as a provider sees it. */
export async function readRequest(
  path: string,
  now: Date = new Date('2026-11-23T09:00:00Z'),
): Promise<ProviderRequest> {
  return toProviderRequest(await readEvent(path), now);
}
