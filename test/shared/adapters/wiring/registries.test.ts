import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRegistries } from '#shared/adapters/wiring/registries.ts';
import type { CircuitOpened } from '#shared/adapters/registries/circuit-breaker.ts';
import { InMemoryCircuits, InMemoryKeys } from '#test/support/in-memory-circuits.ts';
import { InMemoryRateLimiter } from '#test/support/in-memory-limiter.ts';
import { HandClock } from '#test/support/intake-world.ts';
import { standInServer, type StandInServer } from '#test/support/stand-in-server.ts';

const ALPHA = { country: 'RU', id: '7799123455' };
const SECRETS: Readonly<Record<string, string>> = {
  'dadata-token': 'first-secret',
  'checko-key': 'second-secret',
};

let outside: StandInServer;
beforeAll(async () => {
  outside = await standInServer();
});
afterAll(() => outside.stop());

describe('DaData with Checko behind it', () => {
  let clock: HandClock;
  let opened: CircuitOpened[];
  beforeEach(async () => {
    await outside.clear();
    clock = new HandClock();
    opened = [];
  });

  function registries(withFallback = true) {
    const registryFor = createRegistries({
      circuits: new InMemoryCircuits(),
      keys: new InMemoryKeys(),
      requests: new InMemoryRateLimiter(),
      connections: new InMemoryRateLimiter(),
      clock,
      addresses: 'loopback-too',
      findSecret: async (name) => SECRETS[name],
      circuitOpened: (event) => void opened.push(event),
    });
    const fallback = {
      registry: 'checko',
      baseUrl: `${outside.url}/checko`,
      tokenSecret: 'checko-key',
    } as const;
    return registryFor({
      registry: 'dadata',
      baseUrl: `${outside.url}/registry/suggestions/api/4_1/rs`,
      tokenSecret: 'dadata-token',
      timeoutMs: 1_000,
      uncheckedWaitsMinutes: 0,
      ...(withFallback ? { fallback } : {}),
    });
  }

  it('asks the first alone while it answers', async () => {
    expect(await registries().find(ALPHA, 1_000)).toMatchObject({ counterparty: { registry: 'dadata' } });
    expect(outside.deliveries()).toMatchObject({ registry: { asked: 1 }, checko: { asked: 0 } });
  });

  it('leaves the first alone until midnight once its quota is spent, and asks the second', async () => {
    const registry = registries();
    await registry.find(ALPHA, 1_000);
    outside.setFault('registry', { mode: 'refusing', status: 403 });

    for (let lead = 0; lead < 3; lead += 1)
      expect(await registry.find(ALPHA, 1_000)).toMatchObject({
        counterparty: { registry: 'checko', status: 'active', region: 'RU-MOW', employees: 59 },
      });

    expect(outside.deliveries().checko.asked).toBe(3);
    expect(opened).toEqual([{ system: 'dadata', because: 'quota-spent', until: '2026-11-23T21:00:00.000Z' }]);
    outside.setFault('registry', { mode: 'ok' });
    clock.pass(12 * 60 * 60 * 1_000);
    expect(await registry.find(ALPHA, 1_000)).toMatchObject({ counterparty: { registry: 'dadata' } });
  });

  it('says why and until when, if both are out, and gives no key away', async () => {
    outside.setFault('registry', { mode: 'refusing', status: 403 });
    outside.setFault('checko', { mode: 'refusing', status: 403 });

    const answer = await registries().find(ALPHA, 1_000);

    expect(answer).toEqual({
      outcome: 'unavailable',
      because: 'misconfigured',
      retryAt: '2026-11-23T09:05:00.000Z',
    });
    for (const secret of Object.values(SECRETS))
      expect(JSON.stringify([answer, opened])).not.toContain(secret);
  });

  it('has time left for the second when the first hangs', async () => {
    outside.setFault('registry', { mode: 'slow', ms: 60_000 });
    const startedAt = performance.now();

    const answer = await registries().find(ALPHA, 1_000);

    expect(answer).toMatchObject({ counterparty: { registry: 'checko' } });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('does without a second where none is set', async () => {
    outside.setFault('registry', { mode: 'down' });

    expect(await registries(false).find(ALPHA, 1_000)).toEqual({
      outcome: 'unavailable',
      because: 'unavailable',
    });
    expect(outside.deliveries().checko.asked).toBe(0);
  });
});
