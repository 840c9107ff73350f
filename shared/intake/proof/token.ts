import type { ProviderRequest } from '../provider.ts';
import { isProvedBy } from './secrets.ts';

/**
 * A secret said in the address, `?token=…`, or in the header `X-Webhook-Token`: all there is where a provider signs
 * nothing. It must be long and random, and belongs to one source alone.
 */
export function hasToken(request: ProviderRequest, secrets: readonly string[], told?: string): boolean {
  const said = told ?? request.query.get('token') ?? request.headers['x-webhook-token'];
  return isProvedBy(secrets, said, (secret) => secret);
}
