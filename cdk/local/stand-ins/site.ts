import { json, type StandIn, type StandInAnswer, type StandInRequest } from './stand-in.ts';

const SOURCE = 'main-site';

const WORDS = {
  ru: {
    title: 'Станки с ЧПУ',
    lead: 'Страница другого сайта с формой Lead Relay.',
    other: 'English',
    send: 'Отправить',
    fields: { name: 'Имя', phone: 'Телефон', inn: 'ИНН', product: 'Что нужно' },
    plain: 'Без JavaScript',
    consent: 'Согласен на обработку персональных данных',
  },
  en: {
    title: 'CNC machines',
    lead: 'A page of another site with a form of Lead Relay.',
    other: 'Русский',
    send: 'Send',
    fields: { name: 'Name', phone: 'Phone', inn: 'INN', product: 'What do you need' },
    plain: 'Without JavaScript',
    consent: 'I agree that my personal data is processed',
  },
} as const;

type Language = keyof typeof WORDS;

/**
 * A company's website with the embedded form on it. To a browser `localhost` is another site than `127.0.0.1`,
 * so opened there it is a page of another origin, as in life.
 */
export class SiteStandIn implements StandIn {
  readonly name = 'site';

  answer({ method, path, query, headers }: StandInRequest): StandInAnswer {
    if (method !== 'GET') return this.refuse(405);
    const language = query?.get('lang') === 'en' ? 'en' : 'ru';
    const relay = `http://127.0.0.1:${new URL(`http://${headers['host'] ?? 'localhost'}`).port}`;
    if (path === '/plain') return page(language, plainForm(relay, language));
    if (path !== '/' && path !== '') return this.refuse(404);
    return page(language, embeddedForm(relay, language));
  }

  onlyLooks(): boolean {
    return true;
  }

  refuse(status: number): StandInAnswer {
    return json(status, { error: 'the site has no such page' });
  }
}

function page(language: Language, form: string): StandInAnswer {
  const { title, lead, other, plain } = WORDS[language];
  const body = `<!doctype html>
<html lang="${language}">
  <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title><link rel="icon" href="data:,">
  <style>body { margin: 24px; font: 16px/1.5 system-ui, sans-serif; max-width: 700px } nav { display: flex; gap: 16px; margin: 24px 0 }</style>
  <h1>${title}</h1>
  <p>${lead}</p>
  ${form}
  <nav>
    <a href="?lang=${language === 'ru' ? 'en' : 'ru'}">${other}</a>
    <a href="./plain?lang=${language}">${plain}</a>
  </nav>
</html>`;
  return { status: 200, body, contentType: 'text/html; charset=utf-8' };
}

function embeddedForm(relay: string, language: Language): string {
  return `<script src="${relay}/embed.js" data-source="${SOURCE}" data-lang="${language}" async></script>`;
}

function plainForm(relay: string, language: Language): string {
  const { fields, consent, send } = WORDS[language];
  const inputs = Object.entries(fields).map(
    ([name, label]) => `<p><label>${label}<br><input name="${name}"></label></p>`,
  );
  return `<form action="${relay}/v1/forms/${SOURCE}" method="post">
    ${inputs.join('\n    ')}
    <p><label><input type="checkbox" name="consent" value="yes"> ${consent}</label></p>
    <button>${send}</button>
  </form>`;
}
