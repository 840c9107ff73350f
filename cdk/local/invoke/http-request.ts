import type { HttpEvent } from './recorded-events.ts';

/** One request as it is sent, with a word on its id where that decides whether it makes a new lead. */
export interface OutgoingRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  readonly note?: string;
}

const KEY = 'idempotency-key';

/** What the way there makes anew: the recorded values belong to another host and another length. */
const MADE_ON_THE_WAY = new Set(['host', 'content-length', 'connection', 'via', 'forwarded']);

/**
 * The recorded request, ready to be sent.
 *
 * A form gets `freshKey`, or a recorded one would make a lead only the first time. A call stays as it is: its
 * id is in the body, and the body is signed.
 */
export function toOutgoingRequest(event: HttpEvent, freshKey: string | undefined): OutgoingRequest {
  const { rawPath, rawQueryString, body, isBase64Encoded } = event;
  const { method } = event.requestContext.http;
  const isForm = method === 'POST' && rawPath.startsWith('/v1/forms/');
  return {
    method,
    path: rawQueryString === '' ? rawPath : `${rawPath}?${rawQueryString}`,
    headers: {
      ...Object.fromEntries(Object.entries(event.headers).filter(([name]) => isKept(name))),
      ...(isForm && freshKey !== undefined ? { [KEY]: freshKey } : {}),
    },
    body: body === undefined ? undefined : Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
    ...noteOn(event, isForm, freshKey),
  };
}

function isKept(name: string): boolean {
  return !MADE_ON_THE_WAY.has(name) && !name.startsWith('x-forwarded-');
}

function noteOn(event: HttpEvent, isForm: boolean, freshKey: string | undefined): { readonly note?: string } {
  if (isForm && freshKey !== undefined)
    return {
      note: 'A fresh Idempotency-Key was put in, so this makes a lead of its own; --again keeps the recorded one.',
    };
  if (isForm)
    return {
      note:
        event.headers[KEY] === undefined
          ? 'Sent without a key, as recorded: equal words within ten minutes are a repeat.'
          : 'The recorded Idempotency-Key is kept: from the second time on this is a repeat.',
    };
  if (event.rawPath.startsWith('/v1/calls/'))
    return { note: "The call's own id is signed and stays: from the second time on this is a repeat." };
  return {};
}
