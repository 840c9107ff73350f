import { createHmac } from 'node:crypto';
import { HOUR_MS } from '#shared/domain/time.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import { sameText } from '#shared/runtime/constant-time.ts';
import { page } from '#shared/runtime/http-answers.ts';
import { problem } from '#shared/runtime/problem.ts';
import { languageCookies, type Call, type Role, type Serve } from './call.ts';
import { signInPage } from './pages/sign-in-page.ts';

/** The secret that each role signs in with. */
const TOKEN_SECRETS: Readonly<Record<Role, string>> = { ops: 'ops-token', head: 'head-token' };

const ROLES: readonly Role[] = ['ops', 'head'];
const SESSION_COOKIE = 'lead_relay_session';

/** A working day and what follows it; a new token ends every session at once. */
const SESSION_MS = 12 * HOUR_MS;

/** Serves programs that carry the ops token. */
export function withToken(serve: Serve, secrets: Secrets): Serve {
  return async (call) => {
    const offered = /^Bearer +(\S+)$/i.exec(call.headers['authorization'] ?? '')?.[1];
    const role = offered === undefined ? undefined : await roleOf(offered, secrets);
    if (role !== undefined) return serve({ ...call, role });
    return problem(401, 'unauthorized', { headers: { 'www-authenticate': 'Bearer realm="lead-relay"' } });
  };
}

/** Serves people who signed in; everybody else gets the sign-in page in its place. */
export function withSession(serve: Serve, secrets: Secrets): Serve {
  return async (call) => {
    if (changes(call) && !isFromOurPage(call)) return problem(403, 'foreign-page');
    const role = await signedInRole(call, secrets);
    if (role !== undefined) return serve({ ...call, role });
    const status = call.path === '/console' ? 200 : 401;
    return page(status, signInPage(call), { cookies: languageCookies(call) });
  };
}

function changes({ method }: Call): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

/**
 * The session's cookie comes from pages of this site alone; of other origins of the same site, such as
 * another port, only the browser itself can tell.
 */
function isFromOurPage({ headers }: Call): boolean {
  const from = headers['sec-fetch-site'];
  return from === undefined || from === 'same-origin' || from === 'none';
}

/** Whose token it is; undefined for nobody's. */
export async function roleOf(offered: string, secrets: Secrets): Promise<Role | undefined> {
  for (const role of ROLES) {
    const token = await secrets.find(TOKEN_SECRETS[role]);
    if (token !== undefined && token !== '' && sameText(offered, token)) return role;
  }
  return undefined;
}

/** The session of somebody who has just shown the token. */
export function openSession(call: Call, role: Role, token: string): string {
  const expiresAtMs = call.now.getTime() + SESSION_MS;
  return sessionCookie(
    call,
    `${role}.${expiresAtMs}.${signatureOf(role, expiresAtMs, token)}`,
    SESSION_MS / 1000,
  );
}

export function closeSession(call: Call): string {
  return sessionCookie(call, '', 0);
}

async function signedInRole(call: Call, secrets: Secrets): Promise<Role | undefined> {
  const [name, expires = '', signature = ''] = (call.cookies.get(SESSION_COOKIE) ?? '').split('.');
  const role = ROLES.find((one) => one === name);
  const token = role && (await secrets.find(TOKEN_SECRETS[role]));
  if (role === undefined || token === undefined || token === '' || !/^\d{1,15}$/.test(expires))
    return undefined;
  const expiresAtMs = Number(expires);
  const isGenuine = sameText(signature, signatureOf(role, expiresAtMs, token));
  return isGenuine && expiresAtMs > call.now.getTime() ? role : undefined;
}

function signatureOf(role: Role, expiresAtMs: number, token: string): string {
  return createHmac('sha256', token).update(`console-session.${role}.${expiresAtMs}`).digest('base64url');
}

function sessionCookie(call: Call, value: string, maxAgeSeconds: number): string {
  const secure = isPlainLoopback(call) ? '' : '; Secure';
  return `${SESSION_COOKIE}=${value}; Path=/console; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${secure}`;
}

/** Not every browser keeps a Secure cookie on http://127.0.0.1, and nobody can listen there. */
function isPlainLoopback(call: Call): boolean {
  if (call.headers['x-forwarded-proto'] === 'https') return false;
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(call.headers['host'] ?? '');
}
