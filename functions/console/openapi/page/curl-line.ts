import type { ContentObject, OperationObject, ParameterObject } from '../document.ts';

/** How many parameters that may be left out an example shows. */
const SHOWN_PARAMETERS = 2;

/** What proves the caller, by scheme, as arguments of curl. */
const PROOFS: Readonly<Record<string, string>> = {
  opsToken: '-H "authorization: Bearer $LEADS_OPS_TOKEN"',
  webhookSignature: '-H "webhook-id: $ID" -H "webhook-timestamp: $TIME" -H "webhook-signature: $SIGNATURE"',
  messengerSecret: '-H "x-telegram-bot-api-secret-token: $SECRET"',
};

/** The operation as a line to paste into a terminal. */
export function curlLine(
  origin: string,
  method: string,
  path: string,
  { parameters = [], requestBody, security, responses }: OperationObject,
): string {
  const verb = method.toUpperCase();
  const [required = {}] = security;
  const answers = Object.entries(responses).flatMap(([status, one]) =>
    status.startsWith('2') && 'content' in one ? Object.keys(one.content ?? {}) : [],
  );
  const parts = [
    'curl -s',
    ...(verb === 'GET' || (verb === 'POST' && requestBody !== undefined) ? [] : [`-X ${verb}`]),
    quoted(`${origin}${filled(path, parameters)}${queryOf(parameters)}`),
    ...Object.keys(required).map((scheme) => PROOFS[scheme] ?? ''),
    ...(answers.includes('text/html') && answers.includes('application/json')
      ? ["-H 'accept: application/json'"]
      : []),
    ...(requestBody === undefined ? [] : bodyOf(requestBody.content)),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function filled(path: string, parameters: readonly ParameterObject[]): string {
  return parameters
    .filter((one) => one.in === 'path')
    .reduce((text, { name, example = name }) => text.replace(`{${name}}`, example), path);
}

function queryOf(parameters: readonly ParameterObject[]): string {
  const inQuery = parameters.filter((one) => one.in === 'query' && one.example !== undefined);
  const wanted = inQuery.filter(({ required }, index) => required || index < SHOWN_PARAMETERS);
  const query = new URLSearchParams(wanted.map(({ name, example = '' }) => [name, example]));
  return wanted.length === 0 ? '' : `?${query}`;
}

/** The first media type with an example; of others a file. */
function bodyOf(content: ContentObject): readonly string[] {
  const types = Object.entries(content);
  const [type = '', { example } = {}] = types.find(([, one]) => one.example !== undefined) ?? types[0] ?? [];
  if (type === 'application/json' && example !== undefined)
    return ["-H 'content-type: application/json'", `-d ${quoted(JSON.stringify(example))}`];
  if (typeof example === 'object' && example !== null)
    return [`-d ${quoted(String(new URLSearchParams(Object.entries(example))))}`];
  return [`-H 'content-type: ${type}'`, '--data-binary @FILE'];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
