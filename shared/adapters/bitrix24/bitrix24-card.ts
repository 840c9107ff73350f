import { leadCard, type LeadCard } from '#shared/domain/lead-card.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Rep } from '#shared/domain/team.ts';

/** Lead, in the CRM's numbering of its object types. */
export const LEAD_TYPE = 1;

/** Marks our cards; together with the lead's id it is how a card is found again. */
export const ORIGINATOR = 'lead-relay';

/** One-line fields of the CRM hold this many characters. */
const MAX_LINE_LENGTH = 255;

/** A lead as a new card. Undefined fields are left to the CRM's own defaults. */
export function toCardFields(lead: Lead, rep: Rep, assignedById: number | undefined) {
  const card = leadCard(lead, lead.language, rep.hours.timeZone);
  const { contact, need, attribution } = lead;
  return {
    title: toLine(card.title),
    originatorId: ORIGINATOR,
    originId: lead.id,
    name: toLine(contact.name),
    companyTitle: toLine(card.lines.find(({ code }) => code === 'company')?.value),
    post: toLine(need.role),
    assignedById,
    comments: toComments(card, assignedById === undefined ? rep : undefined),
    sourceDescription: toLine(card.lines.find(({ code }) => code === 'source')?.value),
    ...(need.budgetRub === undefined
      ? {}
      : { opportunity: need.budgetRub, currencyId: 'RUB', isManualOpportunity: 'Y' }),
    fm: toMultifields(lead),
    utmSource: attribution['utm_source'],
    utmMedium: attribution['utm_medium'],
    utmCampaign: attribution['utm_campaign'],
    utmContent: attribution['utm_content'],
    utmTerm: attribution['utm_term'],
  };
}

/** The user of the CRM a rep is; undefined when the settings name none that could be one. */
export function toUserId(account: string | undefined): number | undefined {
  return account !== undefined && /^[1-9]\d{0,9}$/.test(account) ? Number(account) : undefined;
}

/** A rep whom the CRM does not know is at least named, for the card falls to the webhook's own user. */
function toComments(card: LeadCard, stranger: Rep | undefined): string {
  const lines = card.lines.map(({ label, value }) => `${label}: ${withoutMarkup(value)}`);
  return [...lines, ...(stranger === undefined ? [] : [`→ ${withoutMarkup(stranger.name)}`])].join('\n');
}

/** Comments are shown with BB codes and HTML; a visitor's words must not become either. */
export function withoutMarkup(text: string): string {
  return text.replaceAll('[', '(').replaceAll(']', ')').replaceAll('<', '‹').replaceAll('>', '›');
}

function toMultifields({ contact }: Lead) {
  return [
    ...(contact.phone === undefined ? [] : [{ typeId: 'PHONE', valueType: 'WORK', value: contact.phone }]),
    ...(contact.email === undefined ? [] : [{ typeId: 'EMAIL', valueType: 'WORK', value: contact.email }]),
  ];
}

function toLine(text: string | undefined): string | undefined {
  return text === undefined ? undefined : [...withoutMarkup(text)].slice(0, MAX_LINE_LENGTH).join('');
}
