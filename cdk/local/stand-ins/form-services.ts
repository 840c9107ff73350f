import type { CrmCard } from './bitrix24.ts';
import { personOf, type Person } from './people.ts';
import { json, parseObject, type StandIn, type StandInAnswer, type StandInRequest } from './stand-in.ts';

type Fields = Readonly<Record<string, unknown>>;

const NO_QUERY = new URLSearchParams();

/**
 * The systems whose events only point at a lead: Meta's Graph API (`/{id}`, with or without a version before it),
 * HubSpot's contacts, and the `crm.lead.get` of the portal that the CRM's stand-in is.
 *
 * Every numeric id is somebody, but those that begin with 404 are nobody.
 */
export class FormServicesStandIn implements StandIn {
  readonly name = 'form-services';
  readonly #findCard: (id: number) => CrmCard | undefined;

  constructor(findCard: (id: number) => CrmCard | undefined) {
    this.#findCard = findCard;
  }

  answer(request: StandInRequest): StandInAnswer {
    const { path } = request;
    const leadgenId = /^(?:\/v\d+\.\d+)?\/(\d{1,30})$/.exec(path)?.[1];
    if (leadgenId !== undefined) return answerGraph(request, leadgenId);
    const contactId = /^\/crm\/v3\/objects\/contacts\/(\d{1,30})$/.exec(path)?.[1];
    if (contactId !== undefined) return answerHubspot(request, contactId);
    const method = /^(?:\/rest)?\/\d+\/[^/]+\/([\w.]+?)(?:\.json)?$/.exec(path)?.[1];
    if (method !== undefined) return this.#answerBitrix24(request, method);
    return graphFault(404, 2_500, 'Unknown path components');
  }

  onlyLooks(): boolean {
    return true;
  }

  refuse(status: number): StandInAnswer {
    if (status === 401 || status === 403) return graphFault(status, 190, 'Error validating access token');
    if (status === 429) return graphFault(status, 4, 'Application request limit reached');
    return graphFault(status, 2, 'Service temporarily unavailable');
  }

  #answerBitrix24({ body, query = NO_QUERY }: StandInRequest, method: string): StandInAnswer {
    if (method !== 'crm.lead.get') return bitrixFault(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!');
    const id = String(parseObject(body)?.['id'] ?? query.get('id') ?? '');
    if (!/^[1-9]\d{0,17}$/.test(id)) return bitrixFault(400, '', 'ID is not defined or invalid.');
    const card = this.#findCard(Number(id));
    if (card !== undefined) return json(200, { result: cardAsLead(card) });
    return isNobody(id)
      ? bitrixFault(400, '', 'Not found')
      : json(200, { result: toBitrixLead(id, personOf(id)) });
  }
}

function isNobody(id: string): boolean {
  return id.startsWith('404');
}

function answerGraph({ headers, query = NO_QUERY }: StandInRequest, id: string): StandInAnswer {
  if (!hasBearer(headers) && (query.get('access_token') ?? '') === '')
    return graphFault(400, 104, 'An access token is required to request this resource.');
  if (isNobody(id)) return graphFault(404, 803, `Some of the aliases you requested do not exist: ${id}`);
  const lead: Fields = { created_time: '2026-01-05T08:00:00+0000', id, ...toGraphLead(personOf(id)) };
  return json(200, only(lead, query.get('fields'), ['id']));
}

function toGraphLead(person: Person): Fields {
  const answers = {
    full_name: `${person.firstName} ${person.lastName}`,
    phone_number: person.phone,
    email: person.email,
    company_name: person.company,
    job_title: person.jobTitle,
    inn: person.inn,
  };
  const field_data = Object.entries(answers).map(([name, value]) => ({ name, values: [value] }));
  return { field_data, platform: 'fb', is_organic: false };
}

function answerHubspot({ headers, query = NO_QUERY }: StandInRequest, id: string): StandInAnswer {
  if (!hasBearer(headers))
    return hubspotFault(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found.');
  if (isNobody(id)) return hubspotFault(404, 'OBJECT_NOT_FOUND', 'Object not found');
  const properties = only(toHubspotProperties(personOf(id)), query.get('properties'), ['email']);
  return json(200, { id, properties, createdAt: '2026-01-05T08:00:00.000Z', archived: false });
}

function toHubspotProperties(person: Person): Fields {
  return {
    firstname: person.firstName,
    lastname: person.lastName,
    email: person.email,
    phone: person.phone,
    company: person.company,
    jobtitle: person.jobTitle,
    message: person.message,
    inn: person.inn,
    hs_analytics_source: 'PAID_SEARCH',
    hs_analytics_source_data_1: 'Auto-tagged PPC',
    hs_analytics_first_url: 'https://example.ru/?utm_source=google&utm_medium=cpc&utm_campaign=spring',
  };
}

function toBitrixLead(id: string, person: Person): Fields {
  return {
    ID: id,
    TITLE: `Заполнение CRM-формы: ${person.firstName} ${person.lastName}`,
    NAME: person.firstName,
    LAST_NAME: person.lastName,
    COMPANY_TITLE: person.company,
    POST: person.jobTitle,
    COMMENTS: person.message,
    SOURCE_ID: 'WEBFORM',
    CURRENCY_ID: 'RUB',
    OPPORTUNITY: '0.00',
    CONTACT_ID: null,
    ORIGINATOR_ID: null,
    ORIGIN_ID: null,
    UTM_SOURCE: 'yandex',
    UTM_MEDIUM: 'cpc',
    UTM_CAMPAIGN: null,
    UF_CRM_INN: person.inn,
    HAS_PHONE: 'Y',
    HAS_EMAIL: 'Y',
    PHONE: [{ ID: '1', VALUE_TYPE: 'WORK', VALUE: person.phone, TYPE_ID: 'PHONE' }],
    EMAIL: [{ ID: '2', VALUE_TYPE: 'WORK', VALUE: person.email, TYPE_ID: 'EMAIL' }],
  };
}

/** A card that was put there through the other methods, as the older one shows it. */
function cardAsLead({ id, fields }: CrmCard): Fields {
  return {
    ID: String(id),
    TITLE: fields['title'] ?? null,
    NAME: fields['name'] ?? null,
    COMPANY_TITLE: fields['companyTitle'] ?? null,
    COMMENTS: fields['comments'] ?? null,
    ORIGINATOR_ID: fields['originatorId'] ?? null,
    ORIGIN_ID: fields['originId'] ?? null,
  };
}

/** What was asked for; without a question, everything. */
function only(fields: Fields, asked: string | null, always: readonly string[]): Fields {
  if (asked === null) return fields;
  const wanted = [...asked.split(','), ...always];
  return Object.fromEntries(Object.entries(fields).filter(([name]) => wanted.includes(name)));
}

function hasBearer(headers: StandInRequest['headers']): boolean {
  return /^Bearer \S+$/.test(headers['authorization'] ?? '');
}

function graphFault(status: number, code: number, message: string): StandInAnswer {
  return json(status, { error: { message: `(#${code}) ${message}`, type: 'OAuthException', code } });
}

function hubspotFault(status: number, category: string, message: string): StandInAnswer {
  return json(status, { status: 'error', message, category });
}

function bitrixFault(status: number, error: string, description: string): StandInAnswer {
  return json(status, { error, error_description: description });
}
