import type { Language } from '#shared/domain/language.ts';
import { leadCard, type CardLine, type LeadCard } from '#shared/domain/lead-card.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { touchCard } from '#shared/domain/touch-card.ts';
import type { OfferStanding } from './offer-standing.ts';

/** Who the person is: shown to the rep who took the lead and to nobody else. */
const PERSONAL: ReadonlySet<string> = new Set(['name', 'phone', 'email', 'inn']);

/** The page says by when to answer in larger type, and it is about one lead. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['deadline', 'lead']);

/** What a rep sees of the lead: enough to decide, all of it once accepted, nothing once it went elsewhere. */
export function offerCard(lead: Lead, stands: OfferStanding, language: Language): readonly CardLine[] {
  return visibleTo(stands, leadCard(lead, language, 'UTC').lines);
}

/** What the same client has said since, each time as much of it as of the lead itself. */
export function touchCards(
  lead: Lead,
  touches: readonly Lead[],
  stands: OfferStanding,
  language: Language,
): readonly LeadCard[] {
  return touches.map((touch) => {
    const { title, lines } = touchCard(lead, touch, language, 'UTC');
    return { title, lines: visibleTo(stands, lines) };
  });
}

function visibleTo({ standing }: OfferStanding, lines: readonly CardLine[]): readonly CardLine[] {
  if (standing !== 'open' && standing !== 'already-accepted') return [];
  return lines.filter(
    ({ code }) => !SAID_ELSEWHERE.has(code) && (standing === 'already-accepted' || !PERSONAL.has(code)),
  );
}
