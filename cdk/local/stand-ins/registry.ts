import { findCompanies, type Company } from './companies.ts';
import { json, parseObject, type StandIn, type StandInAnswer, type StandInRequest } from './stand-in.ts';

const PATH = '/suggestions/api/4_1/rs/findById/party';

const REASONS: Readonly<Record<number, readonly [reason: string, message: string]>> = {
  400: ['Bad Request', 'Invalid request'],
  401: ['Unauthorized', 'You should provide Authorization header with your api token'],
  403: ['Forbidden', "Feature 'SUGGESTIONS' disabled for token"],
  404: ['Not Found', 'HTTP 404 Not Found'],
  405: ['Method Not Allowed', 'HTTP 405 Method Not Allowed'],
  429: ['Too Many Requests', 'Too many requests'],
};

/** A counterparty registry that speaks DaData's `findById/party`. Any key will do, but there must be one. */
export class RegistryStandIn implements StandIn {
  readonly name = 'dadata';
  asked = 0;

  answer(request: StandInRequest): StandInAnswer {
    this.asked += 1;
    if (request.path !== PATH) return this.refuse(404);
    if (request.method !== 'POST') return this.refuse(405);
    if (!/^Token \S+$/.test(request.headers['authorization'] ?? '')) return this.refuse(401);
    const question = parseObject(request.body);
    const query = question?.['query'];
    if (question === undefined || typeof query !== 'string') return this.refuse(400);
    const found = findCompanies(query.trim()).filter((company) => answersTo(company, question));
    const limit = typeof question['count'] === 'number' ? question['count'] : 10;
    return json(200, { suggestions: found.slice(0, limit).map((company) => toSuggestion(company)) });
  }

  onlyLooks(): boolean {
    return false;
  }

  refuse(status: number): StandInAnswer {
    const [reason, message] = REASONS[status] ?? ['Internal Server Error', 'Internal Server Error'];
    return json(status, { family: status >= 500 ? 'SERVER_ERROR' : 'CLIENT_ERROR', reason, message });
  }
}

function answersTo(company: Company, question: Readonly<Record<string, unknown>>): boolean {
  const { kpp, branch_type: branchType, type } = question;
  if (typeof kpp === 'string' && company.kpp !== kpp) return false;
  if (typeof branchType === 'string' && branchTypeOf(company) !== branchType) return false;
  return typeof type !== 'string' || company.type === type;
}

/** Facts the registry does not have are null there, and keys a sole trader cannot have are missing. */
function toSuggestion(company: Company) {
  const { name } = company;
  return {
    value: name,
    unrestricted_value: name,
    data: {
      ...(company.type === 'LEGAL'
        ? { kpp: company.kpp ?? null, branch_type: branchTypeOf(company), branch_count: 0 }
        : {}),
      type: company.type,
      inn: company.inn,
      ogrn: company.ogrn,
      ogrn_date: company.branch === true ? null : toEpochMs(company.registered),
      name: { full_with_opf: name, short_with_opf: name, latin: null },
      state: {
        status: company.status,
        code: company.code ?? null,
        actuality_date: toEpochMs(company.liquidated ?? company.registered),
        registration_date: toEpochMs(company.registered),
        liquidation_date: toEpochMs(company.liquidated),
      },
      okved: company.okved ?? null,
      okved_type: '2014',
      employee_count: company.employees ?? null,
      finance:
        company.revenueRub === undefined
          ? null
          : { tax_system: null, income: null, expense: null, revenue: company.revenueRub, year: 2025 },
      address: {
        value: company.city ?? null,
        unrestricted_value: company.city ?? null,
        data: { region_iso_code: company.region ?? null, city: company.city ?? null },
      },
    },
  };
}

function branchTypeOf(company: Company): 'BRANCH' | 'MAIN' {
  return company.branch === true ? 'BRANCH' : 'MAIN';
}

function toEpochMs(day: string | undefined): number | null {
  return day === undefined ? null : Date.parse(`${day}T00:00:00Z`);
}
