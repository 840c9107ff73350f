import { companyIdOf } from '#shared/domain/company-id.ts';
import { newlyHeard, freshUntil } from '#shared/domain/counterparty-freshness.ts';
import { isOverdueForOwner, isUnattended } from '#shared/domain/lead-life.ts';
import type { Lead, ResponseStep } from '#shared/domain/lead.ts';
import { HOUR_MS, SECOND_MS, after, earliest, type Timestamp } from '#shared/domain/time.ts';
import type { CounterpartyCache } from '#shared/ports/counterparty-cache.ts';
import type { LeadSweep } from '#shared/ports/lead-sweep.ts';
import { watchShadow, type ShadowDependencies, type Shadowed } from './shadow-leads.ts';
import { expireOffer, isExpired } from './expire-offer.ts';
import { hotFirst, type DueLead } from './hot-first.ts';
import { lookAtRegistries, type RegistryLook, type RegistryState } from './look-at-registries.ts';
import { sweepReps, type RepSweepDependencies } from './sweep-reps.ts';
import { isResponseStepDue, takeResponseStep, type ResponseStepDependencies } from './take-response-step.ts';
import { wakeLead, type WakeDependencies, type Woken } from './wake-lead.ts';

/** More due leads than this wait for the next minute; the longest due come first. */
const MAX_DUE = 1_000;

/** Indexes lag and clocks differ: the arrivals of the last look's end are looked at again. */
const OVERLAP_MS = 10 * SECOND_MS;

/** Where the first sweep of a table begins: whatever kept the sweeper from starting, no lead that came meanwhile is missed. */
const FIRST_LOOK_BACK_MS = 30 * 24 * HOUR_MS;

/** An arrival that others change at the very moment is looked at again; more often than this it is well attended. */
const MAX_LOOKS = 3;

/** So many failures are not the fault of single leads any more. */
const MAX_FAILURES = 20;

export interface SweepDependencies
  extends WakeDependencies, ResponseStepDependencies, RepSweepDependencies, ShadowDependencies, RegistryLook {
  readonly sweep: LeadSweep;
  readonly cache: CounterpartyCache;
  /** How long an arrival may be without an owner before the sweep steps in. */
  readonly resendAfterMs: number;
}

export interface SweepFailure {
  readonly leadId: string;
  readonly error: unknown;
}

export interface Swept {
  readonly arrivals: number;
  readonly resent: number;
  /** Leads the sweep met that should have had an owner by now. */
  readonly unowned: number;
  readonly expired: number;
  /** Leads taken from reps who are gone. */
  readonly givenBack: number;
  /** Leads whose client still waits, by what was done about it. */
  readonly responseSteps: Readonly<Record<ResponseStep, number>>;
  /** Leads whose company is to be asked about once more, and that need nothing else. */
  readonly checksCalled: number;
  readonly companiesRemembered: number;
  readonly registries: readonly RegistryState[];
  /** Leads that could not be swept; the next sweep looks at them again. */
  readonly failures: readonly SweepFailure[];
  /** Absent while no draft is on trial. */
  readonly shadow?: Shadowed;
}

/**
 * Finds what no message reminds of: arrivals that nobody works on, leads of reps who are gone, offers past their
 * deadline, clients who wait too long, attempts and waits whose time has come. It chooses nobody itself, it only wakes
 * whoever does.
 *
 * Each arrival is looked at once, a while after it came; from then on a lead has a timer of its own. What the
 * registry said about the arrivals' companies goes to the cache here, off the way of a lead. A lead that cannot
 * be swept keeps nobody else waiting, and a draft on trial, which judges the arrivals as well, comes last of all.
 */
export async function sweepLeads(dependencies: SweepDependencies): Promise<Swept> {
  const failures: SweepFailure[] = [];
  const trying = <T>(lead: Lead, work: () => Promise<T>) => attempt(lead, failures, work);
  const { finishShadow, ...arrived } = await sweepArrivals(dependencies, failures);
  const due = await sweepDue(dependencies, failures);
  const givenBack = await sweepReps(dependencies, trying);
  const shadow = await finishShadow();
  const swept = {
    ...arrived,
    ...due,
    givenBack,
    resent: arrived.resent + due.resent,
    unowned: arrived.unowned + due.unowned,
    registries: await lookAtRegistries(dependencies),
    failures,
  };
  return shadow === undefined ? swept : { ...swept, shadow };
}

async function sweepArrivals(dependencies: SweepDependencies, failures: SweepFailure[]) {
  const { sweep, clock, resendAfterMs } = dependencies;
  const now = clock.now();
  const to = after(now, -resendAfterMs);
  const checkpoint = (await sweep.readCheckpoint()) ?? after(now, -FIRST_LOOK_BACK_MS);
  const from = after(new Date(checkpoint), -OVERLAP_MS);
  const shadow = await watchShadow(from, to, dependencies);
  const heard = new Map<string, Lead>();
  const unfinished: Timestamp[] = [];
  let arrivals = 0;
  let resent = 0;
  let unowned = 0;
  for await (const page of sweep.arrivals(from, to)) {
    arrivals += page.length;
    shadow?.look(page);
    for (const lead of page) {
      if (newlyHeard(lead) !== undefined) heard.set(companyOf(lead), lead);
      const woken = await attempt(lead, failures, () => wakeArrival(lead, dependencies));
      if (woken === 'woken') resent += 1;
      if (standsStill(woken) && isOverdueForOwner(lead, now)) unowned += 1;
      if (woken === 'failed') unfinished.push(lead.receivedAt);
    }
  }
  for (const lead of heard.values()) await attempt(lead, failures, () => remember(lead, dependencies));
  const upTo = earliest([to, ...unfinished]) ?? to;
  await moveCheckpoint(checkpoint, upTo, sweep);
  return {
    arrivals,
    resent,
    unowned,
    companiesRemembered: heard.size,
    finishShadow: async () => shadow?.finish(upTo),
  };
}

async function moveCheckpoint(checkpoint: Timestamp, to: Timestamp, sweep: LeadSweep): Promise<void> {
  if (to > checkpoint) await sweep.moveCheckpoint(to);
}

/** Looks at an arrival until it is woken or somebody works on it: nobody will look at it this way again. */
async function wakeArrival(arrival: Lead, dependencies: SweepDependencies): Promise<Woken> {
  let lead: Lead | undefined = arrival;
  for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
    if (lead === undefined || !isUnattended(lead) || lead.sweeps !== undefined) return 'nothing-due';
    const woken = await wakeLead(lead, dependencies);
    if (woken !== 'outdated') return woken;
    lead = await dependencies.leads.find(arrival.id);
  }
  return 'outdated';
}

/** Somebody who changes a lead at the same moment works on it. */
function standsStill(outcome: unknown): boolean {
  return outcome === 'woken' || outcome === 'failed';
}

type DueCounts = Pick<Swept, 'resent' | 'unowned' | 'expired' | 'responseSteps' | 'checksCalled'>;

async function sweepDue(dependencies: SweepDependencies, failures: SweepFailure[]): Promise<DueCounts> {
  const { sweep, clock } = dependencies;
  const due = hotFirst(await sweep.findDue(clock.now(), MAX_DUE), clock.now());
  const done: (Awaited<ReturnType<typeof seeTo>> | 'failed')[] = [];
  for (const one of due) done.push(await attempt(one.lead, failures, () => seeTo(one, dependencies)));
  const count = (outcome: (typeof done)[number]) => done.filter((each) => each === outcome).length;
  return {
    resent: count('woken'),
    unowned: due.filter(({ lead }, index) => standsStill(done[index]) && isOverdueForOwner(lead, clock.now()))
      .length,
    expired: count('expired'),
    responseSteps: {
      reminded: count('reminded'),
      'supervisor-told': count('supervisor-told'),
      'taken-over': count('taken-over'),
    },
    checksCalled: count('check-called'),
  };
}

async function seeTo({ lead, delaySeconds }: DueLead, dependencies: SweepDependencies) {
  const now = dependencies.clock.now();
  if (isExpired(lead, now)) return expireOffer(lead, dependencies, delaySeconds);
  if (isResponseStepDue(lead, now)) return takeResponseStep(lead, dependencies);
  return wakeLead(lead, dependencies, delaySeconds);
}

async function attempt<T>(
  { id }: Lead,
  failures: SweepFailure[],
  work: () => Promise<T>,
): Promise<T | 'failed'> {
  try {
    return await work();
  } catch (error) {
    failures.push({ leadId: id, error });
    if (failures.length >= MAX_FAILURES) throw error;
    return 'failed';
  }
}

async function remember(lead: Lead, { cache }: SweepDependencies): Promise<void> {
  const answer = newlyHeard(lead);
  const company = companyIdOf(lead.requisites);
  if (answer === undefined || company === undefined) return;
  await cache.remember(company, answer, freshUntil(answer));
}

function companyOf({ requisites }: Lead): string {
  return `${requisites.inn ?? ''}/${requisites.kpp ?? ''}`;
}
