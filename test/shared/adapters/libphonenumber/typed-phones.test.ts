import fc from 'fast-check';
import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import { faultOfPhone } from '#shared/domain/phone-fault.ts';
import vectors from '#test/vectors/phone.json' with { type: 'json' };

const phones = new LibPhoneNumbers();
const MOBILE = '+79161234567';
const OFFICE = '+74951234567';
const BELARUS = '+375291234567';

/** Why it is typed so, how, what it means, and the extension. */
type Case = [reason: string, typed: string, e164: string, extension?: string];

const CASES: Case[] = [
  ['the form put the country’s code before a pasted number', '+7+79161234567', MOBILE],
  ['the form put it before an open bracket', '+7(+79161234567', MOBILE],
  ['the form put it before a foreign number', '+7 (+375) 29 123-45-67', BELARUS],
  ['the form put it before a foreign number without its plus', '+7 375 29 123 45 67', BELARUS],
  ['the trunk prefix before a whole number', '8+79161234567', MOBILE],
  ['the country’s code twice', '7 7 916 123 45 67', MOBILE],
  ['the country’s code twice, the second behind the plus', '+77 916 123 45 67', MOBILE],
  ['the country’s code twice, of an office', '+7 7 (495) 123-45-67', OFFICE],
  ['the trunk prefix twice', '88 916 123 45 67', MOBILE],
  ['both prefixes', '+7 8 (495) 123-45-67', OFFICE],
  ['both prefixes in the brackets of a mask', '+7 (891) 612-34-567', MOBILE],
  ['00 behind the plus', '+0079161234567', MOBILE],
  ['dialled through a PBX', '9-8-916-123-45-67', MOBILE],
  ['dialled through a PBX without the trunk prefix', '9 916 123-45-67', MOBILE],
  ['the international prefix of Russia', '8~10~380 44 123 45 67', '+380441234567'],
  ['China without its plus', '8613800138000', '+8613800138000'],
  ['Korea without its plus', '821012345678', '+821012345678'],
  ['Japan without its plus', '81 90 1234 5678', '+819012345678'],
  ['Bangladesh without its plus', '8801712345678', '+8801712345678'],
  ['Turkey without its plus', '905321234567', '+905321234567'],
  ['Armenia without its plus, as short as a Russian number', '37410123456', '+37410123456'],
  ['the trunk prefix before a foreign number', '8 375 29 123-45-67', BELARUS],
  ['Belarus as dialled at home', '8 (029) 123-45-67', BELARUS],
  ['a Cyrillic О for a zero', '8 916 О23 45 67', '+79160234567'],
  ['a small l for a one, in brackets', '8 (9l6) 123-45-67', MOBILE],
  ['a capital I for a one', '89I6I234567', MOBILE],
  ['a Cyrillic З for a three', '8 916 12З 45 67', MOBILE],
  ['a spreadsheet’s fraction', '79161234567.0', MOBILE],
  ['a spreadsheet’s exponent', '7,9161234567E+10', MOBILE],
  ['a spreadsheet’s formula', '="79161234567"', MOBILE],
  ['Persian digits', '۸۹۱۶۱۲۳۴۵۶۷', MOBILE],
  ['said to a telephone', 'плюс 7 916 123 45 67', MOBILE],
  ['a pause sign of a telephone’s memory', '84951234567p12', OFFICE, '12'],
  ['the other pause sign', '84951234567w12', OFFICE, '12'],
  ['a pause as a comma', '+7 (495) 123-45-67,101', OFFICE, '101'],
  ['pauses and the sign at the end', '74951234567,,101#', OFFICE, '101'],
  ['a pause as a semicolon', '74951234567;101', OFFICE, '101'],
  ['a star before the extension', '+7 495 123-45-67*12', OFFICE, '12'],
  ['an extension dialled in tones', '8 495 123-45-67 тон. 12', OFFICE, '12'],
  ['an extension after a slash', '8 495 123-45-67 / доб. 12', OFFICE, '12'],
  ['the first of two extensions', '8 495 123-45-67 доб. 12, 13', OFFICE, '12'],
  ['an extension and whose it is', '8 495 123-45-67 доб. 12 (Мария)', OFFICE, '12'],
  ['an extension and when to call', '8 495 123-45-67 доб. 12 с 9 до 18', OFFICE, '12'],
  ['when to call, in brackets', '8-916-123-45-67 (после 18:00)', MOBILE],
  ['when to call, with a comma', '8-916-123-45-67 (звоните после 18, до 21)', MOBILE],
  ['when to call, without brackets', '8 916 123 45 67 с 9 до 18', MOBILE],
  ['when to call, in English', '+7 916 123-45-67 call after 6 pm', MOBILE],
  ['until when to call', '8 916 123-45-67 до 18-00', MOBILE],
  ['on which days to call', '8 916 123-45-67 пн-пт', MOBILE],
  ['a name in brackets', '+7 916 123 45 67 (Мария, бухгалтер)', MOBILE],
  ['two messengers', '8 916 123-45-67 Viber/WhatsApp', MOBILE],
  ['a messenger by its Russian names', '8(916)1234567 ватсап, телега', MOBILE],
  ['a label of several words', 'контактный телефон: 8 916 123-45-67', MOBILE],
  ['two numbers with their labels', 'раб. 8 495 123-45-67 моб. 8 916 123-45-67', OFFICE],
  ['two numbers, the second by its plus', '89161234567+79261234567', MOBILE],
  ['two numbers, the first broken', '8 (495) 123-45-6 или 8 916 123-45-67', MOBILE],
  ['the last digits of further lines', '8 (495) 123-45-67/68/69', OFFICE],
  ['an address before it', 'ул. Ленина 12, 8 916 123-45-67', MOBILE],
  ['a slash behind the area', '(495)/123-45-67', OFFICE],
  ['a slash behind the area, without brackets', '495/1234567', OFFICE],
  ['long dashes', '8–(495)–123–45–67', OFFICE],
  ['the lines of a paper form', '8_916_123_45_67', MOBILE],
  ['square brackets', '8 [495] 123-45-67', OFFICE],
  ['a caller of a PBX', '"Иванов" <79161234567>', MOBILE],
  ['a caller of a PBX with the address', '"Ivan" <sip:79161234567@10.0.0.5:5060>', MOBILE],
  ['a SIP address', 'sip:79161234567@pbx', MOBILE],
  ['an account of WhatsApp', '79161234567@c.us', MOBILE],
  ['a link to WhatsApp', 'https://wa.me/79161234567?text=hi', MOBILE],
  ['a link of WhatsApp’s interface', 'https://api.whatsapp.com/send?phone=%2B79161234567&text=x', MOBILE],
  ['a link to Telegram', 'tg://resolve?phone=79161234567', MOBILE],
  ['an address of a phone with its extension', 'tel:+7-495-123-45-67;ext=12', OFFICE, '12'],
  ['a foreign trunk prefix in brackets', '+49 (0) 30 901820', '+4930901820'],
];

const AMBIGUOUS = [
  ['an extension without any sign, or a German number', '+7 (495) 123 45 67 - 101'],
  ['the same in the national form', '495 123 45 67 12'],
  ['a Russian number with a digit too many, or a Vietnamese one', '8 495 123 45 67 8'],
  ['dialled through a PBX, or from Iran', '989161234567'],
  ['dialled through a PBX, or with a digit too many', '99161234567'],
  ['at home in Belarus, or in the Ukraine of old', '8 044 123 45 67'],
  ['the code twice, or Kazakhstan with a digit too many', '+774712345678'],
  ['Taiwan, or Sevastopol with a digit too many', '886912345678'],
  ['Italy, or a mistyped Russian number', '39161234567'],
  ['a bare word, which may mean that the number is another’s', '8 916 1234567 Иван'],
  ['the same before the number', 'Иван 8 916 123 45 67'],
  ['what is asked of the caller', '8 916 123-45-67 не звонить'],
  ['two numbers without anything between', '8916123456789261234567'],
  ['letters by themselves', '8 916 О О3 45 67'],
  ['a word dialled on the keys', '8-800-ПОДАРОК'],
  ['a plus too many', '++7 916 123 45 67'],
] as const;

const NOTHING = [
  ...[
    'anonymous',
    'hidden',
    'unknown',
    'скрыт',
    'номер скрыт',
    'неизвестен',
    'Restricted',
    'нет',
    'null',
    'доб. 12',
  ],
  ...[
    '16.08.2002',
    '2026-11-23 10:00',
    '4276 1234 5678 9012',
    '7707083893',
    '40602810700000000025',
    'с 9 до 18',
    '()',
  ],
] as const;

describe('a phone as people really type it', () => {
  it.each<Case>(CASES)('%s: %s', (_, typed, e164, extension) => {
    const phone = phones.parse(typed, 'RU');

    expect(phone?.e164).toBe(e164);
    expect(phone?.extension).toBe(extension);
  });

  it.each(AMBIGUOUS)('is nobody’s where two are possible: %s: %s', (_, typed) => {
    expect(phones.parse(typed, 'RU')).toBeUndefined();
  });

  it.each(NOTHING)('is none at all: %s', (typed) => {
    expect(phones.parse(typed, 'RU')).toBeUndefined();
  });

  it('is none that is too long to be dialled, though a plan has room for it', () => {
    expect(phones.parse('81991688916916', 'DE')).toBeUndefined();
  });

  it('keeps what is right as typed, though a repair would be right too', () => {
    expect(phones.parse('84912345678', 'RU')?.e164).toBe('+74912345678');
    expect(phones.parse('+84 95 123 45 67', 'RU')?.e164).toBe('+84951234567');
    expect(phones.parse('+77011234567', 'RU')?.e164).toBe('+77011234567');
    expect(phones.parse('4930901820', 'RU')?.e164).toBe('+74930901820');
  });

  it.each([
    ['7 7 701 123 45 67', 'KZ', '+77011234567'],
    ['80291234567', 'BY', BELARUS],
    ['0555 123 456', 'KG', '+996555123456'],
    ['0151 12345678', 'DE', '+4915112345678'],
    ['(202) 555-0123 x45', 'US', '+12025550123'],
  ])('belongs to the country of the source: %s in %s', (typed, region, e164) => {
    expect(phones.parse(typed, region)?.e164).toBe(e164);
  });
});

describe('the vectors of phones', () => {
  const codes: Readonly<Record<string, readonly string[]>> = {
    bad_length: ['phone-short'],
    not_assigned: ['phone-unknown'],
    unparsable: ['phone-letters', 'phone-unknown'],
  };

  it.each(vectors.filter(({ expect: { valid } }) => !valid))(
    'have a fault for their reason: $input',
    ({ input, expect: { reason } }) => {
      expect(codes[reason ?? '']).toContain(faultOfPhone(input));
    },
  );
});

describe('any text taken for a phone', () => {
  const piece = fc.constantFrom(
    ...[
      '8',
      '+7',
      '7',
      '9',
      '00',
      '916',
      '495',
      '123',
      '45',
      '67',
      '375',
      '29',
      '86',
      '138',
      ' ',
      '-',
      '(',
      ')',
      '/',
    ],
    ...[
      ',',
      ';',
      '.',
      '+',
      'p',
      '#',
      ' доб. ',
      'тел. ',
      ' с 9 до 18',
      ' (Иван)',
      'О',
      'l',
      '@',
      '<',
      '>',
      '\n',
      '.0',
      'E10',
    ],
  );
  const typed = fc.oneof(
    fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join('')),
    fc.stringMatching(/^[+78]{0,3}[\d() -]{7,18}$/),
    fc.string({ unit: 'binary' }),
  );
  const region = fc.constantFrom('RU', 'KZ', 'BY', 'DE', 'US', 'XX');

  it('throws nothing, and what comes out is a valid number that is read the same again', () => {
    fc.assert(
      fc.property(typed, region, (text, country) => {
        const phone = phones.parse(text, country);
        if (phone === undefined) return;

        expect(phone.e164).toMatch(/^\+[1-9]\d{4,14}$/);
        expect(isValidPhoneNumber(phone.e164)).toBe(true);
        expect(phones.parse(phone.e164, country)?.e164).toBe(phone.e164);
        expect(phone.extension ?? '0').toMatch(/^\d{1,7}$/);
      }),
      { numRuns: 2_000 },
    );
  });

  const FILLERS = [
    '8',
    ' ',
    '+7',
    '(',
    '|',
    'О1',
    'тел.',
    ' доб. 1',
    ',1',
    ' с 9',
    '7.7',
    '<',
    '?phone=',
    '/',
    '٧',
  ];

  it.each(FILLERS)('is refused at once when it is 10 000 characters long: %s', (filler) => {
    const startedAt = performance.now();

    expect(phones.parse(`8 916 123-45-67${filler.repeat(10_000)}`, 'RU')).toBeUndefined();
    expect(performance.now() - startedAt).toBeLessThan(100);
  });

  it.each(FILLERS)('is read at once when it is as long as is read at all: %s', (filler) => {
    const startedAt = performance.now();
    phones.parse(filler.repeat(200).slice(0, 200), 'RU');

    expect(performance.now() - startedAt).toBeLessThan(200);
  });
});
