import { parseLanguage, type Language } from '#shared/domain/language.ts';
import type { Source } from '#shared/domain/source.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { FORM_LIMITS, type UnreadableBody } from '#shared/runtime/body-outcome.ts';
import { readBody } from '#shared/runtime/body.ts';
import { sameText } from '#shared/runtime/constant-time.ts';
import { completeAttribution } from '#shared/intake/form/attribution.ts';
import { fromFields, fromJson } from '#shared/intake/form/form-entries.ts';
import { toConsentEvidence } from '../consent-evidence.ts';
import { parseIdempotencyKey } from '../idempotency-key.ts';
import { sortEntries, type SortedEntries } from '#shared/intake/form/sort-entries.ts';
import { noticeSuspicions } from '#shared/intake/form/suspicions.ts';

/** Our own form, and anybody's form that posts our field names: JSON, urlencoded, multipart. */
export const html: Provider = {
  id: 'html',
  isGenuine,
  read,
  success: { status: 202, body: '' },
  correctable: true,
};

/** What a form says, sorted, with the language its visitor reads. */
export interface SentForm {
  readonly outcome: 'form';
  readonly sorted: SortedEntries;
  readonly language: Language;
}

export async function readForm(request: ProviderRequest, source: Source): Promise<SentForm | UnreadableBody> {
  const body = await readBody(request.headers['content-type'], request.body, FORM_LIMITS);
  if (body.outcome === 'unreadable') return body;
  const entries = body.outcome === 'fields' ? fromFields(body.fields) : fromJson(body.value);
  if (entries === undefined) return { outcome: 'unreadable', status: 422, code: 'not-an-object' };
  const sorted = sortEntries(entries, source);
  return { outcome: 'form', sorted, language: languageOf(sorted.language, request, source) };
}

/** The language somebody chose, else the one their browser asks for. */
export function languageOf(
  chosen: string | null | undefined,
  { headers }: ProviderRequest,
  source: Source,
): Language {
  if (chosen === 'ru' || chosen === 'en') return chosen;
  return parseLanguage(headers['accept-language'], source.language);
}

/**
 * A public form proves nothing: whoever sees the page can post. A source with secrets is a server's,
 * and says one of them in `X-Form-Secret`.
 */
function isGenuine({ headers }: ProviderRequest, source: Source, secrets: readonly string[]): boolean {
  if (source.secrets.length === 0) return true;
  const told = headers['x-form-secret'] ?? '';
  return told !== '' && secrets.some((secret) => sameText(secret, told));
}

async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  const form = await readForm(request, source);
  return form.outcome === 'unreadable' ? form : toReading(form, request, source);
}

function toReading({ sorted, language }: SentForm, request: ProviderRequest, source: Source): Reading {
  const { fields, extra, shown, captchaToken } = sorted;
  const key = parseIdempotencyKey(request.headers['idempotency-key'] ?? sorted.clientId);
  if (key.outcome === 'malformed') {
    return { outcome: 'unreadable', status: 422, code: 'idempotency-key-malformed' };
  }
  const attribution = completeAttribution(sorted.attribution, request.headers.referer);
  const evidence = toConsentEvidence(request, source, language, attribution.page);
  return {
    outcome: 'submission',
    submission: {
      kind: 'form',
      source: source.id,
      provider: source.provider,
      language,
      ...(key.outcome === 'given' ? { eventId: key.key } : {}),
      fields,
      attribution,
      extra,
      suspicions: noticeSuspicions(sorted.trap, [fields.message ?? '', ...Object.values(extra)]),
      ...(evidence === undefined ? {} : { evidence }),
    },
    proof: { shown, captchaToken },
  };
}
