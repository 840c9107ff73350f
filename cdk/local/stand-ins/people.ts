import { findCompanies } from './companies.ts';

/** Somebody who filled in a form. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  /** E.164. */
  readonly phone: string;
  readonly email: string;
  readonly company: string;
  readonly jobTitle: string;
  /** Of a company in Moscow, with a right check digit. */
  readonly inn: string;
  readonly message: string;
}

const FIRST_NAMES = [
  'Анна',
  'Борис',
  'Вера',
  'Глеб',
  'Дарья',
  'Егор',
  'Жанна',
  'Захар',
  'Инна',
  'Кирилл',
  'Лидия',
];
const LAST_NAMES = ['Белых', 'Черных', 'Долгих', 'Седых', 'Крученых', 'Садовых', 'Зеленых'];
const JOBS = ['Директор', 'Начальник отдела закупок', 'Инженер', 'Главный бухгалтер'];
const WISHES = [
  'Нужен расчёт на партию.',
  'Пришлите, пожалуйста, прайс-лист.',
  'Какие сроки поставки?',
  'Хотим обсудить договор на год.',
];

/** Weights of the tax service's check digit of a company. */
const INN_WEIGHTS = [2, 4, 10, 3, 5, 9, 4, 6, 8];

/** A believable person for any id, always the same one, and another for the next id. */
export function personOf(id: string): Person {
  const seed = BigInt(id);
  const inn = withCheckDigit(`77${digits(seed, 104_729n, 7)}`);
  return {
    firstName: pick(FIRST_NAMES, seed),
    lastName: pick(LAST_NAMES, seed),
    phone: `+7916${digits(seed, 7_919n, 7)}`,
    email: `client-${id}@example.ru`,
    // As the registry's stand-in knows it.
    company: findCompanies(inn)[0]?.name ?? '',
    jobTitle: pick(JOBS, seed),
    inn,
    message: pick(WISHES, seed),
  };
}

function pick(texts: readonly string[], seed: bigint): string {
  return texts[Number(seed % BigInt(texts.length))] ?? '';
}

/** Digits that look like chance and differ for ids that are near each other: the factor has no divisor of ten. */
function digits(seed: bigint, factor: bigint, count: number): string {
  const modulus = 10n ** BigInt(count);
  return ((seed * factor + 1_357_913n) % modulus).toString().padStart(count, '0');
}

function withCheckDigit(code: string): string {
  const sum = INN_WEIGHTS.reduce((total, weight, position) => total + weight * Number(code[position]), 0);
  return `${code}${(sum % 11) % 10}`;
}
