import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import type { HttpAnswer } from '#shared/runtime/http-answers.ts';
import { pageAnswer } from './layout.ts';
import { TEXTS, refusalText } from './texts.ts';

/** What is shown where the settings name no page to lead back to. */
export function thanksPage(language: Language): HttpAnswer {
  return messagePage(200, language, TEXTS.thanks[language], TEXTS.thanksMore[language]);
}

export function refusalPage(status: number, language: Language): HttpAnswer {
  return messagePage(status, language, TEXTS.notSent[language], refusalText(status)[language]);
}

function messagePage(status: number, language: Language, title: string, text: string): HttpAnswer {
  const body = html`<h1>${title}</h1>
    <p role="status">${text}</p>`;
  return pageAnswer(status, { title, language, body });
}
