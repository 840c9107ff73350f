import type { Counterparty } from './counterparty.ts';
import type { Lead } from './lead.ts';
import { HOUR_MS, type Timestamp } from './time.ts';

const DAY_MS = 24 * HOUR_MS;

/** How long an answer of the registry may be relied on: what is ending changes fast, what has ended does not. */
export function freshForMs(counterparty: Exclude<Counterparty, { outcome: 'unchecked' }>): number {
  if (counterparty.outcome === 'not-found') return DAY_MS;
  switch (counterparty.status) {
    case 'active':
      return 7 * DAY_MS;
    case 'liquidated':
      return 30 * DAY_MS;
    case 'liquidating':
    case 'bankrupt':
    case 'reorganizing':
    case 'unknown':
      return DAY_MS;
  }
}

export function freshUntil(counterparty: Exclude<Counterparty, { outcome: 'unchecked' }>): Timestamp {
  return new Date(Date.parse(counterparty.checkedAt) + freshForMs(counterparty)).toISOString();
}

/** The answer the registry gave for this very lead, which nobody has put into the cache yet. */
export function newlyHeard(lead: Lead): Exclude<Counterparty, { outcome: 'unchecked' }> | undefined {
  const { counterparty } = lead;
  if (counterparty === undefined || counterparty.outcome === 'unchecked' || counterparty.stale)
    return undefined;
  return counterparty.checkedAt >= lead.receivedAt ? counterparty : undefined;
}
