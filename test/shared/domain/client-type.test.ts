import { describe, expect, it } from 'vitest';
import { toClientType } from '#shared/domain/client-type.ts';
import type { Counterparty } from '#shared/domain/counterparty.ts';
import type { Need, Requisites } from '#shared/domain/lead.ts';
import { aLead } from '#test/support/a-lead.ts';

const COMPANY_INN = '7707083893';
const PERSON_INN = '779900000028';
const CHECKED_AT = '2026-11-23T09:00:00.000Z';

const sayers: readonly [string, Requisites, Need][] = [
  ['calls the company a private person', { inn: COMPANY_INN, companyName: 'Физ. лицо' }, {}],
  ['calls their role a private person', { inn: COMPANY_INN }, { role: 'Частное лицо' }],
  [
    'says so in the message',
    { inn: COMPANY_INN },
    { message: 'Добрый день! Я — физлицо, нужен один станок' },
  ],
  ['says so in English', {}, { message: 'I am a private person and need a drill' }],
  ['buys for themselves and gives no company', {}, { message: 'Хочу купить для себя на дачу' }],
];

function clientType(requisites: Requisites, need: Need = {}, counterparty?: Counterparty) {
  return toClientType(aLead({ requisites, need, ...(counterparty === undefined ? {} : { counterparty }) }));
}

function found(type: 'legal' | 'individual'): Counterparty {
  return {
    outcome: 'found',
    status: 'active',
    name: 'X',
    type,
    inn: COMPANY_INN,
    checkedAt: CHECKED_AT,
    stale: false,
  };
}

describe('who asks', () => {
  it.each(sayers)('is a private person who %s', (_what, requisites, need) => {
    expect(clientType(requisites, need)).toBe('individual');
  });

  it('is not a private person for saying that they are none', () => {
    expect(clientType({ inn: COMPANY_INN }, { message: 'Мы не физлицо, а завод' })).toBe('company');
    expect(clientType({}, { message: 'Не частное лицо, оплата по счёту' })).toBeUndefined();
    expect(clientType({}, { message: 'I am not a private person' })).toBeUndefined();
  });

  it('is a company that serves private persons, or buys for itself', () => {
    expect(
      clientType({ inn: COMPANY_INN }, { message: 'Наши клиенты: физлицо и юрлицо. Берём для себя' }),
    ).toBe('company');
  });

  it('is what the registry knows', () => {
    expect(clientType({ inn: PERSON_INN }, {}, found('individual'))).toBe('entrepreneur');
    expect(clientType({ inn: COMPANY_INN }, {}, found('legal'))).toBe('company');
  });

  it('is a private person when the registry does not know a 12-digit INN', () => {
    const notFound = { outcome: 'not-found', checkedAt: CHECKED_AT, stale: false } as const;

    expect(clientType({ inn: PERSON_INN }, {}, notFound)).toBe('individual');
    expect(clientType({ inn: COMPANY_INN }, {}, notFound)).toBe('company');
  });

  it('stays unknown for a 12-digit INN nobody could check, and for a lead that says nothing', () => {
    expect(clientType({ inn: PERSON_INN }, {}, { outcome: 'unchecked', because: 'slow' })).toBeUndefined();
    expect(clientType({})).toBeUndefined();
  });

  it('is told by the legal form in a name, and not by letters inside a word', () => {
    expect(clientType({ companyName: 'ООО «Ромашка»' })).toBe('company');
    expect(clientType({ companyName: 'ИП Иванов' })).toBe('entrepreneur');
    expect(clientType({ companyName: 'Липа и Дао' })).toBeUndefined();
  });
});
