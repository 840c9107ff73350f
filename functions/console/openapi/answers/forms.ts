import * as z from 'zod/mini';
import { Text, TextByName, named, said } from '../schema-words.ts';

const Sentence = z.strictObject({ ru: Text, en: Text });

export const Received = named(
  'Received',
  'The lead is kept. Whether it was rejected is never told here.',
  z.union([
    z.strictObject({ leadId: Text, outcome: z.enum(['received', 'repeated']) }),
    z.strictObject({ outcome: z.literal('ignored') }),
  ]),
);

export const FormSchemaAnswer = named(
  'FormSchema',
  'What a form for the source has to ask, for whoever draws it.',
  z.strictObject({
    source: Text,
    language: z.enum(['ru', 'en']),
    region: said(Text, 'A phone without a country code belongs there, ISO 3166.'),
    fields: z.array(
      z.strictObject({
        name: Text,
        mandatory: z.boolean(),
        label: Sentence,
        type: z.enum(['text', 'tel', 'email', 'number', 'textarea', 'select']),
        autocomplete: z.optional(Text),
        options: z.optional(z.array(z.strictObject({ value: Text, label: Sentence }))),
      }),
    ),
    consent: z.optional(z.strictObject({ textVersion: Text, text: Sentence, mandatory: z.boolean() })),
    captcha: z.optional(
      z.strictObject({
        service: z.literal('yandex-smartcaptcha'),
        siteKey: Text,
        when: z.enum(['always', 'suspicious']),
        script: said(Text, 'Where its widget comes from.'),
      }),
    ),
    shown: z.optional(said(Text, 'When the form was shown, for `_shown` of what is sent.')),
    texts: said(
      z.catchall(z.object({ faults: TextByName }), Text),
      'What the form says of itself, and of what is typed into it, by the code of the fault.',
    ),
  }),
);

export const CompanyAnswer = named(
  'Company',
  'The company’s name; an empty object for a number that is wrong or nobody’s, and while nobody can be asked.',
  z.strictObject({ name: z.optional(Text) }),
);

/** A convention rather than a rule: a source may alias and add fields, and unknown ones are kept as they came. */
export const FormFields = named(
  'FormFields',
  'Our own form’s fields, all texts as they were typed. Which are mandatory the source’s settings say; it may alias and add fields.',
  z.catchall(
    z.object({
      name: z.optional(Text),
      phone: z.optional(said(Text, 'As people write it: `8 (999) 123-45-67`.')),
      email: z.optional(Text),
      company: z.optional(Text),
      inn: z.optional(said(Text, '10 or 12 digits.')),
      kpp: z.optional(Text),
      ogrn: z.optional(Text),
      product: z.optional(Text),
      budget: z.optional(said(Text, 'As people write it: `1,5 млн`.')),
      timeline: z.optional(Text),
      role: z.optional(Text),
      message: z.optional(Text),
      consent: z.optional(said(Text, 'One of `on`, `yes`, `true`, `1`, `да`.')),
      utm_source: z.optional(said(Text, 'And every other `utm_*`.')),
      page: z.optional(said(Text, 'The page the form stands on.')),
      referrer: z.optional(Text),
      _id: z.optional(said(Text, 'An id of one filled-in form, where there is no `Idempotency-Key`.')),
      _shown: z.optional(said(Text, 'From the schema.')),
      _lang: z.optional(said(Text, '`ru` or `en`.')),
      'smart-token': z.optional(said(Text, 'What the captcha’s widget says.')),
    }),
    z.unknown(),
  ),
);
