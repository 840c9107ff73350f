import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CounterpartyCheckSettings, RegistrySettings } from '#shared/domain/policy.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { CircuitBook } from '#shared/ports/circuit-book.ts';
import type { CounterpartyRegistry } from '#shared/ports/counterparty-registry.ts';
import type { KeyHistory } from '#shared/ports/key-history.ts';
import type { RateLimiter } from '#shared/ports/rate-limiter.ts';
import { CheckoRegistry } from '../checko/checko-registry.ts';
import { DadataRegistry, type OwnLimits } from '../dadata/dadata-registry.ts';
import { DynamoDbCircuitBook } from '../dynamodb/circuit-book.ts';
import { DynamoDbKeyHistory } from '../dynamodb/key-history.ts';
import { SharedRateLimiter } from '../dynamodb/rate-limiter.ts';
import type { Addresses } from '../http-client/address-guard.ts';
import { CircuitBreaker, type CircuitOpened } from '../registries/circuit-breaker.ts';
import { FailoverRegistry } from '../registries/failover-registry.ts';
import { GuardedRegistry } from '../registries/guarded-registry.ts';
import type { RegistryClient } from '../registries/registry-client.ts';

/** DaData takes 30 requests a second, 1,800 a minute; a third of that leaves bursts their room. */
const REQUESTS_PER_MINUTE = 600;

/** DaData takes 60 new connections a minute from one address, and all functions may share one. */
const CONNECTIONS_PER_MINUTE = 50;

export interface RegistryTools {
  readonly circuits: CircuitBook;
  readonly keys: KeyHistory;
  /** Counts requests, mostly in memory. */
  readonly requests: RateLimiter;
  /** Counts new connections, each at once with everybody's. */
  readonly connections: RateLimiter;
  readonly clock: Clock;
  readonly addresses: Addresses;
  findSecret(name: string): Promise<string | undefined>;
  readonly circuitOpened?: ((event: CircuitOpened) => void) | undefined;
}

/** What the registries keep in the table. */
export function registryTables(client: DynamoDBClient, table: string) {
  return {
    circuits: new DynamoDbCircuitBook(client, table),
    keys: new DynamoDbKeyHistory(client, table),
    requests: new SharedRateLimiter(client, table),
    connections: new SharedRateLimiter(client, table, { countsAlone: 0 }),
  };
}

/** The registries by their settings: one client for each, since it holds the connections. */
export function createRegistries(tools: RegistryTools) {
  const made = new Map<string, CounterpartyRegistry>();
  const guarded = (settings: RegistrySettings): CounterpartyRegistry => {
    const { registry, baseUrl, tokenSecret } = settings;
    const key = `${registry} ${baseUrl} ${tokenSecret}`;
    const known = made.get(key) ?? guardedRegistry(settings, tools);
    made.set(key, known);
    return known;
  };
  return (settings: CounterpartyCheckSettings): CounterpartyRegistry =>
    settings.fallback === undefined
      ? guarded(settings)
      : new FailoverRegistry(guarded(settings), guarded(settings.fallback));
}

function guardedRegistry(settings: RegistrySettings, tools: RegistryTools): CounterpartyRegistry {
  const { circuits: book, clock, circuitOpened: opened } = tools;
  const circuit = new CircuitBreaker({ system: settings.registry, book, clock, opened });
  return new GuardedRegistry(clientFor(settings, tools), circuit);
}

function clientFor(
  { registry, baseUrl, tokenSecret }: RegistrySettings,
  tools: RegistryTools,
): RegistryClient {
  const { addresses, clock, keys } = tools;
  const key = () => tools.findSecret(tokenSecret);
  const now = () => clock.now();
  switch (registry) {
    case 'dadata':
      return new DadataRegistry({ baseUrl, token: key, now, keys, addresses, limits: dadataLimits(tools) });
    case 'checko':
      return new CheckoRegistry({ baseUrl, key, now, addresses });
  }
}

function dadataLimits({ requests, connections, clock }: RegistryTools): OwnLimits {
  const admits = async (limiter: RateLimiter, key: string, perMinute: number): Promise<boolean> =>
    (await limiter.admit(key, perMinute, clock.now())).outcome === 'admitted';
  return {
    mayAsk: () => admits(requests, 'registry-requests#dadata', REQUESTS_PER_MINUTE),
    mayConnect: () => admits(connections, 'registry-connections#dadata', CONNECTIONS_PER_MINUTE),
  };
}
