import type { Source } from '#shared/domain/source.ts';
import type { Submission } from '#shared/domain/submission.ts';
import { sortEntries } from './form/sort-entries.ts';
import type { Pointer } from './provider.ts';
import { receivePointer, receiveSubmission, type IntakeDependencies } from './receive-submission.ts';
import type { Taken } from './taken.ts';

/** The vendor waits for our answer; what takes longer is fetched after it. */
const TIMEOUT_MS = 1_500;

/** A vendor that was down sends hundreds at once; the rest are kept, and fetched by the sweep. */
const MAX_FETCHED = 20;

/**
 * Fetches what each event points at, and receives it. What cannot be fetched now is kept as a lead that is
 * completed later, so that the vendor's patience does not decide about a lead.
 */
export async function takePointers(
  pointers: readonly Pointer[],
  source: Source,
  dependencies: IntakeDependencies,
): Promise<Taken> {
  const fetched = pointers.slice(0, MAX_FETCHED);
  const each = await Promise.all([
    ...fetched.map((pointer) => takePointer(pointer, source, dependencies)),
    ...pointers.slice(MAX_FETCHED).map((pointer) => keepPointer(pointer, source, dependencies)),
  ]);
  return { outcome: 'several', each };
}

async function takePointer(
  pointer: Pointer,
  source: Source,
  dependencies: IntakeDependencies,
): Promise<Taken> {
  const answer = await dependencies.details.fetch(source, pointer.ref, TIMEOUT_MS);
  switch (answer.outcome) {
    case 'found': {
      const { fields, extra, attribution } = sortEntries(answer.entries, source);
      const told = { ...pointer.attribution, ...attribution, ...answer.attribution };
      const submission = { ...toSubmission(pointer, source), fields, extra, attribution: told };
      return receiveSubmission(submission, source, false, dependencies);
    }
    case 'unavailable':
      return keepPointer(pointer, source, dependencies);
    case 'ours':
    case 'gone':
      return { outcome: 'ignored', because: `details-${answer.outcome}` };
  }
}

function keepPointer(pointer: Pointer, source: Source, dependencies: IntakeDependencies): Promise<Taken> {
  return receivePointer(toSubmission(pointer, source), source, pointer.ref, dependencies);
}

function toSubmission({ eventId, attribution }: Pointer, { id, provider, language }: Source): Submission {
  return {
    kind: 'form',
    source: id,
    provider,
    language,
    eventId,
    fields: {},
    attribution,
    extra: {},
    suspicions: [],
  };
}
