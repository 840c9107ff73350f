import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInn } from '#shared/domain/inn.ts';
import { readRequisites } from '#shared/domain/requisites-fields.ts';
import type { TypedFields } from '#shared/domain/typed-fields.ts';
import inns from '#test/vectors/inn.json' with { type: 'json' };
import others from '#test/vectors/ogrn.json' with { type: 'json' };

const INN = '7707083893';
const OTHER_INN = '7736207543';
const PERSON = '779912345644';
const KPP = '773601001';
const OGRN = '1027700132195';

/** Of a form whose visitor can be asked, where nothing is guessed. */
function ask(fields: TypedFields) {
  return readRequisites(fields, { correctable: true });
}

describe('the requisites of the vectors', () => {
  it.each(inns.filter(({ expect: expected }) => expected.valid))(
    'are read as they are: $input',
    ({ input, expect: expected }) => {
      const { requisites, faults } = ask({ inn: input });

      expect(requisites).toEqual({
        inn: expected.normalized,
        ...(expected.kpp && { kpp: expected.kpp }),
      });
      expect(faults).toEqual([]);
    },
  );

  it.each(others.ogrn.filter(({ expect: expected }) => expected.valid))(
    'are an OGRN in whichever field: $input',
    ({ input, expect: expected }) => {
      expect(ask({ ogrn: input }).requisites).toEqual({ ogrn: expected.normalized });
      expect(ask({ inn: input })).toMatchObject({ requisites: { ogrn: expected.normalized }, faults: [] });
    },
  );

  it.each(inns.filter(({ expect: { reason } }) => reason === 'checksum' || reason === 'zeros'))(
    'are no INN when the checksum or the register says so: $input',
    ({ input }) => {
      expect(readRequisites({ inn: input }).requisites).toEqual({});
      expect(readRequisites({ inn: input }).faults).toHaveLength(1);
    },
  );
});

describe('an INN that is certain', () => {
  it.each([
    ['full-width digits', '７７０７０８３８９３'],
    ['Arabic digits', '٧٧٠٧٠٨٣٨٩٣'],
    ['Devanagari digits', '७७०७०८३८९३'],
    ['the fraction a spreadsheet adds', '7707083893.0'],
    ['the fraction of a Russian spreadsheet', '7707083893,00'],
    ['scientific notation with every digit', '7.707083893E9'],
    ['a formula that keeps zeros', '="7707083893"'],
    ['the prefix of a country', 'RU7707083893'],
    ['a label in both alphabets', 'ИHH 7707083893'],
    ['a label and blanks', 'ИHH: 7707 083 893'],
    ['a company before it', 'ООО Ромашка 7707083893'],
    ['a company behind it', '7707083893 ООО «Ромашка-24»'],
    ['a company in brackets', '7707083893 (ООО "Ромашка")'],
    ['a company that sounds like a telephone', 'ПАО Ростелеком, 7707083893'],
    ['a phone beside its label', 'ИНН 7707083893, тел. 9161234567'],
    ['itself again', '7707083893, 7707083893'],
    ['a bank beside it', 'ИНН 7707083893, БИК 044525225'],
  ])('is read through %s', (_, inn) => {
    expect(ask({ inn })).toMatchObject({ requisites: { inn: INN }, faults: [], repairs: [] });
  });

  it.each([
    '7707083893/773601001',
    '773601001/7707083893',
    'КПП/ИНН: 773601001 / 7707083893',
    'ИНН 7707083893 КПП 773601001',
    'инн\n7707083893\nкпп\n773601001',
    '7707083893\t773601001',
    'ООО Ромашка, ИНН/КПП 7707083893/773601001',
    '7707083893 / 7736О1ОО1',
  ])('comes with its KPP in either order: %s', (inn) => {
    const { requisites, faults, typed } = ask({ inn });

    expect(requisites).toEqual({ inn: INN, kpp: KPP });
    expect(faults).toEqual([]);
    expect(typed).toMatchObject({ inn: INN, kpp: KPP });
  });

  it('comes with its OGRN', () => {
    expect(ask({ inn: `ИНН ${INN} КПП ${KPP} ОГРН ${OGRN}` }).requisites).toEqual({
      inn: INN,
      kpp: KPP,
      ogrn: OGRN,
    });
    expect(ask({ inn: `${INN} / ${OGRN}` })).toMatchObject({
      requisites: { inn: INN, ogrn: OGRN },
      faults: [],
    });
    expect(ask({ inn: `ИП Иванов И. И. ИНН ${PERSON} ОГРНИП 324779900000010` })).toMatchObject({
      requisites: { inn: PERSON, ogrn: '324779900000010' },
      isPerson: true,
    });
  });

  it.each([
    ['two companies', `${INN}, ${OTHER_INN}`],
    ['two companies of which one is labelled', `ИНН ${INN}, ${OTHER_INN}`],
    ['two companies and a word', `${INN} или ${OTHER_INN}`],
    ['a company and a person', `${INN}/${PERSON}`],
  ])('is not chosen from %s', (_, inn) => {
    for (const { requisites, faults } of [ask({ inn }), readRequisites({ inn })]) {
      expect(requisites).toEqual({});
      expect(faults).toEqual([{ field: 'inn', code: 'inn-several', typed: inn }]);
    }
  });

  it.each([
    ['a phone', 'тел. 9161234567'],
    ['a phone with its code', '+7707083893'],
    ['a wrong one with a name', 'ООО Ромашка 7707083894'],
    ['a wrong one with a right number beside it', 'ИНН 7707083894, р/с 7736207543'],
    ['a letter glued to it', '7707083893я'],
    ['an attack', "7707083893'; DROP TABLE leads;--"],
    ['markup', '<b>7707083893</b>'],
    ['rounded scientific notation', '7.70708E+09'],
    ['nothing like one', 'нет'],
  ])('is not found in %s', (_, inn) => {
    const { requisites, faults } = readRequisites({ inn });

    expect(requisites).toEqual({});
    expect(faults[0]?.field).toBe('inn');
  });
});

describe('numbers in each other’s fields', () => {
  it.each<[string, TypedFields, object]>([
    ['INN and KPP', { inn: KPP, kpp: INN }, { inn: INN, kpp: KPP }],
    ['INN and OGRN', { inn: OGRN, ogrn: INN }, { inn: INN, ogrn: OGRN }],
    ['both in the KPP’s', { kpp: `${INN}/${KPP}` }, { inn: INN, kpp: KPP }],
    ['the INN in the KPP’s', { inn: '-', kpp: INN }, { inn: INN }],
    ['the INN in the OGRN’s', { ogrn: INN }, { inn: INN }],
    ['the OGRN in the INN’s', { inn: OGRN }, { ogrn: OGRN }],
    ['the OGRN in the INN’s, and the KPP in its own', { inn: OGRN, kpp: KPP }, { ogrn: OGRN, kpp: KPP }],
  ])('are put right: %s', (_, fields, requisites) => {
    expect(ask(fields)).toMatchObject({ requisites, faults: [] });
    expect(ask(fields).requisites).toEqual(requisites);
  });

  it('leave the INN’s field empty when it held an OGRN, so that an INN is asked for', () => {
    expect(ask({ inn: OGRN }).typed.inn).toBe('');
  });

  it('stay where another company’s are', () => {
    expect(ask({ inn: INN, kpp: `${OTHER_INN}/${KPP}` })).toMatchObject({
      requisites: { inn: INN },
      faults: [{ field: 'kpp' }],
    });
    expect(ask({ inn: '7707083894', kpp: OTHER_INN })).toMatchObject({
      requisites: {},
      faults: [{ field: 'inn' }, { field: 'kpp' }],
    });
  });

  it('are found in the company’s name where they have their labels', () => {
    expect(ask({ company: 'ООО Ромашка, ИНН 7707083893' }).requisites).toEqual({
      inn: INN,
      companyName: 'ООО Ромашка, ИНН 7707083893',
    });
    expect(ask({ inn: '-', company: `АО Ромашка ИHH ${INN} КПП ${KPP}` }).requisites).toMatchObject({
      inn: INN,
      kpp: KPP,
    });
    expect(ask({ company: `АО Ромашка, ИНН/КПП ${INN}/${KPP}` }).requisites).toMatchObject({
      inn: INN,
      kpp: KPP,
    });
  });

  it.each([`ООО Ромашка ${INN}`, `ИНН ${INN}, ИНН ${OTHER_INN}`, 'ООО ИНН-Сервис 9161234567'])(
    'are not guessed from a name: %s',
    (company) => {
      expect(ask({ company }).requisites).toEqual({ companyName: company });
    },
  );

  it('are not looked for in the name when an INN was typed', () => {
    expect(ask({ inn: OTHER_INN, company: `ИНН ${INN}` }).requisites.inn).toBe(OTHER_INN);
    expect(ask({ inn: '7707083894', company: `ИНН ${INN}` }).faults).toMatchObject([
      { code: 'inn-checksum' },
    ]);
  });
});

describe('a KPP from a Russian keyboard', () => {
  it.each([
    ['7736АВ001', '7736AB001'],
    ['7736ав001', '7736AB001'],
    ['7736АB001', '7736AB001'],
    ['773601OO1', KPP],
    ['77З601001', undefined],
    ['ОООО01001', undefined],
    ['7736О1001', KPP],
    ['7736О0001', '773600001'],
    ['7736ОО001', undefined],
    ['7736БЖ001', undefined],
    ['٧٧٣٦٠١٠٠١', KPP],
    ['773601001.0', KPP],
    ['7.73601001E8', KPP],
    ['КПП 7736 01 001', KPP],
  ])('%s is %s', (kpp, read) => {
    const { requisites, faults } = ask({ inn: INN, kpp });

    expect(requisites.kpp).toBe(read);
    expect(faults.map(({ field }) => field)).toEqual(read === undefined ? ['kpp'] : []);
  });
});

describe('a number that is only likely', () => {
  it.each<[string, TypedFields, object]>([
    ['a lost zero', { inn: '199001237' }, { inn: '0199001237' }],
    ['a lost zero of a person', { inn: '19900001271' }, { inn: '019900001271' }],
    ['a lost zero and a fraction', { inn: '199001237.0' }, { inn: '0199001237' }],
    ['a lost zero before a KPP', { inn: '199001237/019901001' }, { inn: '0199001237', kpp: '019901001' }],
    ['two lost zeros', { inn: '199001237', kpp: '19901001' }, { inn: '0199001237', kpp: '019901001' }],
    ['a letter', { inn: '770708389З' }, { inn: INN }],
    ['letters in an OGRN', { ogrn: '10277OO1З2195' }, { ogrn: OGRN }],
  ])('is proposed to who can be asked, and taken from who cannot: %s', (_, fields, requisites) => {
    const asked = ask(fields);
    const proposed = asked.faults.map(({ field, suggestion }) => [field, suggestion]);
    const taken = readRequisites(fields);

    expect({ ...asked.requisites, ...Object.fromEntries(proposed) }).toEqual(requisites);
    expect(asked.repairs).toEqual([]);
    expect(taken.requisites).toEqual(requisites);
    expect(taken.faults).toEqual([]);
    expect(taken.repairs).toEqual(proposed.map(([field]) => field));
  });

  it.each<[string, TypedFields]>([
    ['a zero that the checksum refuses', { inn: '770708389' }],
    ['a KPP in the INN’s field', { inn: KPP }],
    ['a KPP whose zero would name the INN', { inn: '773601001' }],
    ['one digit too many', { inn: '77070838931' }],
    ['a letter that the checksum refuses', { inn: '770708388З' }],
    ['eight digits of a KPP elsewhere', { inn: INN, kpp: '77360100' }],
  ])('is not made of %s', (_, fields) => {
    const { faults, repairs } = readRequisites(fields);

    expect(faults).toHaveLength(1);
    expect(faults[0]).not.toHaveProperty('suggestion');
    expect(repairs).toEqual([]);
  });
});

describe('requisites of any kind', () => {
  const piece = fc.constantFrom(
    INN,
    OTHER_INN,
    PERSON,
    KPP,
    OGRN,
    ' ',
    '/',
    ', ',
    'ИНН ',
    'КПП ',
    'ООО Ромашка',
    '0',
    '٧',
    '.0',
    'О',
    '\n',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
  );

  it('never throw, and whatever is accepted has its checksum and is read the same again', () => {
    fc.assert(
      fc.property(text, text, text, text, fc.boolean(), (inn, kpp, ogrn, company, correctable) => {
        const { requisites } = readRequisites({ inn, kpp, ogrn, company }, { correctable });
        const { companyName: _name, ...numbers } = requisites;

        expect(numbers.inn === undefined || parseInn(numbers.inn) === numbers.inn).toBe(true);
        expect(readRequisites(numbers, { correctable })).toMatchObject({ requisites: numbers, faults: [] });
      }),
    );
  });

  it('are refused at once when they are 50 000 characters long', () => {
    for (const filler of ['7', ' ', '|', 'З1', 'ИНН ', '/7', '٧', 'А', '7.7'])
      expect(readRequisites({ inn: filler.repeat(25_000), kpp: filler.repeat(25_000) }).requisites).toEqual(
        {},
      );
  });
});
