import type { Choice } from '#shared/domain/choice.ts';
import { toDecisionRecord } from '#shared/domain/decision-record.ts';
import { waitingFor } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { leftInPool } from '#shared/domain/offer-life.ts';
import type { Team } from '#shared/domain/team.ts';

/** A choice that puts the lead before nobody now. */
export type Waiting = Extract<Choice, { outcome: 'nobody' | 'left-in-pool' }>;

/** The lead that waits for a rep, be it for one who comes or for one who takes it; the same lead where it does already. */
export function leaveWaiting(lead: Lead, choice: Waiting, team: Team, now: Date): Lead {
  const assignment = toDecisionRecord(choice, team, now);
  if (choice.outcome === 'nobody')
    return waitingFor({ ...lead, assignment }, choice.because, choice.nextAt.toISOString(), now);
  const until = choice.until.toISOString();
  return liesThere(lead, choice.pool)
    ? stillLying(lead, until, now)
    : leftInPool(lead, choice.pool, until, assignment, now);
}

/** It was laid there once, and its time is counted from then. */
function liesThere({ assignment, sharedPool }: Lead, pool: string): boolean {
  return sharedPool === pool && assignment?.pool === pool && assignment.because === 'left-in-pool';
}

function stillLying(lead: Lead, until: string, now: Date): Lead {
  const lying = waitingFor(lead, 'in-shared-pool', until, now);
  return lead.waiting === lying.waiting && lead.nextActionAt === lying.nextActionAt ? lead : lying;
}
