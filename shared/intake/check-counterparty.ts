import { companyIdOf } from '#shared/domain/company-id.ts';
import type { Counterparty } from '#shared/domain/counterparty.ts';
import type { Requisites } from '#shared/domain/lead.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { CounterpartyCache } from '#shared/ports/counterparty-cache.ts';
import type { CounterpartyRegistry, RegistryAnswer } from '#shared/ports/counterparty-registry.ts';
import { within } from './within.ts';

export interface CounterpartyCheck {
  readonly cache: CounterpartyCache;
  readonly registry: CounterpartyRegistry;
  readonly clock: Clock;
  /** All the lead waits for, cache and registry together. */
  readonly timeoutMs: number;
}

/** The registry is worth asking only if it has at least this long to answer. */
const LEAST_REGISTRY_MS = 50;

/**
 * Asks who the company is: the cache first, then the registry, within the time given.
 *
 * Whatever goes wrong is an answer too. A lead never waits for a registry and is never lost to one;
 * it goes on as `unchecked`, or with what was known before, marked stale.
 */
export async function checkCounterparty(
  requisites: Requisites,
  check: CounterpartyCheck,
): Promise<Counterparty> {
  const company = companyIdOf(requisites);
  if (company === undefined) return { outcome: 'unchecked', because: 'no-inn' };
  const { cache, registry, clock, timeoutMs } = check;
  const startedAt = clock.now();
  const remembered = await within(timeoutMs, () => cache.find(company));
  if (isFresh(remembered, startedAt)) return remembered.counterparty;

  const leftMs = timeoutMs - (clock.now().getTime() - startedAt.getTime());
  const answer =
    leftMs < LEAST_REGISTRY_MS ? SLOW : await within(leftMs, () => asked(registry.find(company, leftMs)));
  return toCounterparty(answer ?? SLOW, remembered, clock.now());
}

/** A registry promises not to fail; should one do so all the same, it is down. */
function asked(asking: Promise<RegistryAnswer>): Promise<RegistryAnswer> {
  return asking.catch(() => ({ outcome: 'unavailable', because: 'unavailable' }));
}

const SLOW: RegistryAnswer = { outcome: 'unavailable', because: 'slow' };

function whyUnchecked({ because, retryAt }: Extract<RegistryAnswer, { outcome: 'unavailable' }>) {
  return retryAt === undefined ? { because } : { because, retryAt };
}

type Remembered = Awaited<ReturnType<CounterpartyCache['find']>>;

function isFresh(remembered: Remembered, now: Date): remembered is NonNullable<Remembered> {
  return remembered !== undefined && remembered.freshUntil > now.toISOString();
}

function toCounterparty(answer: RegistryAnswer, remembered: Remembered, now: Date): Counterparty {
  switch (answer.outcome) {
    case 'found':
      return answer.counterparty;
    case 'not-found':
      return { outcome: 'not-found', checkedAt: now.toISOString(), stale: false };
    case 'unavailable':
      if (remembered !== undefined) return { ...remembered.counterparty, stale: true };
      return { outcome: 'unchecked', ...whyUnchecked(answer) };
  }
}
