import type { Lead } from '#shared/domain/lead.ts';
import { json, page, redirect, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem } from '#shared/runtime/problem.ts';
import { answerOffer } from './answer-offer.ts';
import type { OfferResult } from './offer-result.ts';
import { languageCookies, wantsJson, type Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { offerCard } from './offer-card.ts';
import { standingOf, type OfferStanding } from './offer-standing.ts';
import { isBrowserForm, readOfferAnswer } from './offer-submission.ts';
import { badAnswerPage, noOfferPage, offerPage, type ShownOffer } from './pages/offer-page.ts';
import { OFFER_TEXTS } from './texts.ts';
import { readTouches } from './touched-leads.ts';
import { readZone } from './zones.ts';

const HEADERS = { 'x-robots-tag': 'noindex, nofollow' };

/** Shows an offer. Messengers and mail filters open links before people do, so nothing changes here. */
export async function showOffer(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const link = await dependencies.links.parse(call.parameters['token'] ?? '');
  const lead = link && (await dependencies.leads.find(link.leadId));
  const stands = link && lead && standingOf(lead, link.offerAttempt, call.now);
  if (lead === undefined || stands === undefined) return notFound(call);
  if (wantsJson(call)) return toJson(call, lead, stands);
  return answerWith(200, { lead, stands }, call, dependencies);
}

async function answerWith(
  status: number,
  { lead, stands, trouble }: Omit<ShownOffer, 'touches'>,
  call: Call,
  dependencies: ConsoleDependencies,
): Promise<HttpAnswer> {
  const [zone, touches] = await Promise.all([
    readZone(dependencies.settings, stands.offer.rep),
    readTouches(lead, dependencies.leads),
  ]);
  const shown = { lead, touches, stands, ...(trouble === undefined ? {} : { trouble }) };
  return page(status, offerPage(call, shown, zone), {
    headers: HEADERS,
    cookies: languageCookies(call),
  });
}

/** Takes the rep's answer: a browser is sent back to the page, a program is told what came of it. */
export async function takeAnswer(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const link = await dependencies.links.parse(call.parameters['token'] ?? '');
  if (link === undefined) return notFound(call);
  const reading = await readOfferAnswer(call);
  if (reading.outcome === 'unreadable') return problem(reading.status, reading.code, { headers: HEADERS });
  if (reading.outcome === 'faulty') {
    return isBrowserForm(call)
      ? page(422, badAnswerPage(call, reading.errors), { headers: HEADERS })
      : problem(422, 'invalid-answer', { errors: reading.errors, headers: HEADERS });
  }
  const result = await answerOffer({ ...link, ...reading.answer }, dependencies);
  if (result.outcome === 'unknown') return notFound(call);
  if (isBrowserForm(call)) return toBrowser(call, link.offerAttempt, result, dependencies);
  const { outcome } = result;
  if (outcome === 'accepted')
    return json(200, { outcome, contact: result.lead.contact }, { headers: HEADERS });
  return json(outcome === 'declined' ? 200 : 409, { outcome }, { headers: HEADERS });
}

/** Back to the page, which says how the offer stands; what it cannot say is said at once. */
async function toBrowser(
  call: Call,
  offerAttempt: number,
  result: Exclude<OfferResult, { outcome: 'unknown' }>,
  dependencies: ConsoleDependencies,
): Promise<HttpAnswer> {
  const stands = standingOf(result.lead, offerAttempt, call.now);
  if (result.outcome !== 'you-are-full' || stands === undefined) return redirect(303, call.path);
  const trouble = OFFER_TEXTS['you-are-full'][call.language];
  return answerWith(409, { lead: result.lead, stands, trouble }, call, dependencies);
}

function toJson(call: Call, lead: Lead, stands: OfferStanding): HttpAnswer {
  const { standing, offer } = stands;
  const shown = offerCard(lead, stands, call.language);
  const answered = {
    outcome: standing,
    attempt: offer.attempt,
    deadlineAt: lead.status === 'escalated' ? null : offer.deadlineAt,
    card: shown.map(({ code, label, value }) => ({ code, label, value })),
  };
  return json(200, answered, { headers: HEADERS });
}

function notFound(call: Call): HttpAnswer {
  if (wantsJson(call)) return problem(404, 'offer-not-found', { headers: HEADERS });
  return page(404, noOfferPage(call), { headers: HEADERS, cookies: languageCookies(call) });
}
