import type { CaptchaOutcome } from '#shared/domain/lead.ts';
import type { Captcha, CaptchaQuestion } from '#shared/ports/captcha.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import type { Addresses } from '../http-client/address-guard.ts';
import { request, type HttpResult } from '../http-client/http-client.ts';

/** An answer is a line of JSON. */
const MAX_ANSWER_BYTES = 16 * 1024;

/** Tokens are some hundred characters; what is longer was not made by the widget. */
const MAX_TOKEN_CHARS = 4_096;

/** The service says `failed` also when it is our request that is wrong; that is nothing against the visitor. */
const OUR_FAULT = /^(?:authentication failed|invalid ip)/i;

/**
 * Asks Yandex SmartCaptcha (yandex.cloud/docs/smartcaptcha). It checks by itself on which site the test was
 * passed. Any answer other than 200 counts for the visitor, as its documentation asks.
 */
export class YandexSmartCaptcha implements Captcha {
  readonly #secrets: Secrets;
  readonly #addresses: Addresses;

  constructor(secrets: Secrets, addresses: Addresses) {
    this.#secrets = secrets;
    this.#addresses = addresses;
  }

  async check({ settings, token, address, timeoutMs }: CaptchaQuestion): Promise<CaptchaOutcome> {
    if (token.length > MAX_TOKEN_CHARS) return 'failed';
    const secret = await this.#secrets.find(settings.secret).catch(() => undefined);
    if (secret === undefined) return 'unavailable';
    const result = await request({
      method: 'POST',
      url: `${settings.baseUrl.replace(/\/+$/, '')}/validate`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ secret, token, ip: address }).toString(),
      timeoutMs,
      maxBytes: MAX_ANSWER_BYTES,
      addresses: this.#addresses,
    });
    return toOutcome(result);
  }
}

function toOutcome(result: HttpResult): CaptchaOutcome {
  if (result.outcome !== 'answered' || result.status !== 200) return 'unavailable';
  const { status, message } = parseAnswer(result.body);
  if (status === 'ok') return 'passed';
  return status === 'failed' && !OUR_FAULT.test(message) ? 'failed' : 'unavailable';
}

function parseAnswer(text: string): { readonly status: unknown; readonly message: string } {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null || !('status' in answer)) return NO_ANSWER;
    return { status: answer.status, message: 'message' in answer ? String(answer.message) : '' };
  } catch {
    return NO_ANSWER;
  }
}

const NO_ANSWER = { status: undefined, message: '' };
