import type { Lead } from '#shared/domain/lead.ts';
import { newLead } from '#shared/domain/new-lead.ts';
import { readFields } from '#shared/domain/submission-fields.ts';
import type { Source } from '#shared/domain/source.ts';
import type { Submission } from '#shared/domain/submission.ts';
import { MINUTE_MS, after } from '#shared/domain/time.ts';
import type { WorkQueue } from '#shared/ports/work-queues.ts';
import { contentHashOf, leadIdOf, repeatKeyOf } from './lead-identity.ts';
import { judgeLead, type Judges } from './judge-lead.ts';
import { settleLead, type SettleDependencies, type Settled } from './settle-lead.ts';

/** Equal content without an id of its own is the same submission for this long: retries come within minutes. */
const REPEAT_WINDOW_MS = 10 * MINUTE_MS;

/** Which hands a lead goes through on its way in. */
export interface IntakeDependencies extends Judges, SettleDependencies {
  readonly assignments: WorkQueue;
  readonly randomId: () => string;
}

export type Receipt =
  /** The visitor can put it right, so nothing was kept. */
  | { readonly outcome: 'faulty'; readonly faults: Lead['faults'] }
  /** Kept. `leftToSweep` says what failed after that, so that the sweep has to go on with it. */
  | { readonly outcome: 'received'; readonly lead: Lead; readonly leftToSweep?: string }
  | { readonly outcome: 'repeated'; readonly lead: Lead }
  /** The same id of the sender's came with other words. */
  | { readonly outcome: 'key-reused'; readonly lead: Lead };

/**
 * A last look at a lead that has no faults and is about to be kept: it comes back marked, or the visitor is
 * asked for something more.
 */
export type Vet = (
  arrived: Lead,
) => Promise<
  { readonly outcome: 'vetted'; readonly lead: Lead } | Extract<Receipt, { readonly outcome: 'faulty' }>
>;

/**
 * Turns a submission into a lead and has it judged.
 *
 * The lead is kept before anything slow is asked. If we die afterwards the sweep finds it by its arrival,
 * so the sender's answer never depends on the registry or the queue.
 */
export async function receiveSubmission(
  submission: Submission,
  source: Source,
  correctable: boolean,
  dependencies: IntakeDependencies,
  vet: Vet = async (lead) => ({ outcome: 'vetted', lead }),
): Promise<Receipt> {
  const { leads, clock } = dependencies;
  const readable = read(submission, source, correctable, dependencies);
  if (correctable && readable.faults.length > 0) return { outcome: 'faulty', faults: readable.faults };
  const vetted = await vet(readable);
  if (vetted.outcome === 'faulty') return vetted;
  const arrived = vetted.lead;

  const kept = await leads.keep(arrived, windowFor(submission, arrived, clock.now()));
  if (kept.outcome === 'known') return asRepeat(arrived, kept.lead);

  return goOn(arrived, dependencies);
}

/**
 * Keeps a lead of which so far only the place of its particulars is known, because they could not be fetched now.
 * They are fetched when the lead is judged, at the latest when the sweep looks.
 */
export async function receivePointer(
  submission: Submission,
  source: Source,
  detailsRef: string,
  dependencies: IntakeDependencies,
): Promise<Receipt> {
  const pointing = { ...read(submission, source, false, dependencies), faults: [], detailsRef };
  const kept = await dependencies.leads.keep(pointing);
  if (kept.outcome === 'known') return { outcome: 'repeated', lead: kept.lead };
  const woken = await dependencies.assignments.send(pointing.id, 'received').then(
    () => true,
    () => false,
  );
  return { outcome: 'received', lead: pointing, ...(woken ? {} : { leftToSweep: 'queue' }) };
}

async function goOn(arrived: Lead, dependencies: IntakeDependencies): Promise<Receipt> {
  const judgement = await judgeKept(arrived, dependencies);
  if (judgement.outcome === 'failed')
    return { outcome: 'received', lead: arrived, leftToSweep: judgement.because };
  const { settled } = judgement;
  // Somebody else has taken the lead up since it was kept; they go on with it.
  if (settled.outcome === 'outdated') return { outcome: 'received', lead: arrived };
  const woken = await wakeAssignment(settled, dependencies);
  return { outcome: 'received', lead: settled.lead, ...(woken ? {} : { leftToSweep: 'queue' }) };
}

/** The lead is durable by now, so that whatever fails here is ours to try again and not the sender's. */
async function judgeKept(
  arrived: Lead,
  dependencies: IntakeDependencies,
): Promise<{ outcome: 'judged'; settled: Settled } | { outcome: 'failed'; because: string }> {
  try {
    const judged = await judgeLead(arrived, dependencies);
    return { outcome: 'judged', settled: await settleLead(judged, dependencies) };
  } catch (error) {
    return { outcome: 'failed', because: error instanceof Error ? error.name : 'unknown' };
  }
}

function read(
  submission: Submission,
  source: Source,
  correctable: boolean,
  { phones, clock, randomId }: IntakeDependencies,
): Lead {
  const now = clock.now();
  const reading = readFields(submission.fields, {
    region: source.region,
    mandatory: source.mandatory,
    kind: submission.kind,
    correctable,
    parsePhone: (text, region) => phones.parse(text, region),
  });
  const id = submission.eventId === undefined ? randomId() : leadIdOf(source.id, submission.eventId);
  return newLead({ id, submission, source, reading, contentHash: contentHashOf(submission), now });
}

function windowFor({ eventId }: Submission, { source, contentHash = '' }: Lead, now: Date) {
  if (eventId !== undefined) return undefined;
  return { key: repeatKeyOf(source, contentHash), until: after(now, REPEAT_WINDOW_MS) };
}

/** What an erased lead said nobody knows any more: its source says it again, and nothing is kept. */
function asRepeat(arrived: Lead, first: Lead): Receipt {
  const sameWords = first.erased !== undefined || arrived.contentHash === first.contentHash;
  return { outcome: sameWords ? 'repeated' : 'key-reused', lead: first };
}

/** Whoever chooses owners also wakes the handoffs of a lead that has one: its owner hears of the touch that way. */
async function wakeAssignment(
  settled: Exclude<Settled, { outcome: 'outdated' }>,
  { assignments }: IntakeDependencies,
): Promise<boolean> {
  try {
    if (settled.outcome === 'duplicate') await assignments.send(settled.first.id, 'touched');
    else if (settled.lead.status === 'qualified') await assignments.send(settled.lead.id, 'qualified');
    return true;
  } catch {
    return false;
  }
}
