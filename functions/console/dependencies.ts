import type { AssignmentBook } from '#shared/ports/assignment-book.ts';
import type { CircuitBook } from '#shared/ports/circuit-book.ts';
import type { ClientBook } from '#shared/ports/client-book.ts';
import type { ClientOwners } from '#shared/ports/client-owners.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { CrmCards } from '#shared/ports/crm-cards.ts';
import type { DutyRoster } from '#shared/ports/duty-roster.ts';
import type { ErasureBook } from '#shared/ports/erasure-book.ts';
import type { HeldLeads } from '#shared/ports/held-leads.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { OfferLinks } from '#shared/ports/offer-links.ts';
import type { RepLinks } from '#shared/ports/rep-links.ts';
import type { ReplayBook } from '#shared/ports/replay-book.ts';
import type { ReplayQueue } from '#shared/ports/replay-queue.ts';
import type { ReportBook } from '#shared/ports/report-book.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import type { SettingsArchive, SettingsReader } from '#shared/ports/settings.ts';
import type { ShadowBook } from '#shared/ports/shadow-book.ts';
import type { WorkQueue } from '#shared/ports/work-queues.ts';
import type { Log } from '#shared/runtime/logs.ts';
import type { Meter } from '#shared/runtime/metrics.ts';
import type { SimulationTools } from './simulate.ts';

export interface ConsoleDependencies {
  readonly leads: LeadRepository;
  readonly settings: SettingsReader;
  /** Every version ever published, to explain a lead by what it was judged by, and to publish the next. */
  readonly archive: SettingsArchive;
  readonly book: AssignmentBook;
  /** Who asked first: where a wrong merge is undone. */
  readonly clients: Pick<ClientBook, 'part' | 'findHolders'>;
  readonly roster: DutyRoster;
  /** Who had a client's last lead, noted when a rep accepts. */
  readonly owners?: ClientOwners;
  readonly held: HeldLeads;
  readonly erasures: ErasureBook;
  readonly assignments: WorkQueue;
  readonly handoffs: WorkQueue;
  readonly replays: ReplayBook;
  readonly replayQueue: ReplayQueue;
  readonly shadow: ShadowBook;
  readonly simulation: () => Promise<SimulationTools>;
  readonly links: OfferLinks;
  /** Links of the reps' own pages. */
  readonly repLinks: RepLinks;
  readonly secrets: Secrets;
  readonly circuits: Pick<CircuitBook, 'read'>;
  readonly reports: ReportBook;
  /** Hashes what a lead is found by. */
  readonly terms: { hash(kind: string, value: string): Promise<string> };
  /** Made when the first event of a CRM comes. */
  readonly cards: () => Promise<CrmCards>;
  readonly clock: Clock;
  /** Waits before trying again to write what somebody else has changed; `attempt` from 1. */
  readonly pause: (attempt: number) => Promise<void>;
  readonly log: Pick<Log, 'error' | 'info'>;
  readonly meter: Pick<Meter, 'count' | 'publish'>;
}
