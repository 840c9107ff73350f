import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { AboutEvent } from '#cdk/local/invoke/about-event.ts';
import type { ProviderRequest } from '#shared/intake/provider.ts';
import { toProviderRequest } from '#shared/runtime/http-request.ts';
import { readEvent } from './events.ts';

/** One request as a provider really makes it, and what must be understood of it. */
export interface Payload extends AboutEvent {
  readonly event: APIGatewayProxyEventV2;
}

/** When a request is looked at whose proof knows no time. */
const USUAL_NOW = new Date('2026-01-05T12:00:00Z');

/** A recorded request by its place among the events: `telephony/mango-missed`. */
export async function readPayload(name: string): Promise<Payload> {
  const event = await readEvent<APIGatewayProxyEventV2 & { readonly about?: unknown }>(`${name}.json`);
  return { ...AboutEvent.parse(event.about), event };
}

/** The request as it comes in, at the moment it is fresh; `overrides` for what a test wants different. */
export function requestOf(
  { event, now, url }: Payload,
  overrides: Partial<ProviderRequest> = {},
): ProviderRequest {
  const request = toProviderRequest(event, now === undefined ? USUAL_NOW : new Date(now * 1000));
  return { ...request, url: url ?? request.url, ...overrides };
}
