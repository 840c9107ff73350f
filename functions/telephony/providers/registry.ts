import type { Provider } from '#shared/intake/provider.ts';
import { mango } from './mango.ts';
import { novofon, zadarma } from './zadarma.ts';

/** Every telephony provider we read; a new one is its file and its name here. */
export const CALL_PROVIDERS: readonly Provider[] = [mango, zadarma, novofon];

export function findCallProvider(id: string): Provider | undefined {
  return CALL_PROVIDERS.find((provider) => provider.id === id);
}
