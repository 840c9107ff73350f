import * as z from 'zod/mini';
import { CompanyAnswer, FormFields, FormSchemaAnswer, Received } from '../answers/forms.ts';
import form from '../examples/form-schema.json' with { type: 'json' };
import {
  file,
  header,
  json,
  path,
  query,
  type Answer,
  type Operation,
  type RequestBody,
} from '../operation.ts';
import { UNREADABLE_FORM, together, type ProblemCode } from '../problem-codes.ts';

const SOURCE = path('source', z.string(), 'Id of a source of the settings.', 'html');
const REST = path(
  'rest',
  z.string(),
  'Whatever the provider adds to the address; it may hold slashes.',
  'webhook',
);
const LANG = query(
  { shape: { lang: z.optional(z.enum(['ru', 'en'])) } },
  { lang: ['Otherwise what `Accept-Language` prefers, then the source’s own language.', 'ru'] },
);

const FIELDS = {
  name: 'Анна',
  phone: '8 (999) 123-45-67',
  inn: '7736207543',
  budget: '1,5 млн',
  role: 'директор',
  timeline: 'в этом месяце',
  product: 'насосы',
  consent: 'yes',
};

const BODY: RequestBody = {
  about: 'Our own form’s fields, or what the source’s provider sends. At most 64 KB, multipart 1 MB.',
  content: {
    'application/json': { schema: FormFields, example: FIELDS },
    'application/x-www-form-urlencoded': { schema: FormFields },
    'multipart/form-data': { schema: FormFields },
  },
};

const TOOK_NOTE: Answer = {
  about: 'The word of success a provider expects, whatever became of the lead; or its greeting.',
  content: { 'text/plain': {}, 'application/json': { schema: z.unknown() } },
};

const THANKS: Answer = file('A page: a browser posted the form without a script.', 'text/html');

/** What bodies of the providers lack, one code each. */
const NOT_OF_PROVIDER: readonly ProblemCode[] = [
  ...['not-an-object', 'data-not-an-object', 'event-missing', 'lead-id-missing', 'not-a-contact-event'],
  ...['not-a-form-response', 'not-a-form-submission', 'not-a-jotform-submission', 'not-a-lead'],
  ...['not-a-lead-form', 'not-a-leadgen-change', 'not-a-list-of-events', 'not-a-quiz', 'not-an-event'],
] as ProblemCode[];

const POST_PROBLEMS = together(UNREADABLE_FORM, {
  401: ['not-genuine'],
  403: ['origin-not-allowed'],
  404: ['unknown-source'],
  405: ['method-not-allowed'],
  422: [
    'invalid-fields',
    'captcha-required',
    'idempotency-key-reused',
    'idempotency-key-malformed',
    ...NOT_OF_PROVIDER,
  ],
});

const GET_PROBLEMS = {
  401: ['not-genuine'],
  403: ['origin-not-allowed'],
  404: ['unknown-source'],
  405: ['method-not-allowed'],
} as const;

const SUBMIT: Pick<Operation, 'group' | 'access' | 'body' | 'answers' | 'problems' | 'hasProblemPages'> = {
  group: 'forms',
  hasProblemPages: true,
  access: 'form',
  body: BODY,
  answers: {
    200: {
      about: `${TOOK_NOTE.about} A browser without a script is shown a page.`,
      content: { ...TOOK_NOTE.content, ...THANKS.content },
    },
    202: json('The lead is kept, also while everything behind is down. A repeat has the same id.', Received, {
      leadId: '8e1c6f0b-3f5d-4f57-9a0e-2b1a6c7d8e9f',
      outcome: 'received',
    }),
    303: { about: 'A browser without a script is led to the source’s `returnTo`.' },
  },
  problems: POST_PROBLEMS,
};

const CORS_ANSWER: Answer = {
  about: 'What pages of the source’s `origins` may do.',
  headers: { 'Access-Control-Allow-Origin': 'The origin that asks, where it is a listed one.' },
};

export const FORM_OPERATIONS: readonly Operation[] = [
  {
    ...SUBMIT,
    id: 'submitForm',
    method: 'POST',
    path: '/v1/forms/{source}',
    summary: { ru: 'Отправить заявку', en: 'Submit a form' },
    about:
      'Our own form tells its visitor what is wrong (`422`), and never whether the lead was rejected. A provider that nobody can correct hears its word of success, and a bad lead is kept as rejected with its reasons.',
    parameters: [
      SOURCE,
      header(
        'Idempotency-Key',
        z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
        'The sender’s own id of the submission: the same again is the same lead.',
        'order-4711',
      ),
    ],
  },
  {
    ...SUBMIT,
    id: 'submitFormBelow',
    method: 'POST',
    path: '/v1/forms/{source}/{rest}',
    summary: { ru: 'То же с дополнением адреса', en: 'The same, at a longer address' },
    about: 'For providers that add to the address they were given.',
    parameters: [SOURCE, REST],
  },
  {
    id: 'showForm',
    hasProblemPages: true,
    method: 'GET',
    path: '/v1/forms/{source}',
    group: 'forms',
    access: 'nobody',
    summary: { ru: 'Страница с формой', en: 'The form as a page' },
    about: 'For browsers. Providers that ask whether it is us before they post are greeted here.',
    parameters: [SOURCE, ...LANG],
    answers: { 200: file('The page, or a greeting in the provider’s words.', 'text/html', 'text/plain') },
    problems: GET_PROBLEMS,
  },
  {
    id: 'allowForm',
    method: 'OPTIONS',
    path: '/v1/forms/{source}',
    group: 'forms',
    access: 'nobody',
    summary: { ru: 'Разрешение браузеру (CORS)', en: 'What a page may send (CORS)' },
    parameters: [SOURCE],
    answers: { 204: CORS_ANSWER },
    problems: { 403: ['origin-not-allowed'], 404: ['unknown-source'] },
  },
  {
    id: 'getFormSchema',
    hasProblemPages: true,
    method: 'GET',
    path: '/v1/forms/{source}/schema',
    group: 'forms',
    access: 'nobody',
    summary: { ru: 'Какие поля спрашивает форма', en: 'What the form asks' },
    parameters: [SOURCE, ...LANG],
    answers: { 200: json('Fields, mandatory ones, texts.', FormSchemaAnswer, form) },
    problems: { 403: ['origin-not-allowed'], 404: ['unknown-source'] },
  },
  {
    id: 'getFormCompany',
    hasProblemPages: true,
    method: 'GET',
    path: '/v1/forms/{source}/company',
    group: 'forms',
    access: 'nobody',
    summary: { ru: 'Название компании по ИНН', en: 'The company of an INN' },
    about: 'For the form while its visitor types: ten questions a minute for one address.',
    parameters: [
      SOURCE,
      ...query({ shape: { inn: z.optional(z.string()) } }, { inn: ['10 or 12 digits.', '7736207543'] }),
    ],
    answers: { 200: json('Its name, if anybody knows it.', CompanyAnswer, { name: 'ООО «ЯНДЕКС»' }) },
    problems: { 403: ['origin-not-allowed'], 404: ['unknown-source'], 405: ['method-not-allowed'] },
  },
  {
    id: 'greetFormBelow',
    hasProblemPages: true,
    method: 'GET',
    path: '/v1/forms/{source}/{rest}',
    group: 'forms',
    access: 'nobody',
    summary: { ru: 'Прочие адреса формы', en: 'Other addresses of a form' },
    about:
      'The scripts of the embedded form are here as well; of anything else it says which methods there are.',
    parameters: [SOURCE, REST],
    answers: {
      200: file('One of those scripts, or a greeting.', 'text/javascript', 'text/plain'),
      304: { about: 'The script has not changed since.' },
    },
    problems: GET_PROBLEMS,
  },
  {
    id: 'getEmbedScript',
    method: 'GET',
    path: '/embed.js',
    group: 'forms',
    access: 'nobody',
    summary: { ru: 'Скрипт встраиваемой формы', en: 'The embedded form’s script' },
    about: 'For pages of any origin: `<script src="…/embed.js" data-source="main-site" async></script>`.',
    answers: { 200: file('The script.', 'text/javascript'), 304: { about: 'It has not changed since.' } },
  },
  {
    id: 'getEmbedChecks',
    method: 'GET',
    path: '/embed-checks.js',
    group: 'forms',
    access: 'nobody',
    summary: { ru: 'Проверки встраиваемой формы', en: 'The embedded form’s checks' },
    about: 'Loaded by the form when somebody begins to fill it in.',
    answers: { 200: file('The script.', 'text/javascript'), 304: { about: 'It has not changed since.' } },
  },
];
