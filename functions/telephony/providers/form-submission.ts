import type { FormEntry } from '#shared/domain/form-entry.ts';
import type { Source } from '#shared/domain/source.ts';
import { sortEntries } from '#shared/intake/form/sort-entries.ts';
import { noticeSuspicions } from '#shared/intake/form/suspicions.ts';
import type { Reading } from '#shared/intake/provider.ts';
import { toAttribution } from './call-submission.ts';

/** A form that a call tracking service watches on its customer's site. */
export interface ToldForm {
  readonly source: Source;
  readonly provider: string;
  /** Absent where the service was told to leave it out; then equal content within a while is a repeat. */
  readonly eventId?: string | undefined;
  /** What the visitor typed, under the site's own names. */
  readonly entries: readonly FormEntry[];
  /** Who the service thinks it was. */
  readonly person: {
    readonly phone: string | undefined;
    readonly name: string | undefined;
    readonly email: string | undefined;
  };
  readonly attribution: Readonly<Record<string, string | undefined>>;
}

/** The service's number has the country in it, which the typed one may lack; for all else the visitor's words count. */
export function toFormSubmission({
  source,
  provider,
  eventId,
  entries,
  person,
  attribution,
}: ToldForm): Reading {
  const sorted = sortEntries(entries, source);
  const fields: Readonly<Record<string, string>> = {
    ...present({ name: person.name, email: person.email }),
    ...sorted.fields,
    ...present({ phone: person.phone }),
  };
  return {
    outcome: 'submission',
    submission: {
      kind: 'form',
      source: source.id,
      provider,
      language: source.language,
      ...present({ eventId }),
      fields,
      attribution: toAttribution({ ...sorted.attribution, ...present(attribution) }),
      extra: sorted.extra,
      suspicions: noticeSuspicions(sorted.trap, [fields.message ?? '', ...Object.values(sorted.extra)]),
    },
  };
}

function present(texts: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).flatMap(([name, text]) => (text ? [[name, text]] : [])));
}
