import { describe, expect, it } from 'vitest';
import { FailoverRegistry } from '#shared/adapters/registries/failover-registry.ts';
import type { CounterpartyRegistry, RegistryAnswer } from '#shared/ports/counterparty-registry.ts';
import { found } from '#test/support/intake-world.ts';

const COMPANY = { country: 'RU', id: '7707083893' };
const EARLY = '2026-11-23T09:01:00.000Z';
const LATE = '2026-11-23T21:00:00.000Z';

function registry(answer: RegistryAnswer) {
  const given: number[] = [];
  const find: CounterpartyRegistry['find'] = async (_company, timeoutMs) => {
    given.push(timeoutMs);
    return answer;
  };
  return { find, given };
}

function down(retryAt?: string, because: 'quota-spent' | 'slow' = 'quota-spent'): RegistryAnswer {
  return { outcome: 'unavailable', because, ...(retryAt === undefined ? {} : { retryAt }) };
}

describe('two registries', () => {
  it.each([found('7707083893'), { outcome: 'not-found' } as const])(
    'are one while the first answers, be it that there is nobody: %j',
    async (answer) => {
      const second = registry(found('7707083893', { name: 'of the second' }));

      expect(await new FailoverRegistry(registry(answer), second).find(COMPANY, 1_000)).toEqual(answer);
      expect(second.given).toEqual([]);
    },
  );

  it.each([found('7707083893'), { outcome: 'not-found' } as const])(
    'answer by the second when the first cannot: %j',
    async (answer) => {
      const registries = new FailoverRegistry(registry(down(LATE)), registry(answer));

      expect(await registries.find(COMPANY, 1_000)).toEqual(answer);
    },
  );

  it('share the time so that the second still has its chance', async () => {
    const first = registry(down());
    const second = registry(down());

    await new FailoverRegistry(first, second).find(COMPANY, 1_000);
    await new FailoverRegistry(first, second).find(COMPANY, 10_000);

    expect(first.given).toEqual([600, 9_400]);
    const [unused] = second.given;
    expect(unused).toBeGreaterThan(900);
    expect(unused).toBeLessThanOrEqual(1_000);
  });

  it.each([
    [LATE, EARLY, EARLY],
    [EARLY, LATE, EARLY],
    [undefined, LATE, undefined],
    [LATE, undefined, undefined],
  ])('when both are down are worth asking again once either is: %s, %s', async (first, second, retryAt) => {
    const registries = new FailoverRegistry(registry(down(first)), registry(down(second, 'slow')));

    expect(await registries.find(COMPANY, 1_000)).toEqual(down(retryAt));
  });
});
