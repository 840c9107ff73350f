import { parseLanguage } from '#shared/domain/language.ts';
import type { Source } from '#shared/domain/source.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { FORM_LIMITS } from '#shared/runtime/body-outcome.ts';
import { readBody } from '#shared/runtime/body.ts';
import { sameText } from '#shared/runtime/constant-time.ts';
import { completeAttribution } from '../attribution.ts';
import { fromFields, fromJson } from '../form-entries.ts';
import { parseIdempotencyKey } from '../idempotency-key.ts';
import { sortEntries, type SortedEntries } from '../sort-entries.ts';
import { noticeSuspicions } from '../suspicions.ts';

/** Our own form, and anybody's form that posts our field names: JSON, urlencoded, multipart. */
export const html: Provider = {
  id: 'html',
  isGenuine,
  read,
  success: { status: 202, body: '' },
  correctable: true,
};

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
  const body = await readBody(request.headers['content-type'], request.body, FORM_LIMITS);
  if (body.outcome === 'unreadable') return body;
  const entries = body.outcome === 'fields' ? fromFields(body.fields) : fromJson(body.value);
  if (entries === undefined) return { outcome: 'unreadable', status: 422, code: 'not-an-object' };
  return toReading(sortEntries(entries, source), request, source);
}

function toReading(sorted: SortedEntries, { headers }: ProviderRequest, source: Source): Reading {
  const { fields, extra } = sorted;
  const key = parseIdempotencyKey(headers['idempotency-key'] ?? sorted.clientId);
  if (key.outcome === 'malformed') {
    return { outcome: 'unreadable', status: 422, code: 'idempotency-key-malformed' };
  }
  return {
    outcome: 'submission',
    submission: {
      kind: 'form',
      source: source.id,
      provider: source.provider,
      language: parseLanguage(headers['accept-language'], source.language),
      ...(key.outcome === 'given' ? { eventId: key.key } : {}),
      fields,
      attribution: completeAttribution(sorted.attribution, headers.referer),
      extra,
      suspicions: noticeSuspicions(sorted.trap, [fields.message ?? '', ...Object.values(extra)]),
    },
  };
}
