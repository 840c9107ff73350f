import { html } from 'hono/html';
import type { Call } from '../call.ts';
import { CONSOLE_TEXTS } from '../texts.ts';
import { document } from './layout.ts';

/** Asks for the token where a page of the console would be, and leads back to that page. */
export function signInPage(call: Call, fault?: 'wrong-token'): string {
  const { language } = call;
  return document({
    title: CONSOLE_TEXTS.signInTitle[language],
    call: { ...call, path: '/console' },
    kind: 'sign-in',
    body: html`<form class="card sign-in" method="post" action="/console/sign-in">
      <h1>${CONSOLE_TEXTS.signInTitle[language]}</h1>
      ${fault === undefined ? '' : html`<p class="fault" role="alert" id="fault">${CONSOLE_TEXTS.wrongToken[language]}</p>`}
      <label for="token">${CONSOLE_TEXTS.token[language]}</label>
      <input
        id="token"
        name="token"
        type="password"
        autocomplete="current-password"
        required
        autofocus
        ${fault === undefined ? '' : html`aria-invalid="true" aria-describedby="fault"`}
      />
      <input type="hidden" name="next" value="${nextOf(call)}" />
      <button class="primary">${CONSOLE_TEXTS.signIn[language]}</button>
      <p class="note">${CONSOLE_TEXTS.sessionNote[language]}</p>
    </form>`,
  });
}

/** The page asked for; a POST of the form itself has no page to come back to. */
function nextOf(call: Call): string {
  return call.method === 'GET' && /^\/console\/(leads|reports)\//.test(call.path) ? call.path : '/console';
}
