import { readFileSync } from 'node:fs';
import { taxRegion } from './tax-regions.ts';

/** What the stand-in of the registry knows of a company, a branch or a sole trader. */
export interface Company {
  readonly inn: string;
  readonly kpp?: string;
  readonly ogrn: string;
  readonly type: 'LEGAL' | 'INDIVIDUAL';
  readonly name: string;
  readonly status: string;
  readonly code?: string;
  /** Day, `2015-02-05`. */
  readonly registered?: string;
  readonly liquidated?: string;
  readonly region?: string;
  readonly city?: string;
  readonly okved?: string;
  readonly employees?: number;
  readonly revenueRub?: number;
  readonly branch?: boolean;
}

const FIRST_WORDS = ['Вектор', 'Альянс', 'Прогресс', 'Орион', 'Гранит', 'Квант', 'Полюс', 'Меридиан'];
const SECOND_WORDS = ['Строй', 'Трейд', 'Логистик', 'Софт', 'Сервис', 'Снаб', 'Пром', 'Медиа'];
const OKVEDS = ['41.20', '46.90', '49.41', '62.01', '43.22', '46.69', '25.62', '73.11'];

/** INNs that begin so belong to nobody, for trying out what then happens. */
const NOBODYS_PREFIX = '3499';

const known: readonly Company[] = JSON.parse(
  readFileSync(new URL('./companies.json', import.meta.url), 'utf8'),
);

/**
 * All records under an INN or OGRN. A company nobody described is made up from its INN, always the
 * same, so that a demonstration may use any; sole traders are not made up.
 */
export function findCompanies(number: string): readonly Company[] {
  const described = known.filter(({ inn, ogrn }) => inn === number || ogrn === number);
  if (described.length > 0) return described;
  if (!isCompanyInn(number) || number.startsWith(NOBODYS_PREFIX)) return [];
  return [madeUp(number)];
}

function madeUp(inn: string): Company {
  const { iso, city } = taxRegion(inn);
  const seed = Number(inn.slice(4, 9));
  const year = 2004 + (seed % 20);
  const employees = 3 + (seed % 240);
  const start = `1${String(year).slice(2)}${inn.slice(0, 2)}${inn.slice(2, 9)}`;
  return {
    inn,
    kpp: `${inn.slice(0, 4)}01001`,
    ogrn: `${start}${Number(BigInt(start) % 11n) % 10}`,
    type: 'LEGAL',
    name: `ООО "${FIRST_WORDS[seed % 8] ?? ''}-${SECOND_WORDS[Math.floor(seed / 8) % 8] ?? ''}"`,
    status: 'ACTIVE',
    registered: `${year}-0${1 + (seed % 9)}-1${seed % 10}`,
    region: iso,
    city,
    okved: OKVEDS[Math.floor(seed / 64) % 8],
    employees,
    revenueRub: employees * (1_500_000 + (seed % 37) * 100_000),
  };
}

/** Ten digits whose last is the weighted sum of the others (mod 11, mod 10). */
function isCompanyInn(text: string): boolean {
  if (!/^\d{10}$/.test(text) || text.startsWith('00')) return false;
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return (sum % 11) % 10 === Number(text[9]);
}
