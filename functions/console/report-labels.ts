import type { Language } from '#shared/domain/language.ts';
import type { Speech } from './speech.ts';
import { OFFER_END_TEXTS } from './code-texts.ts';
import { LABEL_TEXTS, COLUMN_NAMES, TABLE_NAMES } from './report-texts.ts';
import { sayDecline } from './speech.ts';
import { DECLINE_TEXTS } from './code-texts.ts';
import { OTHER_CAMPAIGNS } from '#shared/domain/reporting/tally.ts';

/** A row's label as people say it: a rule's sentence, a rep's name. What is a name already stays as it is. */
export function labelText(
  { table, by, value }: { readonly table: string; readonly by: string; readonly value: string },
  speech: Speech,
  language: Language,
): string {
  if (by === 'rep') return speech.rep(value);
  if (by === 'because') return speech.assignment(value);
  if (by === 'reason') return reasonText(table, value, speech, language);
  if (by === 'campaign' && value === '') return NO_CAMPAIGN[language];
  if (by === 'campaign' && value === OTHER_CAMPAIGNS) return OTHERS[language];
  return LABEL_TEXTS[by]?.[value]?.[language] ?? value;
}

export function columnName(code: string, language: Language): string {
  return COLUMN_NAMES[code]?.[language] ?? code;
}

export function tableName(report: string, table: string, language: Language): string {
  return TABLE_NAMES[`${report}.${table}`]?.[language] ?? table;
}

const NO_CAMPAIGN = { ru: 'без метки', en: 'no campaign' } as const;
const OTHERS = { ru: 'прочие', en: 'others' } as const;
const LOST = { ru: 'проиграна', en: 'lost' } as const;
const UNKNOWN = { ru: 'не названа', en: 'not named' } as const;
const OTHER = { ru: 'другое', en: 'something else' } as const;

function reasonText(table: string, value: string, speech: Speech, language: Language): string {
  if (value === 'unknown') return UNKNOWN[language];
  if (value === 'other') return OTHER[language];
  if (table === 'declined') return sayDecline(value, (code) => DECLINE_TEXTS[code]?.[language] ?? code);
  if (table === 'lost') return value;
  if (value.startsWith('lost:'))
    return `${LOST[language]}: ${reasonText('lost', value.slice(5), speech, language)}`;
  const said = [speech.waiting(value), speech.reason(value), OFFER_END_TEXTS[value]?.[language] ?? value];
  const known = said.find((text) => text !== value);
  if (known !== undefined) return known;
  return LABEL_TEXTS['stage']?.[value]?.[language] ?? statusText(value, language);
}

function statusText(value: string, language: Language): string {
  const name =
    value === 'offered' || value === 'escalated' || value === 'duplicate' ? STATUS[value] : undefined;
  return name?.[language] ?? value;
}

const STATUS = {
  offered: { ru: 'ждёт ответа менеджера', en: 'waits for the rep’s answer' },
  escalated: { ru: 'у руководителя', en: 'with the supervisor' },
  duplicate: { ru: 'дубль', en: 'duplicate' },
} as const;
