import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod/mini';
import { type Language, parseLanguage } from '#shared/domain/language.ts';
import type { QueueDesk } from '../queues/queue-desk.ts';
import { queuesPage } from './queues-page.ts';
import { troublePage } from './trouble-page.ts';
import { flip, readTrouble, type TroubleControls, troubleView } from './trouble.ts';

/** What the pages of operations show and do. */
export interface Operations extends TroubleControls {
  readonly queueDesk: QueueDesk;
}

export interface OperationsRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Fields of a form or an object of JSON. Throws when it is neither. */
  body(): Promise<unknown>;
}

/** A page, data for programs, or the way back to the page after a form. */
export type OperationsAnswer = (
  | { readonly html: string }
  | { readonly json: unknown; readonly status: number }
  | { readonly seeOther: string }
) & { readonly cookie?: string };

const Max = z.object({ max: z.optional(z.coerce.number().check(z.int(), z.gte(1))) });

/**
 * Answers `/local/queues` and `/local/trouble`, and their forms; nothing for any other request. Programs get JSON,
 * unless they say that they read HTML.
 */
export async function answerOperations(
  request: OperationsRequest,
  operations: Operations,
): Promise<OperationsAnswer | undefined> {
  const { method, path } = request;
  const called = /^\/local\/queues\/([^/]+)\/redrive$/.exec(path)?.[1];
  const route = `${method} ${called === undefined ? path : 'redrive'}`;
  try {
    switch (route) {
      case 'GET /local/queues':
        return showQueues(request, operations);
      case 'POST redrive':
        return await redrive(decodeURIComponent(called ?? ''), request, operations);
      case 'GET /local/trouble':
        return showTrouble(request, operations);
      case 'POST /local/trouble':
        return await switchTrouble(request, operations);
      default:
        return undefined;
    }
  } catch (error) {
    return json({ message: error instanceof Error ? error.message : String(error) }, 400);
  }
}

function showQueues(request: OperationsRequest, { queueDesk }: Operations): OperationsAnswer {
  const queues = queueDesk.views();
  if (!wantsPage(request)) return json({ queues });
  const sent = toCount(request.query.get('sent'));
  const redriven =
    sent === undefined
      ? undefined
      : { sent, queue: request.query.get('of') ?? '', hasFailed: request.query.has('failed') };
  return page(request, queuesPage(queues, { language: languageOf(request), now: new Date(), redriven }));
}

async function redrive(
  called: string,
  request: OperationsRequest,
  { queueDesk }: Operations,
): Promise<OperationsAnswer> {
  const wish = z.safeParse(Max, await request.body());
  if (!wish.success) throw new Error('max is a whole number from 1 on.');
  const redriven = await queueDesk.redrive(called, wish.data.max);
  if (!wantsPage(request)) return json(redriven, redriven.failure === undefined ? 200 : 500);
  const said = new URLSearchParams({ sent: String(redriven.sentBack), of: redriven.to });
  if (redriven.failure !== undefined) said.set('failed', '');
  return { seeOther: `/local/queues?${said}` };
}

function showTrouble(request: OperationsRequest, operations: Operations): OperationsAnswer {
  const trouble = troubleView(operations);
  if (!wantsPage(request)) return json({ trouble });
  return page(request, troublePage(trouble, languageOf(request)));
}

async function switchTrouble(request: OperationsRequest, operations: Operations): Promise<OperationsAnswer> {
  flip(readTrouble(await request.body()), operations);
  return wantsPage(request) ? { seeOther: '/local/trouble' } : json({ trouble: troubleView(operations) });
}

function json(value: unknown, status = 200): OperationsAnswer {
  return { json: value, status };
}

/** A language chosen by `?lang=` is kept for the console as well. */
function page({ query }: OperationsRequest, html: string): OperationsAnswer {
  const chosen = toLanguage(query.get('lang'));
  if (chosen === undefined) return { html };
  return { html, cookie: `lang=${chosen}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly` };
}

function languageOf({ query, headers }: OperationsRequest): Language {
  const kept = /(?:^|;\s*)lang=(ru|en)(?:;|$)/.exec(headers.cookie ?? '')?.[1];
  return toLanguage(query.get('lang')) ?? toLanguage(kept) ?? parseLanguage(headers['accept-language']);
}

function toLanguage(text: string | null | undefined): Language | undefined {
  return text === 'ru' || text === 'en' ? text : undefined;
}

function wantsPage({ query, headers }: OperationsRequest): boolean {
  return query.get('format') !== 'json' && (headers.accept ?? '').includes('text/html');
}

function toCount(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
