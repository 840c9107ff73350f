import { beforeEach, describe, expect, it } from 'vitest';
import { CircuitBreaker, type CircuitOpened } from '#shared/adapters/registries/circuit-breaker.ts';
import { GuardedRegistry } from '#shared/adapters/registries/guarded-registry.ts';
import type { Asked } from '#shared/adapters/registries/registry-client.ts';
import type { CircuitBook } from '#shared/ports/circuit-book.ts';
import { InMemoryCircuits } from '#test/support/in-memory-circuits.ts';
import { HandClock } from '#test/support/intake-world.ts';

const COMPANY = { country: 'RU', id: '7707083893' };
const TIMEOUT_MS = 1_000;
const MIDNIGHT = '2026-11-23T21:00:00.000Z';

const NOT_FOUND: Asked = { outcome: 'not-found' };
const DOWN: Asked = { outcome: 'unavailable', because: 'unavailable' };
const SLOW: Asked = { outcome: 'unavailable', because: 'slow' };
const QUOTA: Asked = { outcome: 'unavailable', because: 'quota-spent', retryAt: MIDNIGHT };

describe('a registry behind its circuit', () => {
  let circuits: InMemoryCircuits;
  let clock: HandClock;
  let opened: CircuitOpened[];
  let says: Asked;
  let asked: number;
  beforeEach(() => {
    circuits = new InMemoryCircuits();
    clock = new HandClock();
    opened = [];
    says = NOT_FOUND;
    asked = 0;
  });

  function environment(book: CircuitBook = circuits): GuardedRegistry {
    const client = {
      ask: async () => {
        asked += 1;
        return says;
      },
    };
    const tell = (event: CircuitOpened) => void opened.push(event);
    return new GuardedRegistry(client, new CircuitBreaker({ system: 'dadata', book, clock, opened: tell }));
  }

  async function ask(registry: GuardedRegistry, times = 1, timeoutMs = TIMEOUT_MS): Promise<void> {
    for (let one = 0; one < times; one += 1) await registry.find(COMPANY, timeoutMs);
  }

  it('costs leads one reading in five seconds while all is well, and no writing', async () => {
    const registry = environment();

    await ask(registry, 20);
    expect({ asked, reads: circuits.reads, writes: circuits.writes }).toEqual({
      asked: 20,
      reads: 1,
      writes: 0,
    });
    clock.pass(5_000);
    await ask(registry);
    expect(circuits.reads).toBe(2);
  });

  it.each([
    ['down', DOWN, 'unavailable'],
    ['slow', SLOW, 'slow'],
  ] as const)('is not asked any more after five failures in a row: %s', async (_what, answer, because) => {
    says = answer;
    const registry = environment();
    await ask(registry, 5);

    const refused = await registry.find(COMPANY, TIMEOUT_MS);

    expect(refused).toEqual({ outcome: 'unavailable', because, retryAt: '2026-11-23T09:01:00.000Z' });
    expect(asked).toBe(5);
    expect(opened).toEqual([{ system: 'dadata', because, until: '2026-11-23T09:01:00.000Z' }]);
  });

  it('counts failures of all environments together', async () => {
    says = DOWN;
    const [one, other] = [environment(), environment()];
    await ask(one, 3);
    await ask(other, 2);
    clock.pass(5_000);

    await ask(one);

    expect(asked).toBe(5);
    expect(opened).toHaveLength(1);
  });

  it('is closed to all others within seconds of one spent quota, until midnight', async () => {
    const [one, other] = [environment(), environment()];
    await ask(other);
    says = QUOTA;
    await ask(one);
    clock.pass(5_000);

    expect(await other.find(COMPANY, TIMEOUT_MS)).toEqual(QUOTA);
    expect(asked).toBe(2);
    expect(opened).toEqual([{ system: 'dadata', because: 'quota-spent', until: MIDNIGHT }]);
  });

  it('is tried by a single environment once the time is up, and by all when that went well', async () => {
    says = DOWN;
    const environments = [environment(), environment(), environment()];
    for (const one of environments) await ask(one, 2);
    clock.pass(60_000);
    asked = 0;
    let answer = (_asked: Asked): void => undefined;
    const registry = new GuardedRegistry(
      { ask: () => new Promise<Asked>((resolve) => (answer = resolve)) },
      new CircuitBreaker({ system: 'dadata', book: circuits, clock }),
    );

    const probe = registry.find(COMPANY, TIMEOUT_MS);
    await new Promise((resolve) => setImmediate(resolve));
    for (const one of environments) await ask(one);
    expect(asked).toBe(0);

    answer(NOT_FOUND);
    expect(await probe).toEqual(NOT_FOUND);
    clock.pass(5_000);
    for (const one of environments) await ask(one);
    expect(asked).toBe(3);
  });

  it('stays away for another minute when the probe fails, and says so again', async () => {
    says = DOWN;
    const registry = environment();
    await ask(registry, 5);
    clock.pass(60_000);

    await ask(registry, 3);

    expect(asked).toBe(6);
    expect(opened.map(({ until }) => until)).toEqual([
      '2026-11-23T09:01:00.000Z',
      '2026-11-23T09:02:00.000Z',
    ]);
  });

  it('is not blamed for what was never asked, nor for silence when it had no time to speak', async () => {
    const registry = environment();
    says = { outcome: 'not-asked', because: 'slow' };
    expect(await registry.find(COMPANY, TIMEOUT_MS)).toEqual({ outcome: 'unavailable', because: 'slow' });
    await ask(registry, 9);
    says = SLOW;
    await ask(registry, 9, 100);

    expect(circuits.writes).toBe(0);
  });

  it('goes by what it sees itself when the book is down or hangs', async () => {
    const fail = async () => Promise.reject(new Error('the table is down'));
    const hang = () => new Promise<never>(() => undefined);
    for (const book of [
      { read: fail, save: fail },
      { read: hang, save: fail },
    ]) {
      asked = 0;
      says = DOWN;
      const registry = environment(book);
      await ask(registry, 8);
      expect(asked).toBe(5);
    }
  });
});
