import { isoRegionOf } from '#shared/domain/tax-regions.ts';
import { findCompanies, type Company } from './companies.ts';
import { json, type StandIn, type StandInAnswer, type StandInRequest } from './stand-in.ts';

const PATHS = { '/v2/company': 'LEGAL', '/v2/entrepreneur': 'INDIVIDUAL' } as const;

/** A day's free requests; the counter is shown in each answer, as the real one does. */
const FREE_REQUESTS = 100;

/** Its own words for the states, with the tax service's codes where those are known. */
const STATES: Readonly<Record<string, readonly [code: string, name: string]>> = {
  ACTIVE: ['001', 'Действует'],
  LIQUIDATING: ['101', 'Находится в стадии ликвидации'],
  LIQUIDATED: ['407', 'Прекратило деятельность'],
  BANKRUPT: ['117', 'В деле о банкротстве введено конкурсное производство'],
  REORGANIZING: ['124', 'Находится в процессе реорганизации'],
};

const REASONS: Readonly<Record<number, string>> = {
  401: 'Не указан ключ',
  403: 'Превышен суточный лимит запросов',
  429: 'Слишком много запросов',
};

/** The second registry, which speaks Checko's `/v2/company` and `/v2/entrepreneur` about the same companies. */
export class CheckoStandIn implements StandIn {
  readonly name = 'checko';
  asked = 0;

  answer({ method, path, query }: StandInRequest): StandInAnswer {
    this.asked += 1;
    const type = Object.entries(PATHS).find(([known]) => known === path)?.[1];
    if (type === undefined || method !== 'GET') return this.refuse(404);
    if ((query?.get('key') ?? '') === '') return this.refuse(401);
    const [company] = findCompanies(query?.get('inn')?.trim() ?? '').filter(
      (known) => known.type === type && known.branch !== true,
    );
    return json(200, { data: company === undefined ? {} : toData(company), meta: this.#meta('ok') });
  }

  onlyLooks(): boolean {
    return false;
  }

  refuse(status: number): StandInAnswer {
    return json(status, { data: {}, meta: this.#meta('error', REASONS[status] ?? 'Ошибка сервера') });
  }

  #meta(status: 'ok' | 'error', message?: string) {
    return {
      status,
      today_request_count: this.asked,
      balance: Math.max(0, FREE_REQUESTS - this.asked),
      ...(message === undefined ? {} : { message }),
    };
  }
}

function toData(company: Company) {
  const [code, name] = STATES[company.status] ?? ['', company.status];
  const identity =
    company.type === 'INDIVIDUAL'
      ? { ОГРНИП: company.ogrn, ФИО: company.name.replace(/^ИП /, ''), ТипСокр: 'ИП' }
      : { ОГРН: company.ogrn, КПП: company.kpp ?? null, НаимСокр: company.name, НаимПолн: company.name };
  return {
    ...identity,
    ИНН: company.inn,
    ДатаРег: company.registered ?? null,
    Статус: { Код: company.code ?? code, Наим: name },
    Регион: { Код: taxRegionOf(company.region) ?? null, Наим: null },
    ЮрАдрес: { НасПункт: company.city ?? null },
    ОКВЭД: { Код: company.okved ?? null, Наим: null },
    СЧР: company.employees ?? null,
  };
}

function taxRegionOf(iso: string | undefined): string | undefined {
  const codes = Array.from({ length: 99 }, (_, index) => String(index + 1).padStart(2, '0'));
  return codes.find((code) => iso !== undefined && isoRegionOf(code) === iso);
}
