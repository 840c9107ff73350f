import type { Counterparty } from './counterparty.ts';
import { intentsFor, type Handoff } from './handoff.ts';
import { isOwned, needsOwner, rejectedLater, waitingFor, withDue } from './lead-life.ts';
import type { Lead, PendingCheck } from './lead.ts';
import { isUncertain, nextCheck } from './pending-check.ts';
import type { Judgement } from './policy.ts';
import { MINUTE_MS, after, earliest } from './time.ts';
import { step } from './timeline.ts';

/**
 * The lead held back until its company can be asked about; undefined when it need not wait, or has waited long
 * enough: then it goes on, flagged. It is not judged meanwhile, and each wake of it is a try.
 */
export function heldBack(
  lead: Lead,
  counterparty: Counterparty,
  waitsMinutes: number,
  now: Date,
): Lead | undefined {
  const endAt = after(new Date(lead.receivedAt), waitsMinutes * MINUTE_MS);
  if (counterparty.outcome !== 'unchecked' || !isUncertain(counterparty) || endAt <= now.toISOString())
    return undefined;
  const { check: before, ...rest } = lead;
  const isEarly = before !== undefined && before.nextAt > now.toISOString();
  const check = isEarly ? before : nextCheck(before, counterparty, now);
  const held: Lead = { ...rest, counterparty, ...(check === undefined ? {} : { check }) };
  return waitingFor(held, 'counterparty-unchecked', earliest([check?.nextAt, endAt]) ?? endAt, now);
}

/** The check got no answer again. It is tried later, which is no news for the timeline, or given up, which is. */
export function stillUnchecked(lead: Lead, counterparty: Counterparty, now: Date): Lead {
  const next = nextCheck(lead.check, counterparty, now);
  if (next !== undefined) return { ...withCheck(lead, next, now), version: lead.version + 1 };
  return step(withCheck(lead, undefined, now), now, {
    event: 'counterparty.check-given-up',
    because: counterparty.outcome === 'unchecked' ? counterparty.because : 'stale',
  });
}

/**
 * The lead once its company is known after all, and the policy has spoken again.
 *
 * While nobody owns it the new verdict counts as the first would have. An owner keeps it: what was found stands beside
 * what it was judged by, and where that would have rejected it every destination has news for the owner.
 */
export function checkedLater(
  lead: Lead,
  counterparty: Counterparty,
  judgement: Judgement,
  destinations: readonly string[],
  now: Date,
): Lead {
  const { verdict } = judgement;
  const told = step(lead, now, {
    event: 'counterparty.checked-later',
    because: verdict.reasons[0] ?? stateOf(counterparty),
  });
  if (isOwned(lead)) return foundBeside(told, counterparty, judgement, destinations, now);
  if (verdict.outcome === 'rejected') return rejectedLater(told, counterparty, verdict, now);
  return withCheck({ ...told, counterparty, ...judgement }, undefined, now);
}

function foundBeside(
  lead: Lead,
  counterparty: Counterparty,
  judgement: Judgement,
  destinations: readonly string[],
  now: Date,
): Lead {
  const laterCheck = { at: now.toISOString(), counterparty, ...judgement };
  const handoffs = [...lead.handoffs, ...noticesFor(lead, judgement.verdict.reasons[0], destinations)];
  return withCheck({ ...lead, laterCheck, handoffs }, undefined, now);
}

/** The main reason is what the owner is told; a verdict without one is no news. */
function noticesFor(
  { owner, offer }: Lead,
  reason: string | undefined,
  destinations: readonly string[],
): readonly Handoff[] {
  if (owner === undefined || reason === undefined) return [];
  return intentsFor(owner, offer?.attempt ?? 1, destinations, { notice: reason });
}

/** What else is due stays due: a lead without an owner keeps the time at which one is looked for again. */
function withCheck(lead: Lead, check: PendingCheck | undefined, now: Date): Lead {
  const { check: _check, ...rest } = lead;
  const next: Lead = check === undefined ? rest : { ...rest, check };
  if (!needsOwner(next)) return withDue(next, now);
  return { ...next, nextActionAt: earliest([lead.nextActionAt, check?.nextAt]) ?? now.toISOString() };
}

function stateOf(counterparty: Counterparty): string {
  return counterparty.outcome === 'found' ? counterparty.status : counterparty.outcome;
}
