import type { Lead } from '#shared/domain/lead.ts';
import { newLead } from '#shared/domain/new-lead.ts';
import { readFields } from '#shared/domain/submission-fields.ts';
import type { Source } from '#shared/domain/source.ts';
import type { Submission } from '#shared/domain/submission.ts';
import { MINUTE_MS, after } from '#shared/domain/time.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { PhoneNumbers } from '#shared/ports/phone-numbers.ts';
import type { WorkQueue } from '#shared/ports/work-queues.ts';
import { contentHashOf, leadIdOf, repeatKeyOf } from './lead-identity.ts';
import { judgeLead, type Judges } from './judge-lead.ts';

/** Equal content without an id of its own is the same submission for this long: retries come within minutes. */
const REPEAT_WINDOW_MS = 10 * MINUTE_MS;

/** Which hands a lead goes through on its way in. */
export interface IntakeDependencies extends Judges {
  readonly leads: LeadRepository;
  readonly assignments: WorkQueue;
  readonly phones: PhoneNumbers;
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
): Promise<Receipt> {
  const { leads, clock } = dependencies;
  const arrived = read(submission, source, dependencies);
  if (correctable && arrived.faults.length > 0) return { outcome: 'faulty', faults: arrived.faults };

  const kept = await leads.keep(arrived, windowFor(submission, arrived, clock.now()));
  if (kept.outcome === 'known') return asRepeat(arrived, kept.lead);

  const judgement = await judgeKept(arrived, dependencies);
  if (judgement.outcome === 'failed')
    return { outcome: 'received', lead: arrived, leftToSweep: judgement.because };
  const woken = await wakeAssignment(judgement.lead, dependencies);
  return { outcome: 'received', lead: judgement.lead, ...(woken ? {} : { leftToSweep: 'queue' }) };
}

/** The lead is durable by now, so that whatever fails here is ours to try again and not the sender's. */
async function judgeKept(
  arrived: Lead,
  dependencies: IntakeDependencies,
): Promise<{ outcome: 'judged'; lead: Lead } | { outcome: 'failed'; because: string }> {
  try {
    const lead = await judgeLead(arrived, dependencies);
    await dependencies.leads.save(lead);
    return { outcome: 'judged', lead };
  } catch (error) {
    return { outcome: 'failed', because: error instanceof Error ? error.name : 'unknown' };
  }
}

function read(submission: Submission, source: Source, { phones, clock, randomId }: IntakeDependencies): Lead {
  const now = clock.now();
  const reading = readFields(submission.fields, {
    region: source.region,
    mandatory: source.mandatory,
    kind: submission.kind,
    parsePhone: (text, region) => phones.parse(text, region),
  });
  const id = submission.eventId === undefined ? randomId() : leadIdOf(source.id, submission.eventId);
  return newLead({ id, submission, source, reading, contentHash: contentHashOf(submission), now });
}

function windowFor({ eventId }: Submission, { source, contentHash = '' }: Lead, now: Date) {
  if (eventId !== undefined) return undefined;
  return { key: repeatKeyOf(source, contentHash), until: after(now, REPEAT_WINDOW_MS) };
}

function asRepeat(arrived: Lead, first: Lead): Receipt {
  const sameWords = arrived.contentHash === first.contentHash;
  return { outcome: sameWords ? 'repeated' : 'key-reused', lead: first };
}

async function wakeAssignment(lead: Lead, { assignments }: IntakeDependencies): Promise<boolean> {
  if (lead.status !== 'qualified') return true;
  try {
    await assignments.send(lead.id, 'qualified');
    return true;
  } catch {
    return false;
  }
}
