import type { FormEntry } from '#shared/domain/form-entry.ts';
import type { Language } from '#shared/domain/language.ts';
import type { Source } from '#shared/domain/source.ts';
import type { Submission } from '#shared/domain/submission.ts';
import { completeAttribution } from '#shared/intake/form/attribution.ts';
import { sortEntries } from '#shared/intake/form/sort-entries.ts';
import { noticeSuspicions } from '#shared/intake/form/suspicions.ts';

/** As long as every other answer we have no field for. */
const MAX_WEBSITE_CHARS = 500;

export interface FormSubmission {
  readonly source: Source;
  readonly provider: string;
  /** The form service's own id of this submission; without one, equal content within a while is a repeat. */
  readonly eventId?: string | undefined;
  /** Fields as the form named them, or by our names where the provider knows what they mean. */
  readonly entries: readonly FormEntry[];
  /** The page the form was on, where the service tells it; the page a form tells by itself comes before it. */
  readonly pageUrl?: string | undefined;
  /** Marks the service tells beside the fields, such as the ids of the advertisement. They come before the fields'. */
  readonly attribution?: Readonly<Record<string, string>>;
  readonly language?: Language;
}

/**
 * What a form service delivered, as a submission: its fields under our names, its marks where reports look.
 *
 * Only our own form sets a trap: in another's `website` is a question, and its answer no sign of a robot.
 */
export function toSubmission(form: FormSubmission): Submission {
  const { source, provider, eventId, entries, pageUrl, attribution, language } = form;
  const { trap: website, ...sorted } = sortEntries(entries, source);
  const { fields } = sorted;
  const extra =
    website === '' ? sorted.extra : { ...sorted.extra, website: website.slice(0, MAX_WEBSITE_CHARS) };
  return {
    kind: 'form',
    source: source.id,
    provider,
    language: language ?? source.language,
    ...(eventId === undefined || eventId === '' ? {} : { eventId }),
    fields,
    attribution: completeAttribution({ ...sorted.attribution, ...attribution }, pageUrl),
    extra,
    suspicions: noticeSuspicions('', [fields.message ?? '', ...Object.values(extra)]),
  };
}
