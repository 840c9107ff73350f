import { readFileSync, readdirSync } from 'node:fs';
import type { Fault } from '#cdk/local/stand-ins/faults.ts';

const FIXTURES = new URL('../fixtures/dadata/', import.meta.url);

/** When the recorded answers are taken to have come. */
export const ANSWERED_AT = new Date('2026-11-23T09:00:00.000Z');

/** A recorded exchange with DaData, its body as it was recorded. */
export interface RegistryFixture {
  readonly question: { readonly query: string; readonly kpp?: string };
  readonly response: { readonly status: number; readonly headers: object; readonly body: unknown };
  readonly fault?: string;
}

export function recordedNames(): readonly string[] {
  return readdirSync(FIXTURES).map((file) => file.replace(/\.json$/, ''));
}

export function recordedExchange(name: string): RegistryFixture {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8'));
}

export interface Facts {
  readonly [fact: string]: unknown;
  /** Facts nobody knows: not there at all, rather than zero. */
  readonly absent?: readonly string[];
}

/** What a recorded answer says of the company, as far as it matters. */
export const FOUND: Readonly<Record<string, Facts>> = {
  '01-active-llc-max': {
    status: 'active',
    type: 'legal',
    name: 'ООО "ТЕСТ-АЛЬФА"',
    inn: '7799123455',
    kpp: '779901001',
    ogrn: '1157799000017',
    region: 'RU-MOW',
    employees: 59,
    revenueRub: 89_500_000,
    registeredOn: '2015-02-05',
    branch: false,
    stale: false,
    registry: 'dadata',
    checkedAt: ANSWERED_AT.toISOString(),
  },
  '02-active-llc-free': { status: 'active', kpp: '779901001', absent: ['employees', 'revenueRub'] },
  '03-liquidated-llc': { status: 'liquidated' },
  '04-bankrupt-ao': { status: 'bankrupt', revenueRub: 1_200_000 },
  '06-reorganizing': { status: 'reorganizing' },
  '07-individual-entrepreneur': {
    status: 'active',
    type: 'individual',
    absent: ['kpp', 'branch'],
    ogrn: '324779900000010',
    name: 'ИП Тестова Мария Игоревна',
  },
  '08-individual-closed': { status: 'liquidated', type: 'individual' },
  '09-branch-by-kpp': {
    status: 'active',
    branch: true,
    kpp: '380843001',
    region: 'RU-IRK',
    absent: ['registeredOn', 'okved'],
  },
  '10-main-and-branches': { branch: false, kpp: '779901001', employees: 12_000 },
  '13-tiny-company': { status: 'active', employees: 1, registeredOn: '2026-08-20', absent: ['revenueRub'] },
  '14-foreign-branch': { status: 'active', type: 'legal', inn: '9909123454', ogrn: '10234567890' },
  '17-huge-key-account': { employees: 62_000, revenueRub: 1_250_000_000_000 },
  '17b-real-sberbank-free': {
    status: 'active',
    kpp: '773601001',
    ogrn: '1027700132195',
    region: 'RU-MOW',
    registeredOn: '1991-06-20',
  },
};

/**
 * Answers without the company that was asked about: an empty list; the search by name, which we never ask and whose
 * records are under other numbers; a Kazakh company, whose record has no INN.
 */
export const NOT_FOUND: readonly string[] = ['12-not-found', '20-suggest-two-companies', '21-party-kz'];

const IN_TEN_SECONDS = '2026-11-23T09:00:10.000Z';
const IN_FIVE_MINUTES = '2026-11-23T09:05:00.000Z';

/** Answers that say nothing of the company: what is told of the registry, and what the stand-in is told to play it. */
export const UNAVAILABLE: Readonly<
  Record<string, { readonly because: string; readonly retryAt?: string; readonly fault: Fault }>
> = {
  'e200-no-suggestions': { because: 'unavailable', fault: { mode: 'garbage', status: 200 } },
  'e400-bad-json': misconfigured(400),
  'e401-no-token': misconfigured(401),
  'e404-bad-path': misconfigured(404),
  'e405-get': misconfigured(405),
  'e429-rate': {
    because: 'unavailable',
    retryAt: IN_TEN_SECONDS,
    fault: { mode: 'refusing', status: 429 },
  },
  'e500-internal': { because: 'unavailable', fault: { mode: 'refusing', status: 500 } },
  'e502-html': { because: 'unavailable', fault: { mode: 'garbage', status: 502 } },
  'e503-unavailable': { because: 'unavailable', fault: { mode: 'refusing', status: 503 } },
  'e-timeout': { because: 'slow', fault: { mode: 'slow', ms: 60_000 } },
};

/** Time for an answer; none for one that does not come. */
export function patienceMs(name: string): number {
  return name === 'e-timeout' ? 100 : 2_000;
}

function misconfigured(status: number) {
  return {
    because: 'misconfigured',
    retryAt: IN_FIVE_MINUTES,
    fault: { mode: 'refusing', status },
  } as const;
}
