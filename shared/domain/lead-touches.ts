import type { ClientKeyKind } from './duplicate-rules.ts';
import { intentsFor, type Handoff } from './handoff.ts';
import { isEnded, isOffered, isOwned, withDue } from './lead-life.ts';
import type { Lead, Touch } from './lead.ts';
import { step } from './timeline.ts';

/** More than any client comes back in a week. A lead has to fit into its item, and each touch is told to somebody. */
const MAX_TOUCHES = 50;

/** Whether a further submission about the same client belongs to this lead: somebody still works on it, or will. */
export function takesTouches(lead: Lead): boolean {
  return !isEnded(lead) && lead.touches.length < MAX_TOUCHES;
}

/**
 * The lead that turned out to be about the same client as an earlier one, and by which keys.
 * Nobody is going to own it.
 */
export function duplicateOf(lead: Lead, first: Lead, by: readonly ClientKeyKind[], now: Date): Lead {
  const { nextActionAt: _due, waiting: _waiting, check: _check, ...rest } = lead;
  return step({ ...rest, status: 'duplicate', duplicateOf: first.id }, now, {
    event: 'lead.duplicate',
    by: by.join(', '),
    because: first.id,
  });
}

/**
 * The first lead with one more touch. Its own arrival counts as the first of them.
 *
 * Whoever owns it is told through every destination; nobody's turn moves.
 */
export function touchedBy(first: Lead, duplicate: Lead, destinations: readonly string[], now: Date): Lead {
  const touches = [...(first.touches.length === 0 ? [touchOf(first)] : first.touches), touchOf(duplicate)];
  const told: Lead = {
    ...first,
    touches,
    handoffs: [...first.handoffs, ...touchIntents(first, duplicate, destinations)],
  };
  return step(isOffered(told) ? withDue(told, now) : told, now, {
    event: 'lead.touched',
    by: duplicate.source,
    because: duplicate.id,
  });
}

/** The first lead without a touch that somebody says is another client's; the duplicate goes its own way again. */
export function withoutTouch(first: Lead, duplicate: Lead, by: string, now: Date): Lead {
  const left = first.touches.filter(({ leadId }) => leadId !== duplicate.id);
  const touches = left.length === 1 && left[0]?.leadId === first.id ? [] : left;
  const handoffs = first.handoffs.filter(
    ({ touch, outcome }) => touch !== duplicate.id || outcome === 'delivered',
  );
  const parted: Lead = { ...first, touches, handoffs, apartFrom: [...(first.apartFrom ?? []), duplicate.id] };
  return step(isOffered(parted) ? withDue(parted, now) : parted, now, {
    event: 'lead.touch-removed',
    by,
    because: duplicate.id,
  });
}

/** The former duplicate as a lead of its own, to be judged and given to somebody; never merged with `first` again. */
export function partedFrom(duplicate: Lead, first: Lead, by: string, now: Date): Lead {
  const { duplicateOf: _first, verdict: _verdict, score: _score, ...rest } = duplicate;
  return step(
    {
      ...rest,
      status: 'received',
      apartFrom: [...(duplicate.apartFrom ?? []), first.id],
      nextActionAt: now.toISOString(),
      sweeps: duplicate.sweeps ?? 0,
    },
    now,
    { event: 'lead.parted', by, because: first.id },
  );
}

/** Whether somebody has said that these two are different clients. */
export function areApart(one: Lead, other: Lead): boolean {
  return (one.apartFrom ?? []).includes(other.id) || (other.apartFrom ?? []).includes(one.id);
}

function touchOf({ id, receivedAt, source, kind }: Lead): Touch {
  return { leadId: id, at: receivedAt, source, kind };
}

function touchIntents(first: Lead, duplicate: Lead, destinations: readonly string[]): readonly Handoff[] {
  const { owner, offer } = first;
  if (owner === undefined || !isOwned(first)) return [];
  return intentsFor(owner, offer?.attempt ?? 1, destinations, { touch: duplicate.id });
}
