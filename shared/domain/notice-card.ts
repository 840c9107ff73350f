import type { Language, Sentence } from './language.ts';
import { CARD_LABELS, STAYS_YOURS } from './lead-card-words.ts';
import { leadCard, type CardLineCode, type LeadCard } from './lead-card.ts';
import type { Lead } from './lead.ts';

/** What a later check is about; all else its owner has read already. */
const TOLD: ReadonlySet<CardLineCode> = new Set(['inn', 'counterparty']);

/** Of a client who waits: whom to call, and about what. */
const TOLD_OF_A_CLIENT: ReadonlySet<CardLineCode> = new Set(['name', 'phone', 'email', 'product', 'budget']);

/** That a client still waits for the first response, for whoever is to see to it. */
export function responseCard(lead: Lead, notice: Sentence, language: Language, timeZone: string): LeadCard {
  const { title, lines } = leadCard(lead, language, timeZone);
  return {
    title: notice[language],
    lines: [
      { code: 'lead', label: CARD_LABELS.lead[language], value: title },
      ...lines.filter(({ code }) => TOLD_OF_A_CLIENT.has(code)),
    ],
  };
}

/** What a later check has found against a lead, as its owner reads it: the reason, and that the lead stays theirs. */
export function noticeCard(lead: Lead, notice: Sentence, language: Language, timeZone: string): LeadCard {
  const counterparty = lead.laterCheck?.counterparty ?? lead.counterparty;
  const known: Lead = counterparty === undefined ? lead : { ...lead, counterparty };
  const { lines } = leadCard(known, language, timeZone);
  const company = lines.find(({ code }) => code === 'company')?.value;
  const reason = notice[language].trim().replace(/\.$/, '');
  return {
    title: company === undefined ? reason : `${reason}: ${company}`,
    lines: [
      { code: 'lead', label: CARD_LABELS.lead[language], value: leadCard(lead, language, timeZone).title },
      ...lines.filter(({ code }) => TOLD.has(code)),
      { code: 'stays', label: CARD_LABELS.stays[language], value: STAYS_YOURS[language] },
    ],
  };
}
