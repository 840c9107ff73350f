import type { Source } from '#shared/domain/source.ts';
import type { ProviderRequest } from '#shared/intake/provider.ts';
import type { Taken } from '#shared/intake/taken.ts';
import { redirect, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { completeAttribution, isAttribution } from '#shared/intake/form/attribution.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import { toVisitor } from './answer-visitor.ts';
import { formPage, type Hidden } from './pages/form-page.ts';
import { thanksPage } from './pages/message-page.ts';
import { languageOf, readForm, type SentForm } from './providers/html.ts';
import { findReturnPage, parseReturnPage } from './return-page.ts';
import { makeShownToken } from './shown-token.ts';

export interface BrowserDependencies {
  readonly secrets: Secrets;
  readonly randomId: () => string;
}

/** The form of a source as a page of ours, to link to or to put into a frame. */
export async function showForm(
  request: ProviderRequest,
  source: Source,
  { secrets, randomId }: BrowserDependencies,
): Promise<HttpAnswer> {
  const { query, headers, now } = request;
  const told = Object.fromEntries([...query].filter(([name]) => isAttribution(name)));
  const language = languageOf(query.get('lang'), request, source);
  const shown = await makeShownToken(source.id, now, secrets);
  return formPage(200, source, {
    language,
    hidden: [
      ['_id', randomId()],
      ['_shown', shown],
      ['_lang', language],
      ['_next', parseReturnPage(query.get('_next') ?? undefined, source)],
      ...Object.entries(completeAttribution(told, headers.referer)),
    ],
  });
}

/**
 * What a browser shows that posted the form by itself, without a script: the page it is led to, or the form
 * again with what is wrong.
 *
 * The request is read once more, because what becomes of a submission does not say what was in it.
 */
export async function toBrowser(
  taken: Taken,
  request: ProviderRequest,
  source: Source,
  dependencies: BrowserDependencies,
): Promise<HttpAnswer> {
  const form = await readForm(request, source);
  if (form.outcome === 'unreadable') return toVisitor(taken, request.headers['accept-language'], source);
  switch (taken.outcome) {
    case 'received':
    case 'repeated':
      return toThanks(form, source);
    case 'faulty':
      return showAgain(form, request, source, dependencies, { faults: taken.faults });
    case 'key-reused':
      return showAgain(form, request, source, dependencies, { notice: 'sent-before' });
    default:
      return toVisitor(taken, form.language, source);
  }
}

function toThanks({ sorted, language }: SentForm, source: Source): HttpAnswer {
  const page = findReturnPage(sorted.next, source);
  return page === undefined ? thanksPage(language) : redirect(303, page);
}

/** What was typed comes along, also what only the site's own form had. The id is new, the words will be others. */
function showAgain(
  { sorted, language }: SentForm,
  { headers }: ProviderRequest,
  source: Source,
  { randomId }: BrowserDependencies,
  wrong: Pick<Parameters<typeof formPage>[2], 'faults' | 'notice'>,
): HttpAnswer {
  const hidden: readonly Hidden[] = [
    ['_id', randomId()],
    ['_shown', sorted.shown],
    ['_lang', language],
    ['_next', parseReturnPage(sorted.next, source)],
    ...Object.entries(completeAttribution(sorted.attribution, headers.referer)),
    ...Object.entries(sorted.extra),
  ];
  return formPage(422, source, { language, hidden, typed: sorted.fields, ...wrong });
}
