import { DynamoDbAssignmentBook } from '#shared/adapters/dynamodb/assignment-book.ts';
import { DynamoDbCircuitBook } from '#shared/adapters/dynamodb/circuit-book.ts';
import { DynamoDbClientBook } from '#shared/adapters/dynamodb/client-book.ts';
import { DynamoDbClientOwners } from '#shared/adapters/dynamodb/client-owners.ts';
import { DynamoDbCounterpartyCache } from '#shared/adapters/dynamodb/counterparty-cache.ts';
import { DynamoDbDutyRoster } from '#shared/adapters/dynamodb/duty-roster.ts';
import { DynamoDbHandoffDesk } from '#shared/adapters/dynamodb/handoff-desk.ts';
import { DynamoDbHeldLeads } from '#shared/adapters/dynamodb/held-leads.ts';
import { DynamoDbKeyHistory } from '#shared/adapters/dynamodb/key-history.ts';
import { DynamoDbLeadRepository } from '#shared/adapters/dynamodb/lead-repository.ts';
import { DynamoDbLeadSweep } from '#shared/adapters/dynamodb/lead-sweep.ts';
import { HmacClientKeys } from '#shared/adapters/hmac/hmac-client-keys.ts';
import type { AssignmentBook } from '#shared/ports/assignment-book.ts';
import type { CircuitBook } from '#shared/ports/circuit-book.ts';
import type { ClientBook } from '#shared/ports/client-book.ts';
import type { ClientOwners } from '#shared/ports/client-owners.ts';
import type { CounterpartyCache } from '#shared/ports/counterparty-cache.ts';
import type { DutyRoster } from '#shared/ports/duty-roster.ts';
import type { HandoffDesk } from '#shared/ports/handoff-desk.ts';
import type { HeldLeads } from '#shared/ports/held-leads.ts';
import type { KeyHistory } from '#shared/ports/key-history.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { LeadSweep } from '#shared/ports/lead-sweep.ts';
import { InMemoryCircuits, InMemoryKeys } from './in-memory-circuits.ts';
import { InMemoryClientOwners } from './in-memory-client-owners.ts';
import { InMemoryCounterparties } from './in-memory-counterparties.ts';
import { InMemoryLeads } from './in-memory-leads.ts';
import { startTables, type TestTable } from './table.ts';

/** The ports that share the table, over one empty table. */
export interface World {
  readonly leads: LeadRepository;
  readonly book: AssignmentBook;
  readonly clients: ClientBook;
  readonly owners: ClientOwners;
  readonly sweep: LeadSweep;
  readonly desk: HandoffDesk;
  readonly roster: DutyRoster;
  readonly held: HeldLeads;
  readonly cache: CounterpartyCache;
  readonly circuits: CircuitBook;
  readonly keys: KeyHistory;
}

/** Where worlds come from; started once for a file of tests. */
export interface WorldMaker {
  open(now?: () => Date): Promise<World>;
  stop(): Promise<void>;
}

/** Every provider of the ports, by name: `describe.each(WORLDS)`. */
export const WORLDS: readonly { readonly name: string; start(): Promise<WorldMaker> }[] = [
  {
    name: 'in memory',
    start: async () => ({ open: async (now) => inMemory(now), stop: async () => undefined }),
  },
  {
    name: 'on DynamoDB',
    start: async () => {
      const tables = await startTables();
      return { open: async (now) => onDynamoDb(await tables.open(), now), stop: tables.stop };
    },
  },
];

export function onDynamoDb({ client, name }: Omit<TestTable, 'stop'>, now?: () => Date): World {
  return {
    leads: new DynamoDbLeadRepository(client, name),
    book: new DynamoDbAssignmentBook(client, name),
    clients: clientsOnDynamoDb({ client, name }),
    owners: new DynamoDbClientOwners(client, name, CLIENT_KEYS, now),
    sweep: new DynamoDbLeadSweep(client, name),
    desk: new DynamoDbHandoffDesk(client, name),
    roster: new DynamoDbDutyRoster(client, name),
    held: new DynamoDbHeldLeads(client, name),
    cache: new DynamoDbCounterpartyCache(client, name, now),
    circuits: new DynamoDbCircuitBook(client, name),
    keys: new DynamoDbKeyHistory(client, name),
  };
}

export function clientsOnDynamoDb({ client, name }: Omit<TestTable, 'stop'>): ClientBook {
  return new DynamoDbClientBook(client, name, CLIENT_KEYS);
}

const CLIENT_KEYS = new HmacClientKeys({ find: async () => 'identity of tests' });

function inMemory(now?: () => Date): World {
  const table = new InMemoryLeads();
  return {
    leads: table,
    book: table,
    clients: table,
    owners: new InMemoryClientOwners(now),
    sweep: table,
    desk: table,
    roster: table,
    held: table,
    cache: new InMemoryCounterparties(),
    circuits: new InMemoryCircuits(),
    keys: new InMemoryKeys(),
  };
}
