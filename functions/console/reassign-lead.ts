import { placeOf } from '#shared/assignment/place-of.ts';
import { isOwned } from '#shared/domain/lead-life.ts';
import type { Assignment, Lead, LeadStatus } from '#shared/domain/lead.ts';
import { givenByHand } from '#shared/domain/offer-life.ts';
import { responseDueFor } from '#shared/domain/response-clock.ts';
import type { Rep, Team } from '#shared/domain/team.ts';
import { rememberOwner } from './accept-offer.ts';
import type { AnswerDependencies } from './offer-result.ts';
import { wake } from './wake.ts';

/** Each lost race means that somebody else made progress with the lead; so many in a row do not happen. */
const MAX_ATTEMPTS = 12;

export interface Reassignment {
  readonly leadId: string;
  readonly rep: string;
  /** In the words of whoever decides. */
  readonly reason: string;
  readonly by: string;
}

export type Reassigned =
  | { readonly outcome: 'given'; readonly lead: Lead }
  | {
      readonly outcome:
        'unknown-lead' | 'unknown-rep' | 'rep-not-active' | 'rep-full' | 'already-theirs' | 'not-assignable';
    };

const ASSIGNABLE: ReadonlySet<LeadStatus> = new Set([
  'qualified',
  'waiting',
  'offered',
  'accepted',
  'escalated',
] satisfies LeadStatus[]);

/**
 * Gives a lead to a rep because a person says so. It is accepted at once, and the machine never takes it back.
 *
 * The place of whoever had it and the place of the new owner change in the same transaction. Off shift is no
 * obstacle: whoever decides knows why; a full load is, for nobody sees it from outside.
 */
export async function reassignLead(
  wanted: Reassignment,
  dependencies: AnswerDependencies,
): Promise<Reassigned> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const lead = await dependencies.leads.find(wanted.leadId);
    if (lead === undefined) return { outcome: 'unknown-lead' };
    const team = await dependencies.settings.current('team');
    const rep = team.reps.find(({ id }) => id === wanted.rep);
    if (rep === undefined) return { outcome: 'unknown-rep' };
    if (!rep.active) return { outcome: 'rep-not-active' };
    if (!ASSIGNABLE.has(lead.status)) return { outcome: 'not-assignable' };
    if (lead.owner === rep.id && lead.status === 'accepted') return { outcome: 'already-theirs' };
    const result = await give(lead, { rep, team, wanted }, dependencies);
    if (result !== undefined) return result;
    await dependencies.pause(attempt);
  }
  throw new Error(`lead ${wanted.leadId} kept changing`);
}

interface Gift {
  readonly rep: Rep;
  readonly team: Team;
  readonly wanted: Reassignment;
}

async function give(
  lead: Lead,
  { rep, team, wanted: { by, reason } }: Gift,
  dependencies: AnswerDependencies,
): Promise<Reassigned | undefined> {
  const { settings, clock, book } = dependencies;
  const { destinations } = await settings.current('destinations');
  const now = clock.now();
  const responseDue = lead.firstResponse === undefined ? responseDueFor(team, rep, lead, now) : undefined;
  const acceptance = {
    destinations: destinations.map(({ id }) => id),
    ...(responseDue === undefined ? {} : { responseDue }),
  };
  const given = givenByHand(lead, { rep: rep.id, by, reason }, recordOf(rep, team, now), now, acceptance);
  const places = placesOf(lead, rep, now);
  const written = await book.commit({ lead: given, ...places });
  if (written === 'outdated') return undefined;
  if (written === 'full') return { outcome: 'rep-full' };
  await rememberOwner(given, dependencies);
  await wake('handoffs', given.id, 'given-by-hand', dependencies);
  return { outcome: 'given', lead: given };
}

/** Whoever holds the lead already keeps the place they have. */
function placesOf(lead: Lead, rep: Rep, now: Date) {
  const owner = isOwned(lead) ? lead.owner : undefined;
  if (owner === rep.id) return {};
  const take = placeOf(rep, lead, now);
  return owner === undefined ? { take } : { take, release: { rep: owner, source: lead.source } };
}

function recordOf(rep: Rep, team: Team, now: Date): Assignment {
  return {
    pool: 'by-hand',
    strategy: 'by-hand',
    because: 'by-hand',
    at: now.toISOString(),
    teamVersion: team.version,
    candidates: [{ rep: rep.id, eligible: true, because: 'by-hand' }],
  };
}
