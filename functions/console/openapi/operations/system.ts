import * as z from 'zod/mini';
import { SignedNews } from '../../crm-news.ts';
import { Pressed } from '../../messenger-routes.ts';
import { Connectors, CrmTaken, Failing, Healthy, MessengerCall } from '../answers/system.ts';
import connectors from '../examples/connectors.json' with { type: 'json' };
import { file, json, path, query, type Operation } from '../operation.ts';
import { UNREADABLE_FORM, together } from '../problem-codes.ts';

const DESTINATION = path('destination', z.string(), 'Id of a destination of the settings.', 'webhook');

export const EVENT_OPERATIONS: readonly Operation[] = [
  {
    id: 'tellCrmEvent',
    method: 'POST',
    path: '/v1/crm/{destination}',
    group: 'events',
    access: 'crm',
    summary: { ru: 'Событие CRM', en: 'An event of the CRM' },
    about:
      'First response, won, lost with its reason, and the rep’s answer. A webhook destination sends the JSON below; a Bitrix24 its own outgoing webhook.',
    parameters: [DESTINATION],
    body: {
      content: {
        'application/json': {
          schema: SignedNews,
          example: { leadId: '8e1c6f0b-3f5d-4f57-9a0e-2b1a6c7d8e9f', event: 'lost', reason: 'price' },
        },
        'application/x-www-form-urlencoded': {},
      },
    },
    answers: {
      200: json('Taken.', CrmTaken, { leadId: '8e1c6f0b-3f5d-4f57-9a0e-2b1a6c7d8e9f', outcome: 'done' }),
    },
    problems: together(UNREADABLE_FORM, {
      400: ['invalid-body'],
      401: ['not-genuine'],
      404: ['unknown-destination', 'lead-not-found'],
      503: ['crm-unavailable'],
    }),
  },
  {
    id: 'tellMessengerUpdate',
    method: 'POST',
    path: '/v1/messengers/{destination}',
    group: 'events',
    access: 'messenger',
    summary: { ru: 'Кнопки в мессенджере', en: 'Buttons in the messenger' },
    about:
      'An `Update` of the Telegram Bot API. Of any other than a pressed button nothing is made, with success.',
    parameters: [{ ...DESTINATION, example: 'messenger' }],
    body: { content: { 'application/json': { schema: Pressed } } },
    answers: { 200: json('Taken; the answer is itself a call of the Bot API.', MessengerCall, {}) },
    problems: { 401: ['not-genuine'], 404: ['unknown-destination'] },
  },
];

export const SYSTEM_OPERATIONS: readonly Operation[] = [
  {
    id: 'checkHealth',
    method: 'GET',
    path: '/health',
    group: 'system',
    access: 'nobody',
    summary: { ru: 'Работает ли система', en: 'Whether the system works' },
    answers: {
      200: json('Leads can be kept and judged.', Healthy, {
        status: 'ok',
        checks: { table: 'ok', settings: 'ok' },
        versions: { sources: 1, policy: 3, team: 2, destinations: 1 },
      }),
      503: json('They cannot.', Failing, {
        status: 'failing',
        checks: { table: 'ok', settings: 'failing' },
        missing: ['policy'],
      }),
    },
  },
  {
    id: 'listConnectors',
    method: 'GET',
    path: '/v1/connectors',
    group: 'system',
    access: 'token',
    summary: { ru: 'Как работают связи', en: 'How each connector does' },
    about: 'By the newest hundred leads, and by the registries that are not asked at present.',
    answers: { 200: json('Sources, destinations and registries.', Connectors, connectors) },
  },
  {
    id: 'getApiDocument',
    method: 'GET',
    path: '/openapi.json',
    group: 'system',
    access: 'nobody',
    summary: { ru: 'Этот документ', en: 'This document' },
    answers: {
      200: json('OpenAPI 3.1.', z.record(z.string(), z.unknown())),
      304: { about: 'It has not changed since.' },
    },
  },
  {
    id: 'readApiDocument',
    method: 'GET',
    path: '/docs',
    group: 'system',
    access: 'nobody',
    summary: { ru: 'Он же для людей', en: 'The same for people' },
    parameters: query(
      { shape: { lang: z.optional(z.enum(['ru', 'en'])) } },
      { lang: ['Language of the headings.', 'ru'] },
    ),
    answers: { 200: file('A page.', 'text/html') },
  },
];
