import type { Language } from '#shared/domain/language.ts';
import { leadCard, type CardLine } from '#shared/domain/lead-card.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { OfferStanding } from './offer-standing.ts';

/** Who the person is: shown to the rep who took the lead and to nobody else. */
const PERSONAL: ReadonlySet<string> = new Set(['name', 'phone', 'email', 'inn']);

/** The page says by when to answer in larger type. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['deadline']);

/** What a rep sees of the lead: enough to decide, all of it once accepted, nothing once it went elsewhere. */
export function offerCard(lead: Lead, { standing }: OfferStanding, language: Language): readonly CardLine[] {
  if (standing !== 'open' && standing !== 'already-accepted') return [];
  const { lines } = leadCard(lead, language, 'UTC');
  return lines.filter(
    ({ code }) => !SAID_ELSEWHERE.has(code) && (standing === 'already-accepted' || !PERSONAL.has(code)),
  );
}
