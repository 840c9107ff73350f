import { companyIdOf } from '#shared/domain/company-id.ts';
import { freshUntil } from '#shared/domain/counterparty-freshness.ts';
import type { Counterparty } from '#shared/domain/counterparty.ts';
import { judge } from '#shared/domain/judge.ts';
import { checkedLater, stillUnchecked } from '#shared/domain/later-check.ts';
import { isCheckDue } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { isUncertain } from '#shared/domain/pending-check.ts';
import type { CounterpartyCheckSettings, Policy } from '#shared/domain/policy.ts';
import { SECOND_MS } from '#shared/domain/time.ts';
import { checkCounterparty } from '#shared/intake/check-counterparty.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { CounterpartyCache } from '#shared/ports/counterparty-cache.ts';
import type { CounterpartyRegistry } from '#shared/ports/counterparty-registry.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { SettingsArchive, SettingsReader } from '#shared/ports/settings.ts';
import type { WorkQueue } from '#shared/ports/work-queues.ts';

/** Nobody waits for this answer, and a registry that is slow today still gives it. */
const PATIENCE_MS = 8 * SECOND_MS;

/** Reps answer and clients come again while we ask; after this many the queue tries again. */
const MAX_TRIES = 8;

export interface CheckDependencies {
  readonly leads: LeadRepository;
  readonly cache: CounterpartyCache;
  readonly registryFor: (settings: CounterpartyCheckSettings) => CounterpartyRegistry;
  readonly settings: SettingsReader;
  /** Where the policy that judged a lead is found again. */
  readonly archive: Pick<SettingsArchive, 'content'>;
  readonly handoffs: WorkQueue;
  readonly clock: Clock;
}

export type CheckedLater =
  | { readonly outcome: 'nothing-to-do'; readonly because: 'unknown' | 'nothing-due' }
  /** No answer again; `given-up` was the last try. */
  | { readonly outcome: 'postponed' | 'given-up'; readonly lead: Lead; readonly counterparty: Counterparty }
  /** `owner-told`: it would have been rejected, and has an owner who hears of it. */
  | {
      readonly outcome: 'confirmed' | 'rejected' | 'owner-told';
      readonly lead: Lead;
      readonly counterparty: Counterparty;
    };

/**
 * Makes the counterparty check that could not be made in time, and has the policy speak again.
 *
 * The registry is asked once; its answer is kept for the next lead of that company before anything else, so that being
 * killed afterwards costs no second question. What becomes of the lead is decided on the lead as it is when that is
 * written: whoever changes it meanwhile has it read again. A message that comes twice finds the check done.
 */
export async function checkLater(leadId: string, dependencies: CheckDependencies): Promise<CheckedLater> {
  const { leads, clock } = dependencies;
  let lead = await leads.find(leadId);
  let counterparty: Counterparty | undefined;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    if (lead === undefined) return { outcome: 'nothing-to-do', because: 'unknown' };
    if (!isCheckDue(lead, clock.now())) return { outcome: 'nothing-to-do', because: 'nothing-due' };

    counterparty ??= await ask(lead, dependencies);
    const next = await decide(lead, counterparty, dependencies);
    if ((await leads.save(next)) === 'saved') return tellOwner(lead, next, counterparty, dependencies);
    lead = await leads.find(leadId);
  }
  throw new Error('the lead kept changing while its company was checked');
}

async function ask(
  { requisites }: Lead,
  { cache, registryFor, settings, clock }: CheckDependencies,
): Promise<Counterparty> {
  const { counterpartyCheck } = await settings.current('policy');
  const startedAt = clock.now().toISOString();
  const registry = registryFor(counterpartyCheck);
  const answer = await checkCounterparty(requisites, { cache, registry, clock, timeoutMs: PATIENCE_MS });
  const company = companyIdOf(requisites);
  const isFromRegistry = answer.outcome !== 'unchecked' && !answer.stale && answer.checkedAt >= startedAt;
  if (isFromRegistry && company !== undefined) await cache.remember(company, answer, freshUntil(answer));
  return answer;
}

async function decide(
  lead: Lead,
  counterparty: Counterparty,
  dependencies: CheckDependencies,
): Promise<Lead> {
  const { settings, clock } = dependencies;
  if (isUncertain(counterparty)) return stillUnchecked(lead, counterparty, clock.now());
  const policy = await readPolicy(lead, dependencies);
  const { destinations } = await settings.current('destinations');
  const told = destinations.map(({ id }) => id);
  return checkedLater(lead, counterparty, judge({ ...lead, counterparty }, policy), told, clock.now());
}

/** The version that judged the lead, so that only what is known of the company differs; else the one in force. */
async function readPolicy({ verdict }: Lead, { archive, settings }: CheckDependencies): Promise<Policy> {
  const judgedBy = verdict && (await archive.content('policy', verdict.policyVersion));
  return judgedBy ?? settings.current('policy');
}

/** The news is written with the lead: should this message get lost, the sweep sends another. */
async function tellOwner(
  before: Lead,
  lead: Lead,
  counterparty: Counterparty,
  { handoffs }: CheckDependencies,
): Promise<CheckedLater> {
  if (isUncertain(counterparty))
    return { outcome: lead.check === undefined ? 'given-up' : 'postponed', lead, counterparty };
  if (lead.status === 'rejected') return { outcome: 'rejected', lead, counterparty };
  if (lead.handoffs.length === before.handoffs.length) return { outcome: 'confirmed', lead, counterparty };
  await handoffs.send(lead.id, 'checked-later').catch(() => undefined);
  return { outcome: 'owner-told', lead, counterparty };
}
