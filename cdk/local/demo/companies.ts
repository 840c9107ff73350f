import { parseInn } from '#shared/domain/inn.ts';
import { findCompanies } from '../stand-ins/companies.ts';
import type { Random } from './random.ts';

/** A company as a visitor would name it. */
export interface NamedCompany {
  readonly inn: string;
  readonly name: string;
}

/** Regions by the first digits of the INN; who is listed twice comes twice as often. */
const SERVED_REGIONS = [
  ...[
    '77',
    '77',
    '77',
    '77',
    '78',
    '78',
    '50',
    '50',
    '66',
    '66',
    '16',
    '54',
    '23',
    '52',
    '74',
    '63',
    '61',
    '02',
  ],
  ...['59', '24', '36', '71', '72', '55', '64', '25', '27', '14'],
];

/** Kaliningrad, Chukotka, Kamchatka, Sakhalin and Irkutsk, as the demonstration's policy has it. */
const UNSERVED_REGIONS = ['39', '87', '41', '65', '38'];

/** No tax office has this number in any region, so no real company has such an INN. */
const NOBODYS_OFFICE = '99';

/** Known to the pretend registry. */
const LIQUIDATED = ['5099543210', '6399709250'];
const BANKRUPT = ['6699123450', '5499709622'];

export function makeCompany(random: Random): NamedCompany {
  return named(makeInn(random.pick(SERVED_REGIONS), random));
}

export function makeUnservedCompany(random: Random): NamedCompany {
  return named(makeInn(random.pick(UNSERVED_REGIONS), random));
}

export function pickLiquidated(random: Random): NamedCompany {
  return named(random.pick(LIQUIDATED));
}

export function pickBankrupt(random: Random): NamedCompany {
  return named(random.pick(BANKRUPT));
}

/** Of a person: twelve digits. The registry knows nobody by it. */
export function makePersonInn(random: Random): string {
  return withCheckDigits(`${random.pick(SERVED_REGIONS)}${NOBODYS_OFFICE}${digits(6, random)}`, 2);
}

/** One digit of a right one mistyped, which the checksum notices. */
export function mistypeInn(inn: string): string {
  const last = Number(inn.at(-1));
  return `${inn.slice(0, -1)}${(last + 1) % 10}`;
}

function makeInn(region: string, random: Random): string {
  return withCheckDigits(`${region}${NOBODYS_OFFICE}${digits(5, random)}`, 1);
}

/** The name the registry has, so that what is typed and what is found agree. */
function named(inn: string): NamedCompany {
  const [company] = findCompanies(inn);
  return { inn, name: company?.name.replace(/"([^"]+)"/, '«$1»') ?? 'ООО «Ромашка»' };
}

/** The check digits are found by trying: there is exactly one that fits. */
function withCheckDigits(start: string, count: number): string {
  for (let tried = 0; tried < 10 ** count; tried += 1) {
    const inn = `${start}${String(tried).padStart(count, '0')}`;
    if (parseInn(inn) !== undefined) return inn;
  }
  throw new Error(`No check digits make an INN of ${start}.`);
}

function digits(count: number, random: Random): string {
  return String(random.below(10 ** count)).padStart(count, '0');
}
