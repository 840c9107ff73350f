import { judge } from '#shared/domain/judge.ts';
import { heldBack } from '#shared/domain/later-check.ts';
import { judged } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { CounterpartyCheckSettings } from '#shared/domain/policy.ts';
import type { CounterpartyCache } from '#shared/ports/counterparty-cache.ts';
import type { CounterpartyRegistry } from '#shared/ports/counterparty-registry.ts';
import { checkCounterparty } from './check-counterparty.ts';
import { completeLead, type Completing } from './complete-lead.ts';

export interface Judges extends Completing {
  readonly cache: CounterpartyCache;
  readonly registryFor: (settings: CounterpartyCheckSettings) => CounterpartyRegistry;
}

/**
 * Has a kept lead completed, checked and judged by the policy in force. Nothing is written here.
 *
 * A lead whose particulars cannot be fetched now comes back `waiting`, and unjudged; so does one whose company cannot
 * be asked about, where the policy wants it held back. What is rejected anyhow does not wait for that.
 */
export async function judgeLead(lead: Lead, judges: Judges): Promise<Lead> {
  const complete = lead.detailsRef === undefined ? lead : await completeLead(lead, judges);
  if (complete.detailsRef !== undefined) return complete;

  const { settings, cache, registryFor, clock } = judges;
  const policy = await settings.current('policy');
  const counterparty = await checkCounterparty(complete.requisites, {
    cache,
    clock,
    registry: registryFor(policy.counterpartyCheck),
    timeoutMs: policy.counterpartyCheck.timeoutMs,
  });
  // One version is one write: what completing changed is written together with the verdict.
  const next = { ...complete, version: lead.version };
  const judgement = judge({ ...next, counterparty }, policy);
  const now = clock.now();
  const waitsMinutes =
    judgement.verdict.outcome === 'rejected' ? 0 : policy.counterpartyCheck.uncheckedWaitsMinutes;
  return heldBack(next, counterparty, waitsMinutes, now) ?? judged(next, counterparty, judgement, now);
}
