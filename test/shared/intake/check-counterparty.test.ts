import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KnownCounterparty } from '#shared/domain/counterparty.ts';
import { checkCounterparty, type CounterpartyCheck } from '#shared/intake/check-counterparty.ts';
import type { RegistryAnswer } from '#shared/ports/counterparty-registry.ts';
import { InMemoryCounterparties } from '#test/support/in-memory-counterparties.ts';
import { ARRIVAL, found } from '#test/support/intake-world.ts';

const INN = '7736207543';
const TIMEOUT_MS = 1_200;
const YESTERDAY = '2026-11-22T09:00:00.000Z';
const TOMORROW = '2026-11-24T09:00:00.000Z';

const REMEMBERED: KnownCounterparty = {
  outcome: 'found',
  status: 'liquidating',
  name: 'ООО «Вчера»',
  type: 'legal',
  inn: INN,
  checkedAt: YESTERDAY,
  stale: false,
};

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
const down = async (): Promise<never> => {
  throw new Error('down');
};

describe('the counterparty check', () => {
  let asked: number[] = [];
  beforeEach(() => {
    asked = [];
    vi.useFakeTimers({ now: ARRIVAL });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function check(
    answer: (timeoutMs: number) => Promise<RegistryAnswer>,
    cache: Pick<CounterpartyCheck['cache'], 'find'> = new InMemoryCounterparties(),
  ): CounterpartyCheck {
    return {
      cache: { remember: down, find: (company) => cache.find(company) },
      clock: { now: () => new Date() },
      timeoutMs: TIMEOUT_MS,
      registry: {
        find: async (_company, timeoutMs) => {
          asked.push(timeoutMs);
          return answer(timeoutMs);
        },
      },
    };
  }

  async function remembering(freshUntil: string): Promise<InMemoryCounterparties> {
    const cache = new InMemoryCounterparties();
    await cache.remember({ country: 'RU', id: INN }, REMEMBERED, freshUntil);
    return cache;
  }

  /** The answer, and how long the lead waited for it. */
  async function outcomeOf(check: CounterpartyCheck) {
    const checked = checkCounterparty({ inn: INN }, check);
    const startedAt = Date.now();
    let waitedMs = -1;
    void checked.then(() => {
      waitedMs = Date.now() - startedAt;
    });
    await vi.advanceTimersByTimeAsync(60_000);
    return { counterparty: await checked, waitedMs };
  }

  it('asks nobody about a lead without an INN', async () => {
    const asking = check(async () => found(INN));

    expect(await checkCounterparty({}, asking)).toEqual({ outcome: 'unchecked', because: 'no-inn' });
    expect(asked).toEqual([]);
  });

  it('takes a fresh answer from the cache and spares the registry', async () => {
    const { counterparty } = await outcomeOf(check(async () => found(INN), await remembering(TOMORROW)));

    expect(counterparty).toEqual(REMEMBERED);
    expect(asked).toEqual([]);
  });

  it('asks the registry from the very moment an answer is not fresh any more', async () => {
    const cache = await remembering(ARRIVAL.toISOString());

    const { counterparty } = await outcomeOf(check(async () => found(INN), cache));

    expect(counterparty).toMatchObject({ outcome: 'found', status: 'active', stale: false });
    expect(asked).toEqual([TIMEOUT_MS]);
  });

  it('tells a company that is in no registry', async () => {
    const { counterparty } = await outcomeOf(check(async () => ({ outcome: 'not-found' })));

    expect(counterparty).toEqual({ outcome: 'not-found', checkedAt: ARRIVAL.toISOString(), stale: false });
  });

  it.each(['slow', 'unavailable', 'misconfigured', 'quota-spent'] as const)(
    'lets the lead go on unchecked when the registry is %s',
    async (because) => {
      const { counterparty } = await outcomeOf(check(async () => ({ outcome: 'unavailable', because })));

      expect(counterparty).toEqual({ outcome: 'unchecked', because });
    },
  );

  it('says from when on asking again may help, where the registry does', async () => {
    const retryAt = '2026-11-23T21:00:00.000Z';
    const quota = async () => ({ outcome: 'unavailable', because: 'quota-spent', retryAt }) as const;

    const { counterparty } = await outcomeOf(check(quota));

    expect(counterparty).toEqual({ outcome: 'unchecked', because: 'quota-spent', retryAt });
  });

  it('falls back on what was known before, marked as stale', async () => {
    const quota = async () => ({ outcome: 'unavailable', because: 'quota-spent' }) as const;

    const { counterparty } = await outcomeOf(check(quota, await remembering(YESTERDAY)));

    expect(counterparty).toEqual({ ...REMEMBERED, stale: true });
  });

  it('waits for a registry that hangs no longer than it may', async () => {
    const { counterparty, waitedMs } = await outcomeOf(check(never));

    expect(counterparty).toEqual({ outcome: 'unchecked', because: 'slow' });
    expect(waitedMs).toBe(TIMEOUT_MS);
  });

  it('falls back on what was known before also when the registry takes all the time', async () => {
    const slow = (timeoutMs: number) =>
      new Promise<RegistryAnswer>((resolve) => {
        setTimeout(() => resolve({ outcome: 'unavailable', because: 'slow' }), timeoutMs);
      });

    for (const answer of [slow, never]) {
      const cache = await remembering(YESTERDAY);
      const { counterparty, waitedMs } = await outcomeOf(check(answer, cache));

      expect(counterparty).toEqual({ ...REMEMBERED, stale: true });
      expect(waitedMs).toBe(TIMEOUT_MS);
    }
  });

  it('goes on unchecked should a registry fail against its promise', async () => {
    const { counterparty } = await outcomeOf(check(down));

    expect(counterparty).toEqual({ outcome: 'unchecked', because: 'unavailable' });
  });

  it('asks the registry when the cache is down', async () => {
    const { counterparty } = await outcomeOf(check(async () => found(INN), { find: down }));

    expect(counterparty).toMatchObject({ outcome: 'found', status: 'active' });
  });

  it('gives the registry what a slow cache has left', async () => {
    const cache = {
      find: () => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 500)),
    };

    await outcomeOf(check(async () => found(INN), cache));

    expect(asked).toEqual([TIMEOUT_MS - 500]);
  });

  it.each([TIMEOUT_MS - 49, 30_000])(
    'does not begin to ask when a cache of %i ms has left too little time',
    async (cacheMs) => {
      const cache = {
        find: () => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), cacheMs)),
      };

      const { counterparty, waitedMs } = await outcomeOf(check(async () => found(INN), cache));

      expect(counterparty).toEqual({ outcome: 'unchecked', because: 'slow' });
      expect(asked).toEqual([]);
      expect(waitedMs).toBe(Math.min(cacheMs, TIMEOUT_MS));
    },
  );

  it('stays within the time when cache and registry hang together', async () => {
    const { counterparty, waitedMs } = await outcomeOf(check(never, { find: never }));

    expect(counterparty).toEqual({ outcome: 'unchecked', because: 'slow' });
    expect(waitedMs).toBe(TIMEOUT_MS);
  });

  it('leaves no timer running behind it', async () => {
    await checkCounterparty(
      { inn: INN },
      check(async () => found(INN)),
    );

    expect(vi.getTimerCount()).toBe(0);
  });
});
