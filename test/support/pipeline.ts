import { assignmentHandler } from '#functions/assignment/handler.ts';
import { handoffHandler } from '#functions/handoff/handler.ts';
import { webFormHandler } from '#functions/web-form/handler.ts';
import { DynamoDbAssignmentBook } from '#shared/adapters/dynamodb/assignment-book.ts';
import { DynamoDbCounterpartyCache } from '#shared/adapters/dynamodb/counterparty-cache.ts';
import { DynamoDbHandoffDesk } from '#shared/adapters/dynamodb/handoff-desk.ts';
import { DynamoDbLeadRepository } from '#shared/adapters/dynamodb/lead-repository.ts';
import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import type { CompanyId, KnownCounterparty } from '#shared/domain/counterparty.ts';
import type { Settings } from '#shared/ports/settings.ts';
import type { WorkQueue } from '#shared/ports/work-queues.ts';
import { createLog } from '#shared/runtime/logs.ts';
import { createMeter } from '#shared/runtime/metrics.ts';
import { InMemoryCallNotes } from './in-memory-call-notes.ts';
import { InMemoryRateLimiter } from './in-memory-limiter.ts';
import { InMemorySettings } from './in-memory-settings.ts';
import { NO_DETAILS } from './no-details.ts';
import { NO_CAPTCHA } from './no-captcha.ts';
import type { TestTable } from './table.ts';
import { onDynamoDb } from './worlds.ts';

/** A queue that only remembers what it was told. */
export class RecordingQueue implements WorkQueue {
  readonly sent: string[] = [];
  /** In the order of `sent`; undefined for what was not to wait. */
  readonly delays: (number | undefined)[] = [];

  async send(leadId: string, _reason?: string, delaySeconds?: number): Promise<void> {
    this.sent.push(leadId);
    this.delays.push(delaySeconds);
  }
}

/** The functions on the way of a lead, over a real table, with queues that stand still and outsiders that agree. */
export function pipelineOver(table: TestTable, settings: Settings) {
  const assignments = new RecordingQueue();
  const handoffs = new RecordingQueue();
  const tools = { log: createLog(), meter: createMeter() };
  const { clients, owners } = onDynamoDb(table);
  const shared = {
    ...tools,
    leads: new DynamoDbLeadRepository(table.client, table.name),
    clients,
    owners,
    settings: new InMemorySettings(settings),
    phones: new LibPhoneNumbers(),
    details: NO_DETAILS,
    cache: new DynamoDbCounterpartyCache(table.client, table.name),
    clock: { now: () => new Date() },
    registryFor: () => ({
      find: async ({ id }: CompanyId) => ({ outcome: 'found' as const, counterparty: aCompany(id) }),
    }),
  };
  const webForm = webFormHandler({
    ...shared,
    assignments,
    limiter: new InMemoryRateLimiter(),
    notes: new InMemoryCallNotes(),
    secrets: { find: async () => undefined },
    captcha: NO_CAPTCHA,
    randomId: () => '0123456789abcdef01234567',
  });
  const assignment = assignmentHandler({
    ...shared,
    book: new DynamoDbAssignmentBook(table.client, table.name),
    handoffs,
  });
  const handoff = handoffHandler({
    ...shared,
    desk: new DynamoDbHandoffDesk(table.client, table.name),
    archive: { content: async () => undefined },
    gateway: { deliver: async () => ({ outcome: 'delivered', externalId: '10017' }) },
    links: { tokenFor: async () => 'token', parse: async () => undefined },
  });
  return { ...shared, webForm, assignment, handoff, assignments, handoffs };
}

function aCompany(inn: string): KnownCounterparty {
  return {
    outcome: 'found',
    status: 'active',
    name: 'ООО «ЯНДЕКС»',
    type: 'legal',
    inn,
    kpp: '770401001',
    ogrn: '1027700229193',
    region: 'RU-MOW',
    okved: '62.01',
    registeredOn: '2000-09-14',
    employees: 1_500,
    revenueRub: 250_000_000,
    checkedAt: new Date().toISOString(),
    stale: false,
  };
}
