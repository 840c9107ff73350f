import type { Language } from './language.ts';
import { CARD_LABELS, TOUCH_KINDS, TOUCH_TITLE } from './lead-card-words.ts';
import { leadCard, type CardLine, type CardLineCode, type LeadCard } from './lead-card.ts';
import type { Lead } from './lead.ts';

/** Said of every touch, for they tell it from the others. */
const ALWAYS: ReadonlySet<CardLineCode> = new Set(['call', 'source']);

/** What the machine made of the touch says nothing to somebody who has the lead already. */
const NO_NEWS: ReadonlySet<CardLineCode> = new Set([
  'score',
  'counterparty',
  'touches',
  'because',
  'deadline',
]);

/** A further submission as the lead's owner reads it: how the client came, and what they said that is new. */
export function touchCard(lead: Lead, touch: Lead, language: Language, timeZone: string): LeadCard {
  const known = leadCard(lead, language, timeZone);
  const isNews = ({ code, value }: CardLine): boolean =>
    ALWAYS.has(code) ||
    (!NO_NEWS.has(code) && known.lines.find((line) => line.code === code)?.value !== value);
  return {
    title: `${TOUCH_TITLE[language]}: ${TOUCH_KINDS[touchKindOf(touch)][language]}`,
    lines: [
      { code: 'lead', label: CARD_LABELS.lead[language], value: known.title },
      ...leadCard(touch, language, timeZone).lines.filter(isNews),
    ],
  };
}

function touchKindOf({ kind, call }: Lead): keyof typeof TOUCH_KINDS {
  return call?.missed === true ? 'missedCall' : kind;
}
