import * as z from 'zod';
import type { FieldName } from '#shared/domain/source.ts';
import {
  ForeignId,
  HttpAddress,
  Id,
  SecretName,
  SentenceField,
  named,
  refuseRepeated,
  text,
} from './fields.ts';
import { exactly, refuse } from './schema-faults.ts';

const FIELD_NAMES = [
  'name',
  'phone',
  'email',
  'company',
  'inn',
  'kpp',
  'ogrn',
  'product',
  'budget',
  'timeline',
  'role',
  'message',
  'consent',
] as const satisfies readonly FieldName[];

/** What else a source may call by a name of its own: where the visitor came from. */
const ATTRIBUTION_NAMES = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'page',
  'referrer',
] as const;

const Origin = HttpAddress.transform((value, context) => {
  const { origin } = new URL(value);
  if (value === origin || value === `${origin}/`) return origin;
  refuse(context, [], {
    code: 'not-an-origin',
    message: {
      ru: 'Нужен только сайт, без пути: https://example.ru',
      en: 'Only the site, without a path: https://example.ru',
    },
  });
  return z.NEVER;
});

const Region = named(
  /^[A-Z]{2}$/,
  'region',
  'Нужен код страны из двух букв: RU.',
  'It must be a country code of two letters: RU.',
);

const SourceField = exactly({
  id: Id,
  provider: Id,
  kind: z.enum(['form', 'call']).default('form'),
  secrets: z.array(SecretName).max(5).default([]),
  options: z.record(text(60), ForeignId).default({}),
  mandatory: z.array(z.enum(FIELD_NAMES)).max(FIELD_NAMES.length).default([]),
  origins: z.array(Origin).max(50).default([]),
  aliases: z.record(text(100), z.enum([...FIELD_NAMES, ...ATTRIBUTION_NAMES])).default({}),
  region: Region.default('RU'),
  language: z.enum(['ru', 'en']).default('ru'),
  consent: exactly({ textVersion: text(60), text: SentenceField }).optional(),
}).superRefine(({ mandatory, consent }, context) => {
  if (consent !== undefined || !mandatory.includes('consent')) return;
  refuse(context, ['mandatory', mandatory.indexOf('consent')], {
    code: 'consent-text-missing',
    message: {
      ru: 'Согласие обязательно, а его текста (consent) нет: с чем человек согласился, было бы не доказать.',
      en: 'Consent is mandatory and its text (consent) is missing: nobody could prove what was agreed to.',
    },
  });
});

/** Where leads come from, and in whose format. */
export const SourcesDocument = exactly({
  sources: z.array(SourceField).min(1).max(100),
}).superRefine(({ sources }, context) => refuseRepeated(context, ['sources'], sources, 'id'));
