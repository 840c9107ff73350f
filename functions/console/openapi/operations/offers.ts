import * as z from 'zod/mini';
import { OfferAnswerBody } from '../../offer-submission.ts';
import { RepAction } from '../../rep-routes.ts';
import { OfferAccepted, OfferShown, OfferTooLate } from '../answers/offers.ts';
import offer from '../examples/offer.json' with { type: 'json' };
import { file, json, path, type Contents, type Operation } from '../operation.ts';
import { UNREADABLE_FORM, together } from '../problem-codes.ts';

const OFFER = path('token', z.string(), 'From the message to the rep.', 'b2ZmZXI…');
const REP = path('token', z.string(), 'From the team page.', 'cmVw…');
const PAGE: Contents = { 'text/html': {} };

export const OFFER_OPERATIONS: readonly Operation[] = [
  {
    id: 'showOffer',
    method: 'GET',
    path: '/o/{token}',
    group: 'offers',
    access: 'link',
    summary: { ru: 'Посмотреть предложение', en: 'See an offer' },
    about:
      'Messengers and mail filters open links before people do, so nothing changes here. JSON by `Accept: application/json`.',
    parameters: [OFFER],
    answers: {
      200: {
        about: 'The card.',
        content: { 'application/json': { schema: OfferShown, example: offer }, ...PAGE },
      },
      404: { about: 'To a browser, a page that says so.', content: PAGE },
    },
    problems: { 404: ['offer-not-found'] },
  },
  {
    id: 'answerOffer',
    method: 'POST',
    path: '/o/{token}',
    group: 'offers',
    access: 'link',
    summary: { ru: 'Принять или отказаться', en: 'Accept or decline' },
    about: 'A browser is sent back to the page, a program is told what came of it.',
    parameters: [OFFER],
    body: {
      content: {
        'application/json': { schema: OfferAnswerBody, example: { answer: 'decline', reason: 'busy' } },
        'application/x-www-form-urlencoded': { schema: OfferAnswerBody },
      },
    },
    answers: {
      200: json('Accepted, with the client’s contact; or declined.', OfferAccepted, { outcome: 'declined' }),
      303: { about: 'A browser, back to the page.' },
      404: { about: 'To a browser, a page that says so.', content: PAGE },
      409: {
        about: 'Too late, or there is no room.',
        content: { 'application/json': { schema: OfferTooLate, example: { outcome: 'expired' } }, ...PAGE },
      },
      422: { about: 'To a browser, a page that says what is wrong.', content: PAGE },
    },
    problems: together(UNREADABLE_FORM, { 404: ['offer-not-found'], 422: ['invalid-answer'] }),
  },
  {
    id: 'showRepPage',
    method: 'GET',
    path: '/r/{token}',
    group: 'offers',
    access: 'link',
    summary: { ru: 'Страница менеджера', en: 'A rep’s own page' },
    about: 'Offers, clients to be reached, and what lies in the pools.',
    parameters: [REP],
    answers: {
      200: file('The page.', 'text/html'),
      404: file('The link is nobody’s, or the rep is not in the team any more.', 'text/html'),
    },
  },
  {
    id: 'actAsRep',
    method: 'POST',
    path: '/r/{token}',
    group: 'offers',
    access: 'link',
    summary: { ru: 'Кнопки страницы менеджера', en: 'The buttons of a rep’s page' },
    about: '`duty` with `onDuty`; `take` and `reached` with the `lead`.',
    parameters: [REP],
    body: {
      content: {
        'application/x-www-form-urlencoded': { schema: RepAction, example: { act: 'duty', onDuty: 'true' } },
      },
    },
    answers: {
      303: { about: 'Back to the page, which says what came of it.' },
      404: file('The link is nobody’s, or the rep is not in the team any more.', 'text/html'),
    },
  },
];
