import { WIDGET_SCRIPT } from './captcha-widget.ts';
import { json, type StandIn, type StandInAnswer, type StandInRequest } from './stand-in.ts';

/**
 * Yandex SmartCaptcha's check, and a widget of its own: a box to tick. Whoever made the token up says with its
 * first letters how the test went, `ok…`; each token counts once, as at the real one.
 */
export class CaptchaStandIn implements StandIn {
  readonly name = 'smartcaptcha';
  readonly #used = new Set<string>();

  clear(): void {
    this.#used.clear();
  }

  answer({ method, path, body }: StandInRequest): StandInAnswer {
    if (method === 'GET' && path === '/captcha.js')
      return { status: 200, body: WIDGET_SCRIPT, contentType: 'text/javascript; charset=utf-8' };
    if (method !== 'POST' || path !== '/validate') return this.refuse(404);
    const form = new URLSearchParams(body);
    if ((form.get('secret') ?? '') === '')
      return failed('Authentication failed. Secret has not provided.', 403);
    if ((form.get('ip') ?? '') === '') return failed('Invalid IP.');
    return this.#judge(form.get('token') ?? '');
  }

  /** A check spends its token: losing its answer is a loss like any other. */
  onlyLooks({ method }: StandInRequest): boolean {
    return method === 'GET';
  }

  refuse(status: number): StandInAnswer {
    return failed('refused', status);
  }

  #judge(token: string): StandInAnswer {
    if (!token.startsWith('ok') || this.#used.has(token)) return failed('Token invalid or expired.');
    this.#used.add(token);
    return json(200, { status: 'ok', message: '', host: 'localhost' });
  }
}

function failed(message: string, status = 200): StandInAnswer {
  return json(status, { status: 'failed', message, host: '' });
}
