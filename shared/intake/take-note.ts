import type { Source } from '#shared/domain/source.ts';
import type { Submission } from '#shared/domain/submission.ts';
import { HOUR_MS, after } from '#shared/domain/time.ts';
import type { CallNotes } from '#shared/ports/call-notes.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Reading } from './provider.ts';

/** Longer than anybody talks. */
const KEEP_MS = 6 * HOUR_MS;

interface NoteDependencies {
  readonly notes: CallNotes;
  readonly clock: Clock;
}

/** Remembers what the middle of a call told, for its end. */
export async function takeNote(
  { callId, marks }: Extract<Reading, { outcome: 'note' }>,
  source: Source,
  { notes, clock }: NoteDependencies,
): Promise<{ readonly outcome: 'noted' }> {
  await notes.remember(source.id, callId, marks, after(clock.now(), KEEP_MS));
  return { outcome: 'noted' };
}

/**
 * The submission with what earlier events of its call told of where the caller came from.
 * A call whose notes cannot be read is a lead all the same.
 */
export async function withNotes(
  { submission, callId }: Extract<Reading, { outcome: 'submission' }>,
  source: Source,
  { notes, clock }: NoteDependencies,
): Promise<Submission> {
  if (callId === undefined) return submission;
  const marks = await notes.find(source.id, callId, clock.now()).catch(() => ({}));
  return { ...submission, attribution: { ...marks, ...submission.attribution } };
}
