import * as z from 'zod/mini';
import { path, type Operation, type RequestBody } from '../operation.ts';
import { UNREADABLE_FORM, together } from '../problem-codes.ts';

const SOURCE = path('source', z.string(), 'Id of a source of the settings.', 'mango');
const REST = path(
  'rest',
  z.string(),
  'What the vendor adds to the address; it may hold slashes.',
  'events/summary',
);

const BODY: RequestBody = {
  about: 'In the vendor’s own format, at most 256 KB.',
  content: {
    'application/x-www-form-urlencoded': {},
    'application/json': {},
    'application/xml': {},
    'multipart/form-data': {},
  },
};

const CALL: Pick<Operation, 'group' | 'access' | 'answers' | 'problems'> = {
  group: 'calls',
  access: 'call',
  answers: {
    200: {
      about: 'What the vendor expects: nothing, `{"success": true}`, or its own question echoed.',
      content: { 'text/plain': {}, 'application/json': { schema: z.unknown() } },
    },
  },
  problems: together(UNREADABLE_FORM, {
    401: ['not-genuine'],
    404: ['unknown-source'],
    422: [
      'call-id-missing',
      'malformed-xml',
      'not-a-call',
      'not-a-call-record',
      'not-a-call-summary',
      'not-an-event',
      'not-an-object',
      'not-a-lead',
      'lead-id-missing',
      'event-missing',
    ],
  }),
};

const ABOUT =
  'Every event of a call may be sent; those that are no news are answered with success. A call is one lead, however many events tell of it.';

export const CALL_OPERATIONS: readonly Operation[] = [
  {
    ...CALL,
    id: 'tellCall',
    method: 'POST',
    path: '/v1/calls/{source}',
    summary: { ru: 'Сообщить о звонке', en: 'Tell of a call' },
    about: ABOUT,
    parameters: [SOURCE],
    body: BODY,
  },
  {
    ...CALL,
    id: 'tellCallBelow',
    method: 'POST',
    path: '/v1/calls/{source}/{rest}',
    summary: { ru: 'То же с дополнением адреса', en: 'The same, at a longer address' },
    about: 'For vendors that add the kind of the event to the address.',
    parameters: [SOURCE, REST],
    body: BODY,
  },
  {
    ...CALL,
    id: 'tellCallByQuery',
    method: 'GET',
    path: '/v1/calls/{source}',
    summary: { ru: 'Сообщить о звонке в адресе', en: 'Tell of a call in the query' },
    about: 'For vendors that send GET, and those that ask whether it is us before they send.',
    parameters: [SOURCE],
  },
  {
    ...CALL,
    id: 'tellCallByQueryBelow',
    method: 'GET',
    path: '/v1/calls/{source}/{rest}',
    summary: { ru: 'То же с дополнением адреса', en: 'The same, at a longer address' },
    parameters: [SOURCE, REST],
  },
];
