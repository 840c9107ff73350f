import type { Source } from '#shared/domain/source.ts';
import type { CallNotes } from '#shared/ports/call-notes.ts';
import type { RateLimiter } from '#shared/ports/rate-limiter.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import { admitAddress, admitSource } from './admission.ts';
import { isFromAllowedAddress } from './proof/address-list.ts';
import type { PersonProof, Provider, ProviderRequest, Reading } from './provider.ts';
import { receiveSubmission, type IntakeDependencies, type Vet } from './receive-submission.ts';
import { takeNote, withNotes } from './take-note.ts';
import { takePointers } from './take-pointers.ts';
import { takeResponse } from './take-response.ts';
import type { Taken } from './taken.ts';

export interface TakeDependencies extends IntakeDependencies {
  readonly secrets: Secrets;
  readonly limiter: RateLimiter;
  readonly notes: CallNotes;
  /** Looks for robots before a submission is kept, where that can be told. */
  readonly vetFor?: (proof: PersonProof, request: ProviderRequest, source: Source) => Vet;
}

/**
 * Takes one request of a source: admitted, greeted, proved, read and received, in this order.
 *
 * Nothing is parsed before its origin is proved, and nothing is kept of what was not. Where anybody may send,
 * one address is held back before it costs us anything; what all together may send is counted of the genuine only,
 * so that a stranger cannot use up what belongs to a vendor.
 */
export async function takeRequest(
  request: ProviderRequest,
  source: Source,
  provider: Provider,
  dependencies: TakeDependencies,
): Promise<Taken> {
  if (!isFromAllowedAddress(source, request.address)) return { outcome: 'forged', because: 'address' };
  const heldBack = await admitAddress(request, source, dependencies.limiter);
  if (heldBack !== undefined) return heldBack;

  const secrets = await readSecrets(source, dependencies.secrets);
  const greeting = provider.greet?.(request, source, secrets);
  if (greeting !== undefined) return { outcome: 'greeted', answer: greeting };
  if (!provider.isGenuine(request, source, secrets)) return { outcome: 'forged', because: 'proof' };
  const tooMany = await admitSource(request, source, dependencies.limiter);
  if (tooMany !== undefined) return tooMany;

  return receive(await provider.read(request, source), request, source, provider, dependencies);
}

async function receive(
  reading: Reading,
  request: ProviderRequest,
  source: Source,
  provider: Provider,
  dependencies: TakeDependencies,
): Promise<Taken> {
  switch (reading.outcome) {
    case 'submission': {
      const submission = await withNotes(reading, source, dependencies);
      const vet = reading.proof && dependencies.vetFor?.(reading.proof, request, source);
      return receiveSubmission(submission, source, provider.correctable === true, dependencies, vet);
    }
    case 'pointers':
      return takePointers(reading.pointers, source, dependencies);
    case 'note':
      return takeNote(reading, source, dependencies);
    case 'response':
      return takeResponse(reading, source, dependencies);
    case 'ignored':
    case 'unreadable':
      return reading;
  }
}

async function readSecrets(source: Source, secrets: Secrets): Promise<string[]> {
  const found = await Promise.all(source.secrets.map((name) => secrets.find(name)));
  return found.filter((secret) => secret !== undefined);
}
