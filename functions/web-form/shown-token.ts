import { createHmac } from 'node:crypto';
import { HOUR_MS, SECOND_MS } from '#shared/domain/time.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import { sameText } from '#shared/runtime/constant-time.ts';

/** A person needs longer even for a form that the browser fills in. */
const TOO_FAST_MS = 2 * SECOND_MS;

/** A page left open over night is still a person's; one that is posted for weeks is a robot's copy. */
const STALE_MS = 7 * 24 * HOUR_MS;

/** 96 bits: nobody guesses one within a day. */
const SEAL_CHARACTERS = 16;

/** The same secret that hides clients' keys; what is sealed says what it is for. */
const SECRET = 'identity-key';

/** Says when a form was shown, in a way only we can write. Undefined while nobody stored the secret for it. */
export async function makeShownToken(
  source: string,
  now: Date,
  secrets: Secrets,
): Promise<string | undefined> {
  const key = await findKey(secrets);
  if (key === undefined) return undefined;
  const moment = now.getTime().toString(36);
  return `${moment}.${seal(key, source, moment)}`;
}

/**
 * What the time a form was open says against a person. A form that does not say it is not suspected: it may be
 * somebody's own.
 */
export async function suspectTiming(
  token: string | undefined,
  source: string,
  now: Date,
  secrets: Secrets,
): Promise<'too-fast' | 'stale-form' | undefined> {
  if (token === undefined) return undefined;
  const key = await findKey(secrets);
  if (key === undefined) return undefined;
  const [moment = '', told = ''] = token.split('.', 2);
  if (!sameText(told, seal(key, source, moment))) return 'stale-form';
  const ageMs = now.getTime() - Number.parseInt(moment, 36);
  if (ageMs < TOO_FAST_MS) return 'too-fast';
  return ageMs > STALE_MS ? 'stale-form' : undefined;
}

/** Secrets that cannot be read now are no reason to lose a lead. */
async function findKey(secrets: Secrets): Promise<string | undefined> {
  const key = await secrets.find(SECRET).catch(() => undefined);
  return key === '' ? undefined : key;
}

function seal(key: string, source: string, moment: string): string {
  const sealed = createHmac('sha256', key).update(`form-shown|${source}|${moment}`).digest('base64url');
  return sealed.slice(0, SEAL_CHARACTERS);
}
