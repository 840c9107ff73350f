import type { Language } from '#shared/domain/language.ts';
import { TEAM_TEXTS } from './team-texts.ts';
import { say } from './words.ts';

const MICROLEADS = 1_000_000;

/** Nearer to their share than this a rep is said to be at it. */
const SMALLEST_SAID = 5_000;

/** `0.6 of a lead behind their share`. */
export function standingWords(
  { creditMicroleads }: { readonly creditMicroleads: number },
  language: Language,
): string {
  if (Math.abs(creditMicroleads) < SMALLEST_SAID) return TEAM_TEXTS.even[language];
  const sentence = creditMicroleads > 0 ? TEAM_TEXTS.behind : TEAM_TEXTS.ahead;
  return say(sentence, language, { leads: leadsWords(Math.abs(creditMicroleads) / MICROLEADS, language) });
}

function leadsWords(exact: number, language: Language): string {
  const leads = Math.round(exact * 100) / 100;
  const number = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB').format(leads);
  if (language === 'ru') return `${number} ${RUSSIAN[RUSSIAN_PLURAL.select(leads)] ?? 'заявки'}`;
  if (leads === 1) return 'a lead';
  return leads < 1 ? `${number} of a lead` : `${number} leads`;
}

const RUSSIAN_PLURAL = new Intl.PluralRules('ru');

/** Of fractions, too: `0,6 заявки`. */
const RUSSIAN: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'заявку', many: 'заявок' };
