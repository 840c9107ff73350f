import { describe, expect, it } from 'vitest';
import { nameReader } from '#shared/intake/form/field-names.ts';
import { sortEntries } from '#shared/intake/form/sort-entries.ts';
import { aSource } from '#test/support/a-source.ts';

describe('the name of a field', () => {
  it.each([
    ['Имя', 'name'],
    ['ФИО', 'name'],
    ['your-name', 'name'],
    ['first_name', 'name'],
    ['Name_2', 'name'],
    ['Ваше имя*', 'name'],
    ['Телефон:', 'phone'],
    ['Номер телефона', 'phone'],
    ['tel-123', 'phone'],
    ['phone_number', 'phone'],
    ['WORK_EMAIL', 'email'],
    ['E-mail', 'email'],
    ['Электронная почта', 'email'],
    ['Название компании', 'company'],
    ['Ваш ИНН', 'inn'],
    ['company_inn', 'inn'],
    ['КПП', 'kpp'],
    ['ОГРНИП', 'ogrn'],
    ['Какой товар интересует?', 'product'],
    ['Бюджет, ₽', 'budget'],
    ['ИНН/КПП', 'inn'],
    ['Бюджет', 'budget'],
    ['Когда нужно?', 'timeline'],
    ['Должность', 'role'],
    ['No Label message', 'message'],
    ['Комментарий', 'message'],
    ['acceptance', 'consent'],
    ['lead[phone]', 'phone'],
    ['company[name]', 'company'],
    ['product[]', 'product'],
  ])('%s means %s', (name, meaning) => {
    expect(nameReader(aSource())(name)).toBe(meaning);
  });

  it.each([
    'innovation',
    'телефонная книга',
    'username',
    'nickname',
    'email_hash',
    'ИНН и КПП директора',
    '',
    '[]',
  ])('%s means none of our fields', (name) => {
    const meaning = nameReader(aSource())(name);
    expect(['name', 'phone', 'email', 'inn', 'kpp', 'company']).not.toContain(meaning);
  });

  it('means what its source says it does, whatever others mean by it', () => {
    const source = aSource({ aliases: { Телефон: 'message', 'Поле 7': 'inn' } });
    expect(['телефон', 'Поле  7', 'phone'].map(nameReader(source))).toEqual(['message', 'inn', 'phone']);
  });
});

describe('several fields of one name', () => {
  it('are a first and a last name, or answers beside each other', () => {
    const entries = [
      { name: 'first_name', text: 'Дмитрий' },
      { name: 'last_name', text: 'Ильин' },
      { name: 'product', text: 'Пресс' },
      { name: 'product', text: 'Станок' },
    ];
    expect(sortEntries(entries, aSource()).fields).toEqual({
      name: 'Дмитрий Ильин',
      product: 'Пресс, Станок',
    });
  });
});
