import type { Counterparty } from './counterparty.ts';
import type { Language, Sentence } from './language.ts';
import {
  CARD_LABELS,
  STATUS_WORDS,
  TERM_WORDS,
  TIMELINE_WORDS,
  TITLES,
  TOUCH_KINDS,
  WHY_WORDS,
} from './lead-card-words.ts';
import type { Lead } from './lead.ts';
import { regionName } from './russian-regions.ts';

export type CardLineCode = keyof typeof CARD_LABELS;

/** One fact of the card. The values come from strangers: whoever shows one escapes it for their medium. */
export interface CardLine {
  readonly code: CardLineCode;
  readonly label: string;
  readonly value: string;
}

/** A lead as a rep reads it: the most decisive first, the visitor's own long words last. */
export interface LeadCard {
  readonly title: string;
  readonly lines: readonly CardLine[];
}

/** Reasons of a score worth a rep's glance. */
const TOP_TERMS = 3;

/** Composes the card. Facts nobody knows have no line; times are in the rep's own zone. */
export function leadCard(lead: Lead, language: Language, timeZone: string): LeadCard {
  const { contact, need } = lead;
  const values: readonly (readonly [CardLineCode, string | undefined])[] = [
    ['score', scoreText(lead, language)],
    ['name', contact.name],
    ['phone', phoneText(lead, language)],
    ['email', contact.email],
    ['company', companyName(lead)],
    ['inn', innText(lead)],
    ['counterparty', counterpartyText(lead.counterparty, language)],
    ['budget', need.budgetRub === undefined ? undefined : moneyText(need.budgetRub, language)],
    ['product', need.product],
    ['timeline', wordFor(TIMELINE_WORDS, need.timeline, language)],
    ['role', need.role],
    ['call', callText(lead, language)],
    ['touches', touchesText(lead, language)],
    ['source', sourceText(lead)],
    ['because', becauseText(lead, language)],
    ['deadline', deadlineText(lead, language, timeZone)],
    ['message', need.message],
  ];
  return {
    title: titleText(lead, language),
    lines: values.flatMap(([code, value]) =>
      value === undefined || value.trim() === ''
        ? []
        : [{ code, label: CARD_LABELS[code][language], value: value.trim() }],
    ),
  };
}

/** The company under the name the registry has; what the visitor typed only where nobody else knows. */
function companyName(lead: Lead): string | undefined {
  return lead.counterparty?.outcome === 'found' ? lead.counterparty.name : lead.requisites.companyName;
}

function titleText(lead: Lead, language: Language): string {
  const kind = lead.call?.missed === true ? 'missedCall' : lead.kind;
  const grade = lead.score === undefined ? '' : ` ${lead.score.grade}`;
  const whose = companyName(lead) ?? lead.contact.name ?? lead.contact.phone;
  return `${TITLES[kind][language]}${grade}${whose === undefined ? '' : `: ${whose}`}`;
}

function scoreText({ score }: Lead, language: Language): string | undefined {
  if (score === undefined) return undefined;
  const most = score.terms.reduce((sum, term) => sum + term.of, 0);
  const top = score.terms
    .filter((term) => term.points > 0)
    .sort((one, other) => other.points - one.points)
    .slice(0, TOP_TERMS)
    .map((term) => `${TERM_WORDS[term.code]?.[language] ?? term.code} ${term.points}/${term.of}`);
  const total = `${score.grade}, ${score.total}/${most}`;
  return top.length === 0 ? total : `${total} (${top.join(', ')})`;
}

function phoneText({ contact }: Lead, language: Language): string | undefined {
  if (contact.phone === undefined || contact.phoneExtension === undefined) return contact.phone;
  return `${contact.phone} ${language === 'ru' ? 'доб.' : 'ext.'} ${contact.phoneExtension}`;
}

function innText({ requisites, counterparty }: Lead): string | undefined {
  const known = counterparty?.outcome === 'found' ? counterparty : undefined;
  const inn = requisites.inn ?? known?.inn;
  const kpp = requisites.kpp ?? known?.kpp;
  return inn === undefined || kpp === undefined ? inn : `${inn} / ${kpp}`;
}

function counterpartyText(counterparty: Counterparty | undefined, language: Language): string | undefined {
  if (counterparty === undefined) return undefined;
  if (counterparty.outcome !== 'found') return STATUS_WORDS[counterparty.outcome][language];
  const region = counterparty.region === undefined ? [] : [regionName(counterparty.region)[language]];
  return [STATUS_WORDS[counterparty.status][language], ...region].join(', ');
}

function moneyText(rub: number, language: Language): string {
  return `${moneyFormat(language).format(rub)} ₽`;
}

function callText({ call }: Lead, language: Language): string | undefined {
  if (call === undefined) return undefined;
  const to = call.trackingNumber === undefined ? '' : ` → ${call.trackingNumber}`;
  if (call.missed) return `${language === 'ru' ? 'пропущен' : 'missed'}${to}`;
  return `${call.talkSeconds} ${language === 'ru' ? 'с' : 's'}${to}`;
}

/** Where else the client came from since, each source once: `2 × звонок (mango), форма (main-site)`. */
function touchesText({ id, touches }: Lead, language: Language): string | undefined {
  const further = touches.filter(({ leadId }) => leadId !== id);
  const counts = new Map<string, number>();
  for (const { kind, source } of further) {
    const from = `${TOUCH_KINDS[kind][language]} (${source})`;
    counts.set(from, (counts.get(from) ?? 0) + 1);
  }
  const texts = [...counts].map(([from, count]) => (count === 1 ? from : `${count} × ${from}`));
  return texts.length === 0 ? undefined : texts.join(', ');
}

function sourceText({ source, attribution }: Lead): string {
  const campaign = [attribution['utm_source'], attribution['utm_campaign']].filter(
    (part) => part !== undefined,
  );
  return [source, ...campaign].join(' / ');
}

function becauseText({ assignment }: Lead, language: Language): string | undefined {
  if (assignment === undefined) return undefined;
  return `${wordFor(WHY_WORDS, assignment.because, language)} (${assignment.pool})`;
}

/**
 * With the zone's offset in it: a rep who travels must not misread by an hour how long is left.
 * Who has a lead by escalation is not asked, and so has no deadline.
 */
function deadlineText({ status, offer }: Lead, language: Language, timeZone: string): string | undefined {
  if (offer?.state !== 'open' || status === 'escalated') return undefined;
  return momentFormat(language, timeZone).format(new Date(offer.deadlineAt));
}

/** Making a formatter costs a hundred times what it does then, so each is made once. */
const moneyFormats = new Map<Language, Intl.NumberFormat>();
const momentFormats = new Map<string, Intl.DateTimeFormat>();

function moneyFormat(language: Language): Intl.NumberFormat {
  const known = moneyFormats.get(language);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(language);
  moneyFormats.set(language, made);
  return made;
}

function momentFormat(language: Language, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = momentFormats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  });
  momentFormats.set(key, made);
  return made;
}

/** A code's words where we have them; a settings document may bring codes of its own. */
function wordFor(
  words: Readonly<Record<string, Sentence>>,
  code: string | undefined,
  language: Language,
): string | undefined {
  return code === undefined ? undefined : (words[code]?.[language] ?? code);
}
