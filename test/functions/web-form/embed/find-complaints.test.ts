import { describe, expect, it } from 'vitest';
import { findComplaints } from '#functions/web-form/embed/find-complaints.ts';
import { toFormSchema } from '#functions/web-form/form-schema.ts';
import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import type { Language } from '#shared/domain/language.ts';
import type { Source } from '#shared/domain/source.ts';
import { aSource } from '#test/support/a-source.ts';
import { MAIN_SITE } from './demo-server.ts';

const RIGHT = { name: 'Алексей', phone: '+7 999 000-00-01', inn: '7707083893', consent: 'true' };

function complain(
  typed: Readonly<Record<string, string>>,
  source: Source = MAIN_SITE,
  language: Language = 'ru',
) {
  return Object.fromEntries(findComplaints(typed, toFormSchema(source, undefined, language)));
}

describe('a form that is filled in', () => {
  it('has nothing to complain about when it is right', () => {
    expect(complain(RIGHT)).toEqual({});
  });

  it('asks for what is mandatory and for the consent, in the order the server does', () => {
    expect(complain({})).toEqual({
      name: 'Представьтесь, пожалуйста.',
      phone: 'Укажите телефон, чтобы мы могли позвонить.',
      inn: expect.stringContaining('Укажите ИНН'),
      consent: expect.stringContaining('нужно согласие'),
    });
  });

  it('says why an INN is wrong, in either language', () => {
    const typed = { ...RIGHT, inn: '7707083894' };

    expect(complain(typed).inn).toContain('опечатка');
    expect(complain(typed, MAIN_SITE, 'en').inn).toContain('slip');
  });

  it('offers the zero that got lost', () => {
    expect(complain({ ...RIGHT, inn: '274062111' }).inn).toContain('0274062111');
  });

  it('takes an INN with its KPP, and says at the INN what is wrong with the KPP', () => {
    expect(complain({ ...RIGHT, inn: '7707083893/773601001' })).toEqual({});
    expect(complain({ ...RIGHT, inn: '7707083893/0036' }).inn).toContain('КПП');
  });

  it('asks for a phone or an e-mail address where neither is mandatory', () => {
    const source = aSource({ asks: ['name', 'phone', 'email'] });

    expect(complain({ name: 'Алексей' }, source)).toHaveProperty('phone');
    expect(complain({ name: 'Алексей', email: 'a@stanki.example' }, source)).toEqual({});
  });

  it('insists on a consent only where the server does', () => {
    expect(complain({ phone: RIGHT.phone }, { ...MAIN_SITE, mandatory: ['phone'] })).toEqual({});
  });
});

describe('a phone that is typed', () => {
  it.each(['12345', 'позвоните мне', '+7 999 000-00-0', '1'.repeat(20)])('%j is pointed out', (phone) => {
    expect(complain({ ...RIGHT, phone })).toHaveProperty('phone');
  });

  it.each([
    ['8 (999) 000-00-01', 'RU'],
    ['9990000001 доб. 12', 'RU'],
    ['+375 29 123-45-67', 'RU'],
    ['+354 545 1000', 'RU'],
    ['29 123-45-67', 'BY'],
    ['+49 30 901820', 'RU'],
  ])('%j is never refused here when the server takes it (%s)', (phone, region) => {
    expect(new LibPhoneNumbers().parse(phone, region)).toBeDefined();
    expect(complain({ ...RIGHT, phone }, { ...MAIN_SITE, region })).toEqual({});
  });
});
