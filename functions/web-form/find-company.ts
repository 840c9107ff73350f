import { companyIdOf } from '#shared/domain/company-id.ts';
import type { Counterparty } from '#shared/domain/counterparty.ts';
import { freshUntil } from '#shared/domain/counterparty-freshness.ts';
import { parseInn } from '#shared/domain/inn.ts';
import type { Requisites } from '#shared/domain/lead.ts';
import type { Source } from '#shared/domain/source.ts';
import { admitQuestion, type Limited } from '#shared/intake/admission.ts';
import { checkCounterparty } from '#shared/intake/check-counterparty.ts';
import type { Judges } from '#shared/intake/judge-lead.ts';
import type { ProviderRequest } from '#shared/intake/provider.ts';
import type { RateLimiter } from '#shared/ports/rate-limiter.ts';

/** Nobody types a second number sooner; what is beyond it reads the registry at our expense. */
const QUESTIONS_PER_MINUTE = 10;

/** The form goes on without a name, so its visitor waits for one only as long as they do not notice. */
const TIMEOUT_MS = 800;

export interface CompanyDependencies extends Pick<Judges, 'cache' | 'registryFor' | 'settings' | 'clock'> {
  readonly limiter: RateLimiter;
}

export type CompanyFinding =
  | { readonly outcome: 'found'; readonly name: string }
  /** No such number, nobody of that number, or nobody to ask: the form makes no difference. */
  | { readonly outcome: 'unknown' }
  | Limited;

/** Tells the form whose INN was typed, and remembers it for the lead that is about to come. */
export async function findCompany(
  text: string,
  request: ProviderRequest,
  source: Source,
  dependencies: CompanyDependencies,
): Promise<CompanyFinding> {
  const inn = parseInn(text);
  if (inn === undefined) return { outcome: 'unknown' };
  const limited = await admitQuestion(request, source, QUESTIONS_PER_MINUTE, dependencies.limiter);
  if (limited !== undefined) return limited;

  const { settings, cache, clock, registryFor } = dependencies;
  const { counterpartyCheck } = await settings.current('policy');
  const askedAt = clock.now();
  const counterparty = await checkCounterparty(
    { inn },
    { cache, clock, registry: registryFor(counterpartyCheck), timeoutMs: TIMEOUT_MS },
  );
  await remember({ inn }, counterparty, askedAt, dependencies);
  return counterparty.outcome === 'found'
    ? { outcome: 'found', name: counterparty.name }
    : { outcome: 'unknown' };
}

/** What the registry said just now, not what the cache did. Forgetting it costs one more question later. */
async function remember(
  requisites: Requisites,
  counterparty: Counterparty,
  askedAt: Date,
  { cache }: CompanyDependencies,
): Promise<void> {
  if (counterparty.outcome === 'unchecked' || counterparty.stale) return;
  if (counterparty.checkedAt < askedAt.toISOString()) return;
  const company = companyIdOf(requisites);
  if (company === undefined) return;
  await cache.remember(company, counterparty, freshUntil(counterparty)).catch(() => undefined);
}
