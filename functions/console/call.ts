import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { parseLanguage, type Language } from '#shared/domain/language.ts';
import type { HttpAnswer } from '#shared/runtime/http-answers.ts';
import { toProviderRequest, type HttpRequest } from '#shared/runtime/http-request.ts';

/** Who looks: whoever keeps the system running, or whoever leads the reps. Only the latter see people's data in the console. */
export type Role = 'ops' | 'head';

/** One request to the console, with what every page asks of it. */
export interface Call extends HttpRequest {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string | undefined>>;
  readonly cookies: ReadonlyMap<string, string>;
  readonly language: Language;
  /** Who signed in, where somebody has to. */
  readonly role?: Role;
}

export type Serve = (call: Call) => Promise<HttpAnswer>;

/** `?lang=` wins and is remembered, then the cookie, then what the browser prefers. */
export function toCall(event: APIGatewayProxyEventV2, now: Date): Call {
  const request = toProviderRequest(event, now);
  const cookies = parseCookies(event.cookies ?? request.headers['cookie']?.split(';') ?? []);
  const chosen = request.query.get('lang') ?? cookies.get('lang');
  return {
    ...request,
    path: event.rawPath,
    parameters: event.pathParameters ?? {},
    cookies,
    language: chosen === 'ru' || chosen === 'en' ? chosen : parseLanguage(request.headers['accept-language']),
  };
}

/** The cookie that keeps a language chosen by `?lang=`; none when nothing was chosen. */
export function languageCookies(call: Call): readonly string[] {
  const chosen = call.query.get('lang');
  if (chosen !== 'ru' && chosen !== 'en') return [];
  return [`lang=${chosen}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`];
}

/** A browser says text/html in Accept; a program that wants JSON says so and does not. */
export function wantsJson(call: Call): boolean {
  const accept = call.headers['accept'] ?? '';
  return accept.includes('application/json') && !accept.includes('text/html');
}

function parseCookies(pairs: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.trim().split('=');
      return [name, value.join('=')];
    }),
  );
}
