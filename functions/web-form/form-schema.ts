import type { Language, Sentence } from '#shared/domain/language.ts';
import type { CaptchaSettings, FieldName, Source } from '#shared/domain/source.ts';
import { EMBED_WORDS, type EmbedWords } from './embed-words.ts';
import { faultWords, type FaultWords } from './fault-words.ts';
import { QUESTIONS, type AskedName, type Question } from './questions.ts';

export interface SchemaField extends Question {
  readonly name: AskedName;
  readonly mandatory: boolean;
}

export interface FormSchema {
  readonly source: string;
  /** The one it is shown in. */
  readonly language: Language;
  /** Region a phone without a country code belongs to, ISO 3166. */
  readonly region: string;
  readonly fields: readonly SchemaField[];
  /** Apart from the fields: it is a box to tick, with a text of its own. */
  readonly consent?: { readonly textVersion: string; readonly text: Sentence; readonly mandatory: boolean };
  readonly captcha?: Pick<CaptchaSettings, 'service' | 'siteKey' | 'when'> & {
    /** Where its widget comes from. */
    readonly script: string;
  };
  /** When the form was shown, for `_shown` of what is sent. */
  readonly shown?: string;
  /** What the form says of itself, and of what is typed into it. */
  readonly texts: EmbedWords & { readonly faults: FaultWords };
}

/** What a form for this source has to ask, for whoever draws it. */
export function toFormSchema(
  source: Source,
  shown: string | undefined,
  language: Language = source.language,
): FormSchema {
  const { id, region, consent, mandatory } = source;
  const fields = askedNames(source).map((name) => toField(name, source));
  return {
    source: id,
    language,
    region,
    fields,
    ...(consent === undefined ? {} : { consent: { ...consent, mandatory: mandatory.includes('consent') } }),
    ...captchaOf(source),
    ...(shown === undefined ? {} : { shown }),
    texts: { ...EMBED_WORDS[language], faults: faultWords(fields, mandatory, language) },
  };
}

export function toField(name: AskedName, { mandatory }: Source): SchemaField {
  return { name, mandatory: mandatory.includes(name), ...QUESTIONS[name] };
}

/** In the order of the settings, and behind them what is mandatory and was forgotten there. */
export function askedNames({ asks, mandatory }: Source): readonly AskedName[] {
  return [...new Set([...asks, ...mandatory])].filter(isAsked);
}

export function isAsked(name: FieldName): name is AskedName {
  return name !== 'consent';
}

function captchaOf({ captcha }: Source): Pick<FormSchema, 'captcha'> {
  if (captcha === undefined) return {};
  const { service, siteKey, when, baseUrl } = captcha;
  return { captcha: { service, siteKey, when, script: `${baseUrl.replace(/\/+$/, '')}/captcha.js` } };
}
