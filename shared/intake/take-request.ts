import type { Source } from '#shared/domain/source.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import type { Provider, ProviderAnswer, ProviderRequest } from './provider.ts';
import { receiveSubmission, type IntakeDependencies, type Receipt } from './receive-submission.ts';

export interface TakeDependencies extends IntakeDependencies {
  readonly secrets: Secrets;
}

export type Taken =
  | Receipt
  | { readonly outcome: 'greeted'; readonly answer: ProviderAnswer }
  | { readonly outcome: 'forged' }
  | { readonly outcome: 'ignored'; readonly because: string }
  | { readonly outcome: 'unreadable'; readonly status: 400 | 413 | 415 | 422; readonly code: string };

/**
 * Takes one request of a source: greeted, proved, read and received, in this order.
 *
 * Nothing is parsed before its origin is proved, and nothing is kept of what was not.
 */
export async function takeRequest(
  request: ProviderRequest,
  source: Source,
  provider: Provider,
  dependencies: TakeDependencies,
): Promise<Taken> {
  const secrets = await readSecrets(source, dependencies.secrets);
  const greeting = provider.greet?.(request, secrets);
  if (greeting !== undefined) return { outcome: 'greeted', answer: greeting };
  if (!provider.isGenuine(request, source, secrets)) return { outcome: 'forged' };

  const reading = await provider.read(request, source);
  if (reading.outcome !== 'submission') return reading;
  return receiveSubmission(reading.submission, source, provider.correctable === true, dependencies);
}

async function readSecrets(source: Source, secrets: Secrets): Promise<string[]> {
  const found = await Promise.all(source.secrets.map((name) => secrets.find(name)));
  return found.filter((secret) => secret !== undefined);
}
