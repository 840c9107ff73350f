import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import type { CompanyId, KnownCounterparty } from '#shared/domain/counterparty.ts';
import type { TakeDependencies } from '#shared/intake/take-request.ts';
import type { RegistryAnswer } from '#shared/ports/counterparty-registry.ts';
import type { Settings } from '#shared/ports/settings.ts';
import { InMemoryCallNotes } from './in-memory-call-notes.ts';
import { InMemoryClientOwners } from './in-memory-client-owners.ts';
import { InMemoryCounterparties } from './in-memory-counterparties.ts';
import { InMemoryLeads } from './in-memory-leads.ts';
import { InMemoryRateLimiter } from './in-memory-limiter.ts';
import { InMemorySettings } from './in-memory-settings.ts';
import { NO_DETAILS } from './no-details.ts';
import { RecordingQueue } from './pipeline.ts';

export const ARRIVAL = new Date('2026-11-23T09:00:00.000Z');

/** A clock that stands still until it is moved. */
export class HandClock {
  #now: Date;

  constructor(now: Date = ARRIVAL) {
    this.#now = now;
  }

  now(): Date {
    return this.#now;
  }

  pass(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds);
  }
}

export interface IntakeWorld extends TakeDependencies {
  readonly leads: InMemoryLeads;
  readonly cache: InMemoryCounterparties;
  readonly owners: InMemoryClientOwners;
  readonly assignments: RecordingQueue;
  readonly limiter: InMemoryRateLimiter;
  readonly notes: InMemoryCallNotes;
  readonly clock: HandClock;
}

/** What intake needs, in memory, with a registry that knows every company as active. */
export function intakeWorld(
  settings: Settings,
  registry: (inn: string, company: CompanyId) => Promise<RegistryAnswer> = async (inn) => found(inn),
  secrets: Readonly<Record<string, string>> = {},
): IntakeWorld {
  let made = 0;
  const leads = new InMemoryLeads();
  const clock = new HandClock();
  return {
    leads,
    clients: leads,
    details: NO_DETAILS,
    settings: new InMemorySettings(settings),
    cache: new InMemoryCounterparties(),
    owners: new InMemoryClientOwners(() => clock.now()),
    assignments: new RecordingQueue(),
    limiter: new InMemoryRateLimiter(),
    notes: new InMemoryCallNotes(),
    phones: new LibPhoneNumbers(),
    clock,
    randomId: () => `random-id-${(made += 1)}`,
    registryFor: () => ({ find: (company) => registry(company.id, company) }),
    secrets: { find: async (name) => secrets[name] },
  };
}

export function found(inn: string, overrides: Partial<KnownCounterparty> = {}): RegistryAnswer {
  return { outcome: 'found', counterparty: { ...aCompany(inn), ...overrides } };
}

function aCompany(inn: string): KnownCounterparty {
  return {
    outcome: 'found',
    status: 'active',
    name: 'ООО «ЯНДЕКС»',
    type: 'legal',
    inn,
    region: 'RU-MOW',
    checkedAt: ARRIVAL.toISOString(),
    stale: false,
  };
}
