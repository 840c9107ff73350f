import { HOUR_MS, MINUTE_MS, SECOND_MS, after, type Timestamp } from './time.ts';

/**
 * How one attempt to hand a lead over ended.
 *
 * `uncertain` is the dangerous one: the request left us and no answer came, so the lead
 * may already exist on the other side. Look for it there before sending it again.
 */
export type HandoffOutcome =
  | { readonly outcome: 'delivered'; readonly externalId: string }
  | { readonly outcome: 'rejected'; readonly reason: string }
  | { readonly outcome: 'unavailable'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly outcome: 'uncertain'; readonly reason: string };

/**
 * The intent to hand a lead to one destination, and what has come of it.
 *
 * Written in the transaction that chose the owner (the outbox); `pending` until the first attempt.
 */
export interface Handoff {
  readonly destination: string;
  /** The rep the destination is told about; a later offer has an intent of its own. */
  readonly rep: string;
  readonly offerAttempt: number;
  /** Tries so far. */
  readonly attempt: number;
  readonly outcome: 'pending' | HandoffOutcome['outcome'];
  readonly reason?: string;
  readonly externalId?: string;
  readonly at?: Timestamp;
  readonly nextAttemptAt?: Timestamp;
  /** Code of the news the owner is to be told about the lead, a reason of the policy: `company-liquidated`. */
  readonly notice?: string;
  /** Id of the further submission the owner is to be told about; absent where it is the lead itself. */
  readonly touch?: string;
}

/** Whether it is about the lead itself, and not about something new that its owner should know. */
export function isOfLead({ touch, notice }: Handoff): boolean {
  return touch === undefined && notice === undefined;
}

/** Told, or never to be told: what is not settled is void once the lead has another owner. */
export function isSettled({ outcome }: Handoff): boolean {
  return outcome === 'delivered' || outcome === 'rejected';
}

/** The intents to tell destinations of a lead that was put before a rep. */
export function intentsFor(
  rep: string,
  offerAttempt: number,
  destinations: readonly string[],
  about: Pick<Handoff, 'touch' | 'notice'> = {},
): readonly Handoff[] {
  return destinations.map((destination) => ({
    destination,
    rep,
    offerAttempt,
    attempt: 0,
    outcome: 'pending',
    ...about,
  }));
}

export function isSameIntent(one: Handoff, other: Handoff): boolean {
  return (
    one.destination === other.destination &&
    one.offerAttempt === other.offerAttempt &&
    one.touch === other.touch &&
    one.notice === other.notice
  );
}

/** Waits between attempts: quick at first, a day in all, then a person has to look. */
export const RETRY_DELAYS_MS: readonly number[] = [
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  16 * HOUR_MS,
];

/** The intent after one more attempt: settled, or due again, or given up with its reason kept. */
export function afterAttempt(handoff: Handoff, result: HandoffOutcome, now: Date): Handoff {
  const { nextAttemptAt: _due, reason: _reason, ...rest } = handoff;
  const tried = { ...rest, attempt: handoff.attempt + 1, at: now.toISOString() };
  switch (result.outcome) {
    case 'delivered':
      return { ...tried, outcome: 'delivered', externalId: result.externalId };
    case 'rejected':
      return { ...tried, outcome: 'rejected', reason: result.reason };
    case 'unavailable':
    case 'uncertain': {
      const delayMs = RETRY_DELAYS_MS[handoff.attempt];
      const failed = { ...tried, outcome: result.outcome, reason: result.reason };
      if (delayMs === undefined)
        return { ...failed, outcome: 'rejected', reason: `gave-up: ${result.reason}` };
      const askedMs = result.outcome === 'unavailable' ? (result.retryAfterMs ?? 0) : 0;
      return { ...failed, nextAttemptAt: after(now, Math.max(delayMs, askedMs)) };
    }
  }
}

/** Whether the intent should be tried now: never tried yet, or its next time has come. */
export function isDue(handoff: Handoff, now: Date): boolean {
  if (handoff.outcome === 'pending') return true;
  return handoff.nextAttemptAt !== undefined && handoff.nextAttemptAt <= now.toISOString();
}
