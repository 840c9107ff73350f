import { describe, expect, it } from 'vitest';
import { readFields, type FieldRules } from '#shared/domain/submission-fields.ts';

/** Knows Russian mobiles with an optional extension, which is enough here. */
function parsePhone(text: string) {
  const found = /^\+?[78]?(9\d{9})(?:x(\d+))?$/.exec(text.replace(/[^\d+x]/g, ''));
  return found === null ? undefined : { e164: `+7${found[1] ?? ''}`, extension: found[2] };
}

function read(fields: Readonly<Record<string, string>>, rules: Partial<FieldRules> = {}) {
  return readFields(fields, { region: 'RU', mandatory: [], parsePhone, ...rules });
}

describe('the fields of a submission', () => {
  it('become a contact, requisites and a need', () => {
    const reading = read({
      name: '  Ольга \u0000 Ёлкина ',
      phone: '8 (916) 123-45-67 x12',
      email: 'Olga@Example.com',
      company: 'ООО «Станок» № 1',
      inn: '7707 083 893',
      kpp: '773601001',
      ogrn: '1027700132195',
      product: 'Токарный станок',
      budget: '1–3 млн ₽',
      timeline: 'месяц',
      role: 'директор',
      message: 'Добрый день!\r\nНужен станок.',
      consent: 'on',
    });

    expect(reading).toEqual({
      contact: {
        name: 'Ольга Ёлкина',
        phone: '+79161234567',
        phoneExtension: '12',
        email: 'olga@example.com',
      },
      requisites: {
        inn: '7707083893',
        kpp: '773601001',
        ogrn: '1027700132195',
        companyName: 'ООО «Станок» № 1',
      },
      need: {
        product: 'Токарный станок',
        budgetRub: 1_000_000,
        timeline: 'месяц',
        role: 'директор',
        message: 'Добрый день!\nНужен станок.',
      },
      consentGiven: true,
      faults: [],
      suspicions: [],
    });
  });

  it('leave nothing behind where nothing was typed', () => {
    const { contact, requisites, need } = read({ phone: '89161234567', email: ' ', inn: '-', message: '' });

    expect(contact).toStrictEqual({ phone: '+79161234567' });
    expect(requisites).toStrictEqual({});
    expect(need).toStrictEqual({});
  });

  it('are left out and named when they are wrong', () => {
    const { contact, requisites, faults } = read({
      phone: '8 916 123',
      email: 'olga@example',
      inn: ' 7707083894 ',
      kpp: '77',
      ogrn: '2247799000018',
    });

    expect(contact).toEqual({});
    expect(requisites).toEqual({});
    expect(faults).toEqual([
      { field: 'phone', code: 'phone-short', typed: '8 916 123' },
      { field: 'email', code: 'email-domain', typed: 'olga@example' },
      { field: 'inn', code: 'inn-checksum', typed: '7707083894' },
      { field: 'kpp', code: 'kpp-length', typed: '77' },
      { field: 'ogrn', code: 'ogrn-record', typed: '2247799000018' },
    ]);
  });

  it('take an INN and a KPP out of one field, and prefer a KPP from its own', () => {
    const pair = { phone: '89161234567', inn: '7707083893/773601001' };

    expect(read(pair).requisites).toEqual({ inn: '7707083893', kpp: '773601001' });
    expect(read({ ...pair, kpp: '775001001' }).requisites).toEqual({ inn: '7707083893', kpp: '775001001' });
    expect(read(pair, { mandatory: ['inn', 'kpp'] }).faults).toEqual([]);
  });

  it('ask for an INN where its field held an OGRN', () => {
    const reading = read({ phone: '89161234567', inn: '1027700132195' }, { mandatory: ['inn'] });

    expect(reading.requisites).toEqual({ ogrn: '1027700132195' });
    expect(reading.faults).toEqual([{ field: 'inn', code: 'required' }]);
  });

  it('find a mandatory INN and KPP wherever they were typed', () => {
    const fields = { phone: '89161234567', company: 'ООО Ромашка, ИНН/КПП 7707083893/773601001' };

    expect(read(fields, { mandatory: ['company', 'inn', 'kpp'], correctable: true }).faults).toEqual([]);
  });

  it('say of which of them a likely reading was taken, where nobody can be asked', () => {
    const fields = { phone: '89161234567', inn: '199001237' };

    expect(read(fields)).toMatchObject({ requisites: { inn: '0199001237' }, repairs: ['inn'], faults: [] });
    expect(read(fields, { correctable: true })).not.toHaveProperty('repairs');
    expect(read(fields, { correctable: true }).faults).toMatchObject([{ suggestion: '0199001237' }]);
  });

  it('are of a bounded length, also as typed in a fault', () => {
    const long = 'я'.repeat(50_000);
    const reading = read({ name: long, company: long, message: long, role: long, phone: long, inn: long });

    expect(reading.contact.name).toHaveLength(120);
    expect(reading.requisites.companyName).toHaveLength(200);
    expect(reading.need.message).toHaveLength(4000);
    expect(reading.need.role).toHaveLength(200);
    expect(reading.faults.map(({ code }) => code)).toEqual(['phone-long', 'inn-length']);
    for (const fault of reading.faults) expect(fault.typed).toHaveLength(200);
  });

  it('are right and yet suspicious with a made-up phone', () => {
    const { contact, suspicions } = read({ phone: '+7 999 999-99-99' });

    expect(contact.phone).toBe('+79999999999');
    expect(suspicions).toEqual(['phone-repeated-digits']);
  });

  it('know no budget in another currency', () => {
    expect(read({ phone: '89161234567', budget: '$5000' }).need).toStrictEqual({});
  });
});

describe('mandatory fields', () => {
  it('are required one by one, in the order of the source', () => {
    const { faults } = read({ name: ' ' }, { mandatory: ['name', 'phone', 'inn', 'consent'] });

    expect(faults).toEqual([
      { field: 'name', code: 'required' },
      { field: 'phone', code: 'required' },
      { field: 'inn', code: 'required' },
      { field: 'consent', code: 'consent-required' },
    ]);
  });

  it('are not missing when they were typed wrong', () => {
    const { faults } = read({ inn: '7707083894', phone: '89161234567' }, { mandatory: ['inn'] });

    expect(faults.map(({ code }) => code)).toEqual(['inn-checksum']);
  });

  it('are a phone or an e-mail address, unless the source has decided which', () => {
    expect(read({ name: 'Ольга' }).faults).toEqual([{ field: 'phone', code: 'contact-required' }]);
    expect(read({ name: 'Ольга', email: 'olga@example.com' }).faults).toEqual([]);
    expect(read({ name: 'Ольга' }, { mandatory: ['email'] }).faults).toEqual([
      { field: 'email', code: 'required' },
    ]);
  });

  it('are no contact of a caller', () => {
    expect(read({}, { kind: 'call' }).faults).toEqual([]);
  });

  it('are no KPP of a sole trader', () => {
    const fields = { phone: '89161234567', inn: '779912345644' };

    expect(read(fields, { mandatory: ['inn', 'kpp'] }).faults).toEqual([]);
  });

  it.each(['on', 'yes', 'TRUE', '1', ' Да '])('are consent given as «%s»', (consent) => {
    const reading = read({ phone: '89161234567', consent }, { mandatory: ['consent'] });

    expect(reading.consentGiven).toBe(true);
    expect(reading.faults).toEqual([]);
  });

  it.each(['', 'off', 'нет', 'false', '0'])('are consent refused as «%s»', (consent) => {
    const reading = read({ phone: '89161234567', consent }, { mandatory: ['consent'] });

    expect(reading.consentGiven).toBe(false);
    expect(reading.faults).toEqual([{ field: 'consent', code: 'consent-required' }]);
  });
});
