import { gateOf } from '#shared/domain/circuit.ts';
import { isSettled, type Handoff } from '#shared/domain/handoff.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { CircuitBook } from '#shared/ports/circuit-book.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { Settings, SettingsReader } from '#shared/ports/settings.ts';

/** What was seen lately says how a connector is: so many leads are looked at, the newest. */
const LEADS_LOOKED_AT = 100;

/** `quiet`: nothing went over it among the leads that were looked at. */
export type ConnectorState = 'ok' | 'trouble' | 'quiet';

export interface SourceHealth {
  readonly id: string;
  readonly provider: string;
  readonly state: ConnectorState;
  readonly lastLeadAt: Timestamp | null;
  readonly leads: number;
}

export interface DestinationHealth {
  readonly id: string;
  readonly type: string;
  readonly state: ConnectorState;
  readonly delivered: number;
  /** Not delivered yet: not tried, or to be tried again. */
  readonly waiting: number;
  readonly rejected: number;
  readonly lastDeliveredAt: Timestamp | null;
  /** Why the last attempt that failed did, and when, where something still waits or was given up. */
  readonly lastFailure: { readonly at: Timestamp | null; readonly because: string } | null;
}

export interface RegistryHealth {
  readonly id: string;
  readonly state: 'ok' | 'trouble';
  readonly because: string | null;
  /** Not asked before then. */
  readonly until: Timestamp | null;
}

export interface ConnectorHealth {
  readonly lookedAt: number;
  readonly sources: readonly SourceHealth[];
  readonly destinations: readonly DestinationHealth[];
  readonly registries: readonly RegistryHealth[];
}

export interface HealthDependencies {
  readonly leads: Pick<LeadRepository, 'list'>;
  readonly settings: Pick<SettingsReader, 'current'>;
  readonly circuits: Pick<CircuitBook, 'read'>;
}

/** How each outside system did with the newest leads, and which registries are not asked at present. */
export async function connectorHealth(
  now: Date,
  { leads, settings, circuits }: HealthDependencies,
): Promise<ConnectorHealth> {
  const [{ leads: newest }, { sources }, { destinations }, policy] = await Promise.all([
    leads.list({}, LEADS_LOOKED_AT),
    settings.current('sources'),
    settings.current('destinations'),
    settings.current('policy'),
  ]);
  const handoffs = newest.flatMap((lead) => lead.handoffs);
  return {
    lookedAt: newest.length,
    sources: sources
      .map(({ id, provider }) => sourceHealth(id, provider, newest))
      .sort((one, other) => other.leads - one.leads),
    destinations: destinations.map(({ id, type }) =>
      destinationHealth(
        id,
        type,
        handoffs.filter(({ destination }) => destination === id),
      ),
    ),
    registries: await Promise.all(registriesOf(policy).map((id) => registryHealth(id, now, circuits))),
  };
}

function sourceHealth(id: string, provider: string, newest: readonly Lead[]): SourceHealth {
  const own = newest.filter(({ source }) => source === id);
  return {
    id,
    provider,
    state: own.length === 0 ? 'quiet' : 'ok',
    lastLeadAt: own[0]?.receivedAt ?? null,
    leads: own.length,
  };
}

/** In trouble when something failed after the last delivery: what failed before it was mended since. */
function destinationHealth(id: string, type: string, handoffs: readonly Handoff[]): DestinationHealth {
  const delivered = handoffs.filter(({ outcome }) => outcome === 'delivered');
  const failed = handoffs
    .filter(({ outcome, attempt }) => outcome !== 'delivered' && attempt > 0)
    .sort((one, other) => ((one.at ?? '') < (other.at ?? '') ? 1 : -1));
  const lastDeliveredAt = latest(delivered);
  const [last] = failed;
  const failing = last !== undefined && (last.at ?? '') > (lastDeliveredAt ?? '');
  return {
    id,
    type,
    state: failing ? 'trouble' : handoffs.length === 0 ? 'quiet' : 'ok',
    delivered: delivered.length,
    waiting: handoffs.filter((one) => !isSettled(one)).length,
    rejected: handoffs.filter(({ outcome }) => outcome === 'rejected').length,
    lastDeliveredAt,
    lastFailure: last === undefined ? null : { at: last.at ?? null, because: last.reason ?? last.outcome },
  };
}

async function registryHealth(
  id: string,
  now: Date,
  circuits: HealthDependencies['circuits'],
): Promise<RegistryHealth> {
  const gate = gateOf(await circuits.read(id), now);
  if (gate.state === 'open') return { id, state: 'trouble', because: gate.because, until: gate.until };
  return { id, state: 'ok', because: null, until: null };
}

function registriesOf({ counterpartyCheck }: Settings['policy']): readonly string[] {
  const { registry, fallback } = counterpartyCheck;
  return [...new Set([registry, ...(fallback === undefined ? [] : [fallback.registry])])];
}

function latest(handoffs: readonly Handoff[]): Timestamp | null {
  return handoffs.reduce<Timestamp | null>(
    (last, { at }) => (at !== undefined && (last === null || at > last) ? at : last),
    null,
  );
}
