import * as z from 'zod';
import type { FieldName } from '#shared/domain/source.ts';
import { USUAL_LIMITS, USUAL_QUESTIONS } from '#shared/domain/usual-settings.ts';
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
import { exactly, otherwise, refuse } from './schema-faults.ts';

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

/** An address or a network: `92.118.66.0/23`. */
const Network = z
  .string()
  .refine(
    (value) => z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]).safeParse(value).success,
    otherwise(
      'not-a-network',
      'Нужен адрес или сеть: 92.118.66.0/23.',
      'It must be an address or a network: 92.118.66.0/23.',
    ),
  );

const PerMinute = z.int().min(1).max(1_000_000);

const Limits = exactly({
  perAddressPerMinute: PerMinute.default(USUAL_LIMITS.perAddressPerMinute),
  perMinute: PerMinute.default(USUAL_LIMITS.perMinute),
});

const Captcha = exactly({
  service: z.enum(['yandex-smartcaptcha']),
  siteKey: text(200),
  secret: SecretName,
  baseUrl: HttpAddress.default('https://smartcaptcha.cloud.yandex.ru'),
  when: z.enum(['always', 'suspicious']).default('suspicious'),
});

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
  addresses: z.array(Network).max(50).default([]),
  limits: Limits.default({ ...USUAL_LIMITS }),
  details: exactly({ baseUrl: HttpAddress, tokenSecret: SecretName }).optional(),
  captcha: Captcha.optional(),
  asks: z
    .array(z.enum(FIELD_NAMES))
    .max(FIELD_NAMES.length)
    .default([...USUAL_QUESTIONS]),
  returnTo: z.array(HttpAddress).max(20).default([]),
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
