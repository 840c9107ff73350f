import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import type { Html } from '../../pages/layout.ts';
import type {
  ApiDocument,
  ContentObject,
  OperationObject,
  ParameterObject,
  Reference,
  ResponseObject,
} from '../document.ts';
import { curlLine } from './curl-line.ts';
import { DOCS_TEXTS } from './docs-texts.ts';
import { inline, marked } from './markup.ts';
import { fieldList, limitWords, typeWords } from './schema-view.ts';

/** One route, as the page shows it. */
export interface ShownOperation {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationObject;
}

export interface Showing {
  readonly document: ApiDocument;
  readonly language: Language;
  /** Where the commands lead. */
  readonly origin: string;
}

/** The whole route: parameters, body, answers, an example, a command. Closed until somebody wants it. */
export function operationView({ method, path, operation }: ShownOperation, showing: Showing): Html {
  const { language, origin } = showing;
  const { operationId, description, parameters = [], requestBody } = operation;
  return html`<details class="card operation">
    <summary>
      ${methodChip(method)} <code class="path">${path}</code> <span>${summaryOf(operation, language)}</span>
    </summary>
    <div id="${operationId}" class="inside">
      ${description === undefined ? '' : marked(description)}
      <p class="note">${accessWords(operation, path, language)}</p>
      ${parameters.length === 0 ? '' : section(DOCS_TEXTS.parameters[language], parameterList(parameters, language))}
      ${
        requestBody === undefined
          ? ''
          : section(
              DOCS_TEXTS.body[language],
              html`${marked(requestBody.description ?? '')}${contentView(requestBody.content, language)}`,
            )
      }
      ${section(DOCS_TEXTS.answers[language], answerList(operation, showing))}
      ${section(DOCS_TEXTS.curl[language], html`<pre>${curlLine(origin, method, path, operation)}</pre>`)}
    </div>
  </details>`;
}

export function methodChip(method: string): Html {
  return html`<span class="method method-${method}">${method.toUpperCase()}</span>`;
}

export function summaryOf(operation: OperationObject, language: Language): string {
  return language === 'ru' ? operation['x-summary-ru'] : operation.summary;
}

function section(title: string, body: Html): Html {
  return html`<h4>${title}</h4>
    ${body}`;
}

function accessWords({ security }: OperationObject, path: string, language: Language): string {
  const schemes = security.flatMap((one) => Object.keys(one));
  if (schemes.includes('opsToken')) return DOCS_TEXTS.bearer[language];
  if (schemes.length > 0) return DOCS_TEXTS.signed[language];
  return path.includes('{token}') ? DOCS_TEXTS.byLink[language] : DOCS_TEXTS.public[language];
}

function parameterList(parameters: readonly ParameterObject[], language: Language): Html {
  return html`<dl class="fields">
    ${parameters.map(({ name, in: place, required, description, schema, example }) => {
      const limits = limitWords(schema, language);
      return html`<dt>
          <b>${place === 'path' ? `{${name}}` : place === 'query' ? `?${name}` : name}</b>${
            required ? html`<span class="star">*</span>` : ''
          }
          <span class="type">${typeWords(schema, language)}${limits === '' ? '' : `, ${limits}`}</span>
        </dt>
        <dd>${inline(description)}${example === undefined ? '' : html` <code>${example}</code>`}</dd>`;
    })}
  </dl>`;
}

/** Media types that say the same are told together. */
function contentView(content: ContentObject, language: Language): Html {
  const described = Object.values(content).find(({ schema }) => schema !== undefined)?.schema;
  const example = Object.values(content).find((one) => one.example !== undefined)?.example;
  return html`<p class="note">
      ${Object.keys(content).map((type) => html`<code>${type}</code> `)}
      ${described?.['$ref'] === undefined ? '' : typeWords(described, language)}
    </p>
    ${described === undefined ? '' : fieldList(described, language)}
    ${example === undefined ? '' : html`<pre>${exampleText(example)}</pre>`}`;
}

function answerList({ responses }: OperationObject, { document, language }: Showing): Html {
  const told = Object.entries(responses).map(([status, response]) => {
    const { description, content = {}, headers = {} } = resolved(response, document);
    return html`<dt><b class="status-${status[0]}xx">${status}</b></dt>
      <dd>
        ${answerWords(description)} ${contentOf(content, language)}
        ${Object.keys(headers).map((name) => html`<small><code>${name}</code></small> `)}
      </dd>`;
  });
  return html`<dl class="answers">${told}</dl>
    ${firstExample(responses, document, language)}`;
}

/** Codes of problems stand each in a line of its own. */
function answerWords(description: string): Html {
  return html`${description.split('\n\n').map((line) => html`<span class="line">${inline(line)}</span>`)}`;
}

function contentOf(content: ContentObject, language: Language): Html {
  const types = Object.entries(content).filter(([type]) => type !== 'application/problem+json');
  return html`${types.map(
    ([type, { schema }]) =>
      html`<span class="line"
        ><code>${type}</code> ${schema === undefined ? '' : typeWords(schema, language)}</span
      >`,
  )}`;
}

function firstExample(
  responses: OperationObject['responses'],
  document: ApiDocument,
  language: Language,
): Html | string {
  const examples = Object.values(responses).flatMap((one) =>
    Object.values(resolved(one, document).content ?? {}).flatMap(({ example }) => example ?? []),
  );
  const [example] = examples;
  if (example === undefined) return '';
  return html`<details class="example">
    <summary>${DOCS_TEXTS.example[language]}</summary>
    <pre>${exampleText(example)}</pre>
  </details>`;
}

function exampleText(example: unknown): string {
  return typeof example === 'string' ? example : JSON.stringify(example, null, 2);
}

function resolved(response: ResponseObject | Reference, { components }: ApiDocument): ResponseObject {
  if (!('$ref' in response)) return response;
  const name = response.$ref.split('/').at(-1) ?? '';
  return components.responses[name] ?? { description: '' };
}
