import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import type { Call } from '../../call.ts';
import { document as htmlDocument, type Html } from '../../pages/layout.ts';
import type { ApiDocument } from '../document.ts';
import { DOCS_STYLES_URL } from './docs-styles.ts';
import { DOCS_TEXTS } from './docs-texts.ts';
import { inline, marked } from './markup.ts';
import { methodChip, operationView, summaryOf, type Showing, type ShownOperation } from './operation-view.ts';
import { fieldList, typeWords } from './schema-view.ts';

/** The document of the API for people: chapters, each route with all it takes and answers, and the parts they share. */
export function docsPage(call: Call, document: ApiDocument): string {
  const { language } = call;
  const showing: Showing = { document, language, origin: originOf(call) };
  const routes = routesOf(document);
  return htmlDocument({
    title: DOCS_TEXTS.title[language],
    call,
    kind: 'docs',
    styles: [DOCS_STYLES_URL],
    body: html`<div class="heading"><h1>${document.info.title} ${DOCS_TEXTS.title[language]}</h1></div>
      <div class="docs-body">
        ${contents(document, routes, language)}
        <div>
          ${introduction(document, language)} ${document.tags.map((tag) => chapter(tag, routes, showing))}
          ${schemas(document, language)}
        </div>
      </div>`,
  });
}

function routesOf({ paths }: ApiDocument): readonly ShownOperation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
  );
}

/** As whoever reads the page reached us. */
function originOf({ headers }: Call): string {
  const host = headers['host'] ?? 'localhost';
  const isLoopback = /^(localhost|127\.|\[::1\])/.test(host);
  return `${headers['x-forwarded-proto'] ?? (isLoopback ? 'http' : 'https')}://${host}`;
}

function introduction({ info }: ApiDocument, language: Language): Html {
  return html`<section class="card">
    <p>${DOCS_TEXTS.lead[language]} <a href="/openapi.json">/openapi.json</a></p>
    ${marked(info.description)}
    <p>${DOCS_TEXTS.token[language]}</p>
    <pre>export LEADS_OPS_TOKEN=local-ops</pre>
  </section>`;
}

type Tag = ApiDocument['tags'][number];

function contents({ tags }: ApiDocument, routes: readonly ShownOperation[], language: Language): Html {
  return html`<nav class="contents" aria-label="${DOCS_TEXTS.contents[language]}">
    ${tags.map(
      (tag) =>
        html`<details>
          <summary><a href="#${tag.name}">${tag['x-name'][language]}</a></summary>
          <ul>
            ${ofTag(tag, routes).map(
              ({ method, operation }) =>
                html`<li>
                  ${methodChip(method)}
                  <a href="#${operation.operationId}">${summaryOf(operation, language)}</a>
                </li>`,
            )}
          </ul>
        </details>`,
    )}
    <p><a href="#schemas">${DOCS_TEXTS.schemas[language]}</a></p>
  </nav>`;
}

function chapter(tag: Tag, routes: readonly ShownOperation[], showing: Showing): Html {
  return html`<section class="chapter">
    <h2 id="${tag.name}">${tag['x-name'][showing.language]}</h2>
    <p>${inline(tag.description)}</p>
    ${ofTag(tag, routes).map((route) => operationView(route, showing))}
  </section>`;
}

function ofTag({ name }: Tag, routes: readonly ShownOperation[]): readonly ShownOperation[] {
  return routes.filter(({ operation }) => operation.tags.includes(name));
}

function schemas({ components }: ApiDocument, language: Language): Html {
  const all = Object.entries(components.schemas);
  return html`<section class="chapter">
    <h2 id="schemas">${DOCS_TEXTS.schemas[language]}</h2>
    <p>${DOCS_TEXTS.schemasNote[language]}</p>
    ${all.map(([name, schema]) => {
      const fields = fieldList(schema, language);
      return html`<details class="card schema">
        <summary><b>${name}</b></summary>
        <div id="schema-${name}" class="inside">
          ${marked(String(schema['description'] ?? ''))}
          ${fields === '' ? html`<p>${typeWords(schema, language)}</p>` : fields}
        </div>
      </details>`;
    })}
  </section>`;
}
