import { judge } from '#shared/domain/judge.ts';
import { heldBack } from '#shared/domain/later-check.ts';
import { judged } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { CounterpartyCheckSettings } from '#shared/domain/policy.ts';
import type { ClientOwners } from '#shared/ports/client-owners.ts';
import type { CounterpartyCache } from '#shared/ports/counterparty-cache.ts';
import type { CounterpartyRegistry } from '#shared/ports/counterparty-registry.ts';
import { checkCounterparty } from './check-counterparty.ts';
import { completeLead, type Completing } from './complete-lead.ts';
import { within } from './within.ts';

export interface Judges extends Completing {
  readonly cache: CounterpartyCache;
  readonly owners: Pick<ClientOwners, 'find'>;
  readonly registryFor: (settings: CounterpartyCheckSettings) => CounterpartyRegistry;
}

/**
 * Has a kept lead completed, checked and judged by the policy in force. Nothing is written here.
 *
 * A lead whose particulars cannot be fetched now comes back `waiting`, and unjudged; so does one whose company cannot
 * be asked about, where the policy wants it held back. What is rejected anyhow does not wait for that.
 *
 * Who had the client's last lead is read while the registry is asked. Not knowing it costs a lead its familiar rep,
 * and nothing else.
 */
export async function judgeLead(lead: Lead, judges: Judges): Promise<Lead> {
  const complete = lead.detailsRef === undefined ? lead : await completeLead(lead, judges);
  if (complete.detailsRef !== undefined) return complete;

  const policy = await judges.settings.current('policy');
  const { counterparty, earlierOwner } = await askAbout(complete, policy.counterpartyCheck, judges);
  // One version is one write: what completing changed is written together with the verdict.
  const next = { ...complete, version: lead.version };
  const judgement = judge({ ...next, counterparty }, policy);
  const now = judges.clock.now();
  const waitsMinutes =
    judgement.verdict.outcome === 'rejected' ? 0 : policy.counterpartyCheck.uncheckedWaitsMinutes;
  const held = heldBack(next, counterparty, waitsMinutes, now);
  if (held !== undefined) return held;
  const spoken = judged(next, counterparty, judgement, now);
  return earlierOwner === undefined || spoken.status === 'rejected' ? spoken : { ...spoken, earlierOwner };
}

async function askAbout(
  lead: Lead,
  check: CounterpartyCheckSettings,
  { cache, clock, owners, registryFor }: Judges,
) {
  const { timeoutMs } = check;
  const [counterparty, earlierOwner] = await Promise.all([
    checkCounterparty(lead.requisites, { cache, clock, timeoutMs, registry: registryFor(check) }),
    within(timeoutMs, () => owners.find(lead)),
  ]);
  return { counterparty, earlierOwner };
}
