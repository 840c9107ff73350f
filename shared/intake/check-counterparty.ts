import type { Counterparty } from '#shared/domain/counterparty.ts';
import type { Requisites } from '#shared/domain/lead.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { CounterpartyCache } from '#shared/ports/counterparty-cache.ts';
import type { CounterpartyRegistry } from '#shared/ports/counterparty-registry.ts';

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
  const { inn, kpp } = requisites;
  if (inn === undefined) return { outcome: 'unchecked', because: 'no-inn' };
  return within(check.timeoutMs, ask(inn, kpp, check));
}

async function ask(inn: string, kpp: string | undefined, check: CounterpartyCheck): Promise<Counterparty> {
  const { cache, registry, clock } = check;
  const startedAt = clock.now();
  const remembered = await cache.find(inn, kpp).catch(() => undefined);
  if (remembered !== undefined && remembered.freshUntil > startedAt.toISOString())
    return remembered.counterparty;

  const leftMs = check.timeoutMs - (clock.now().getTime() - startedAt.getTime());
  if (leftMs < LEAST_REGISTRY_MS) return { outcome: 'unchecked', because: 'slow' };
  const answer = await registry.find(inn, kpp, leftMs);
  switch (answer.outcome) {
    case 'found':
      return answer.counterparty;
    case 'not-found':
      return { outcome: 'not-found', checkedAt: clock.now().toISOString(), stale: false };
    case 'unavailable':
      if (remembered !== undefined) return { ...remembered.counterparty, stale: true };
      return { outcome: 'unchecked', because: answer.because };
  }
}

async function within(milliseconds: number, asking: Promise<Counterparty>): Promise<Counterparty> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<Counterparty>((resolve) => {
    timer = setTimeout(() => resolve({ outcome: 'unchecked', because: 'slow' }), milliseconds);
  });
  try {
    return await Promise.race([asking, tooSlow]);
  } finally {
    clearTimeout(timer);
  }
}
