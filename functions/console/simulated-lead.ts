import type { Lead } from '#shared/domain/lead.ts';
import { newLead } from '#shared/domain/new-lead.ts';
import type { Source } from '#shared/domain/source.ts';
import { readFields } from '#shared/domain/submission-fields.ts';
import type { Submission } from '#shared/domain/submission.ts';
import { completeAttribution, isAttribution } from '#shared/intake/form/attribution.ts';
import { nameReader } from '#shared/intake/form/field-names.ts';
import { fromFields } from '#shared/intake/form/form-entries.ts';
import { sortEntries } from '#shared/intake/form/sort-entries.ts';
import { noticeSuspicions } from '#shared/intake/form/suspicions.ts';
import { isFieldName } from '#shared/intake/form/usual-names.ts';
import type { PhoneNumbers } from '#shared/ports/phone-numbers.ts';
import { unknownField, type OrderFault, type SimulationSubject } from './simulation-order.ts';

type SimulatedSubmission = Extract<SimulationSubject, { source: string }>;

/** No lead is called this: ids of leads are hexadecimal. */
export const SIMULATED_ID = 'simulated-lead';

/** Names of our own form, for whoever mistypes one. */
const FORM_NAMES: readonly string[] = [
  ...['name', 'phone', 'email', 'company', 'inn', 'kpp', 'ogrn', 'product', 'budget', 'timeline', 'role'],
  ...['message', 'consent', 'page', 'referrer'],
  ...['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'],
];

/** The form's trap for robots, which a simulation may fill in as well. */
const TRAP = 'website';

/** What a source would have understood nothing of is more likely a slip than a wish. */
export function findUnknownFields({ fields }: SimulatedSubmission, source: Source): readonly OrderFault[] {
  const nameOf = nameReader(source);
  return Object.keys(fields)
    .filter((name) => {
      const own = nameOf(name);
      return !isFieldName(own) && !isAttribution(own) && own !== TRAP;
    })
    .map((name) => unknownField(`fields.${name}`, name, FORM_NAMES));
}

/** The lead a submission would become at the door: read the same way, and kept nowhere. */
export function toSimulatedLead(
  subject: SimulatedSubmission,
  source: Source,
  now: Date,
  phones: PhoneNumbers,
): Lead {
  const submission = toSubmission(subject, source);
  const reading = readFields(submission.fields, {
    region: source.region,
    mandatory: source.mandatory,
    kind: submission.kind,
    correctable: isCorrectable(source),
    parsePhone: (text, region) => phones.parse(text, region),
  });
  return newLead({ id: SIMULATED_ID, submission, source, reading, contentHash: '', now });
}

/** Of all formats only our own form can ask its visitor to put something right. */
export function isCorrectable({ provider }: Source): boolean {
  return provider === 'html';
}

function toSubmission({ fields, kind, call, language }: SimulatedSubmission, source: Source): Submission {
  const entries = fromFields(new Map(Object.entries(fields).map(([name, text]) => [name, [text]])));
  const sorted = sortEntries(entries, source);
  return {
    kind: call === undefined ? (kind ?? source.kind) : 'call',
    source: source.id,
    provider: source.provider,
    language: language ?? source.language,
    fields: sorted.fields,
    attribution: completeAttribution(sorted.attribution, undefined),
    extra: sorted.extra,
    suspicions: noticeSuspicions(sorted.trap, [sorted.fields['message'] ?? '']),
    ...(call === undefined ? {} : { call }),
  };
}
