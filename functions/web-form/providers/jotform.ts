import type { FormEntry } from '#shared/domain/form-entry.ts';
import type { Source } from '#shared/domain/source.ts';
import { fromJson } from '#shared/intake/form/form-entries.ts';
import { hasToken } from '#shared/intake/proof/token.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { parseJson } from '#shared/runtime/body-json.ts';
import { unreadable } from '#shared/runtime/body-outcome.ts';
import { readEntries, textOf } from './form-body.ts';
import { toSubmission } from './to-submission.ts';

/**
 * JotForm webhooks: multipart, the answers as JSON text in the part `rawRequest`, each under `q3_name`. A field of
 * several inputs is an object: `{"first":…,"last":…}`, `{"full":…}`. Signs nothing; `submissionID` is the event's id.
 */
export const jotform: Provider = {
  id: 'jotform',
  isGenuine: (request, _source, secrets) => hasToken(request, secrets),
  read,
  success: { status: 200, body: '' },
};

/** A question's name, without its number. What has none is JotForm's own: `slug`, `jsExecutionTracker`. */
const QUESTION = /^q\d+_([^[]+)/;

async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  const reading = await readEntries(request);
  if (reading.outcome === 'unreadable') return reading;
  const raw = parseJson(textOf(reading.entries, 'rawRequest') ?? '');
  const answers = raw.outcome === 'json' ? fromJson(raw.value) : undefined;
  if (answers === undefined) return unreadable(422, 'not-a-jotform-submission');
  const submission = toSubmission({
    source,
    provider: 'jotform',
    eventId: textOf(reading.entries, 'submissionID'),
    entries: answers.flatMap(toEntry),
    pageUrl: textOf(answers, 'path') ?? request.headers.referer,
  });
  return { outcome: 'submission', submission };
}

/** `q5_phoneNumber[full]` is an answer to `phone Number`: the inputs of a field are its parts, and no names. */
function toEntry({ name, text }: FormEntry): readonly FormEntry[] {
  const question = QUESTION.exec(name)?.[1];
  return question === undefined ? [] : [{ name: question.replaceAll(/([a-z])([A-Z])/g, '$1 $2'), text }];
}
