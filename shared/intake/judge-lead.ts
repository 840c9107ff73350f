import { judge } from '#shared/domain/judge.ts';
import { judged } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { CounterpartyCheckSettings } from '#shared/domain/policy.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { CounterpartyCache } from '#shared/ports/counterparty-cache.ts';
import type { CounterpartyRegistry } from '#shared/ports/counterparty-registry.ts';
import type { SettingsReader } from '#shared/ports/settings.ts';
import { checkCounterparty } from './check-counterparty.ts';

export interface Judges {
  readonly settings: SettingsReader;
  readonly cache: CounterpartyCache;
  readonly registryFor: (settings: CounterpartyCheckSettings) => CounterpartyRegistry;
  readonly clock: Clock;
}

/** Has a kept lead checked and judged by the policy in force. Nothing is written here. */
export async function judgeLead(lead: Lead, { settings, cache, registryFor, clock }: Judges): Promise<Lead> {
  const policy = await settings.current('policy');
  const counterparty = await checkCounterparty(lead.requisites, {
    cache,
    clock,
    registry: registryFor(policy.counterpartyCheck),
    timeoutMs: policy.counterpartyCheck.timeoutMs,
  });
  return judged(lead, counterparty, judge({ ...lead, counterparty }, policy), clock.now());
}
