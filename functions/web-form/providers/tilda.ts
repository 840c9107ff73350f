import type { FormEntry } from '#shared/domain/form-entry.ts';
import type { Source } from '#shared/domain/source.ts';
import { hasToken } from '#shared/intake/proof/token.ts';
import type { Provider, ProviderAnswer, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { parseUrlEncoded } from '#shared/runtime/body-url-encoded.ts';
import { readEntries, textOf, withoutNames } from './form-body.ts';
import { toSubmission } from './to-submission.ts';

/**
 * Tilda, forms sent to an address of one's own (help-ru.tilda.cc/formsscript).
 *
 * Signs nothing: an API key chosen in the cabinet comes in the address, a header or a field, under the name that
 * the source's option `keyName` has (`token`). It waits five seconds and tries twice more, a minute apart;
 * `tranid` stays the same. Delivery as JSON is UNVERIFIED, and read all the same.
 */
export const tilda: Provider = { id: 'tilda', greet, isGenuine, read, success: { status: 200, body: 'ok' } };

const PROBE = 'test=test';

/** Marks of the advertisement that only the cookies have, `TILDAUTM=utm_source%3Dvk|||…`. */
const COOKIE_FIELD = 'COOKIES';

/** Fields that Tilda adds to what the visitor filled in. */
const OWN_FIELDS = ['tranid', 'formid', 'formname', COOKIE_FIELD, 'token'];

/** On connection the address is tried without a key, and must answer 200. Nothing else may be in that request. */
function greet({ method, body }: ProviderRequest): ProviderAnswer | undefined {
  return method === 'POST' && body.toString() === PROBE ? tilda.success : undefined;
}

function isGenuine(request: ProviderRequest, { options }: Source, secrets: readonly string[]): boolean {
  const name = options.keyName ?? 'token';
  const told = request.query.get(name) ?? request.headers[name.toLowerCase()] ?? fieldOf(request, name);
  return hasToken(request, secrets, told);
}

function fieldOf({ headers, body }: ProviderRequest, name: string): string | undefined {
  if (!(headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) return undefined;
  return parseUrlEncoded(body)?.find(([field]) => field === name)?.[1];
}

async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  const reading = await readEntries(request);
  if (reading.outcome === 'unreadable') return reading;
  const { entries } = reading;
  const answers = withoutNames(entries, [...OWN_FIELDS, source.options.keyName ?? 'token']);
  const submission = toSubmission({
    source,
    provider: 'tilda',
    eventId: textOf(entries, 'tranid'),
    entries: [...readCookieMarks(textOf(entries, COOKIE_FIELD) ?? ''), ...answers],
    pageUrl: request.headers.referer,
  });
  return { outcome: 'submission', submission };
}

/** The marks are encoded once more within the cookie, joined by `|||`, and some carry HTML's `amp;`. */
function readCookieMarks(cookies: string): readonly FormEntry[] {
  const marks = /(?:^|;\s*)TILDAUTM=([^;]*)/.exec(cookies)?.[1] ?? '';
  return decoded(marks)
    .split('|||')
    .map((mark) => mark.replace(/^amp;/, ''))
    .flatMap((mark) => {
      const [name = '', ...text] = mark.split('=');
      return name.startsWith('utm_') ? [{ name, text: text.join('=') }] : [];
    });
}

/** A cookie may be anything; one that is no encoding is no mark either. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
