import { createHash } from 'node:crypto';
import type { Language } from '#shared/domain/language.ts';
import type { Source } from '#shared/domain/source.ts';
import type { Submission } from '#shared/domain/submission.ts';
import type { ProviderRequest } from '#shared/intake/provider.ts';

/** Browsers say some two hundred characters about themselves. */
const MAX_USER_AGENT_CHARS = 300;

/** The longest an IPv6 address with its zone gets. */
const MAX_ADDRESS_CHARS = 64;

/**
 * What proves that somebody agreed, should they or an inspector ask: the very text, where, from which address and
 * with which browser. The page is of bounded length already.
 */
export function toConsentEvidence(
  { address, headers }: ProviderRequest,
  { consent }: Source,
  language: Language,
  page: string | undefined,
): NonNullable<Submission['evidence']> | undefined {
  if (consent === undefined) return undefined;
  const userAgent = headers['user-agent']?.slice(0, MAX_USER_AGENT_CHARS).toWellFormed();
  return {
    textHash: createHash('sha256').update(consent.text[language]).digest('hex'),
    ...(page === undefined ? {} : { page }),
    ...(address === '' ? {} : { address: address.slice(0, MAX_ADDRESS_CHARS) }),
    ...(userAgent === undefined || userAgent === '' ? {} : { userAgent }),
  };
}
