import * as z from 'zod/mini';
import { ErasureBody } from '../../erasure-order.ts';
import { ErasureReceiptAnswer } from '../answers/erasures.ts';
import receipt from '../examples/erasure.json' with { type: 'json' };
import { json, jsonBody, path, type Answer, type Operation } from '../operation.ts';
import { UNREADABLE_JSON, together } from '../problem-codes.ts';

const ID = path('id', z.string(), 'As ordering it answered.', '5f0e3a52-7c54-4a3f-8a52-0c6a4b8e1d11');

const LOCATION = { Location: 'Where it tells how far it is.' };
const DONE: Answer = { ...json('It is done.', ErasureReceiptAnswer, receipt), headers: LOCATION };
const RUNNING: Answer = {
  ...json(
    'There was too much for one request: POST to its `Location` until it is done.',
    ErasureReceiptAnswer,
  ),
  headers: LOCATION,
};

export const ERASURE_OPERATIONS: readonly Operation[] = [
  {
    id: 'orderErasure',
    method: 'POST',
    path: '/v1/erasures',
    group: 'erasures',
    access: 'token',
    summary: { ru: 'Стереть данные человека', en: 'Erase a person' },
    about:
      'All leads of a phone, of an address, or of the person of one lead. The `reason` is kept and must name nobody. It cannot be undone.',
    body: jsonBody(ErasureBody, { phone: '+7 999 123-45-67', reason: 'asked for it in writing' }),
    answers: { 200: DONE, 202: RUNNING },
    problems: together(UNREADABLE_JSON, { 400: ['invalid-body'], 404: ['lead-not-found'] }),
  },
  {
    id: 'getErasure',
    method: 'GET',
    path: '/v1/erasures/{id}',
    group: 'erasures',
    access: 'token',
    summary: { ru: 'Что стёрто', en: 'What was erased' },
    about: 'In ids and counts, with what is left elsewhere and until when.',
    parameters: [ID],
    answers: { 200: json('The receipt.', ErasureReceiptAnswer, receipt) },
    problems: { 404: ['erasure-not-found'] },
  },
  {
    id: 'goOnErasing',
    method: 'POST',
    path: '/v1/erasures/{id}',
    group: 'erasures',
    access: 'token',
    summary: { ru: 'Продолжить стирание', en: 'Go on erasing' },
    about: 'One that is done stays as it is.',
    parameters: [ID],
    answers: { 200: DONE, 202: RUNNING },
    problems: { 404: ['erasure-not-found'] },
  },
];
