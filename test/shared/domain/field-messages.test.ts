import { describe, expect, it } from 'vitest';
import { faultMessage } from '#shared/domain/field-messages.ts';

describe('what a visitor is told about a field', () => {
  it('is a sentence in the language asked for', () => {
    const fault = { field: 'inn', code: 'inn-checksum', typed: '7707083894' };

    expect(faultMessage(fault, 'ru')).toBe('В ИНН опечатка: сверьте цифры с реквизитами компании.');
    expect(faultMessage(fault, 'en')).toContain('INN');
  });

  it('asks for what is missing by its name', () => {
    expect(faultMessage({ field: 'phone', code: 'required' }, 'ru')).toContain('телефон');
    expect(faultMessage({ field: 'shoe-size', code: 'required' }, 'ru')).toBe('Заполните это поле.');
  });

  it('offers the INN with the zero a spreadsheet took away', () => {
    const fault = { field: 'inn', code: 'inn-length', typed: '199001237' };

    expect(faultMessage(fault, 'ru')).toContain('0199001237');
    expect(faultMessage(fault, 'en')).toContain('0199001237');
    expect(faultMessage({ ...fault, typed: '770708389' }, 'en')).not.toContain('0770708389');
  });

  it('offers what was probably meant', () => {
    const fault = { field: 'inn', code: 'inn-digits', typed: '770708389З', suggestion: '7707083893' };

    expect(faultMessage(fault, 'ru')).toMatch(/ Возможно, 7707083893\?$/);
    expect(faultMessage(fault, 'en')).toMatch(/ Did you mean 7707083893\?$/);
  });

  it('asks to choose where two companies were typed', () => {
    expect(faultMessage({ field: 'inn', code: 'inn-several' }, 'ru')).toContain('два разных ИНН');
    expect(faultMessage({ field: 'inn', code: 'inn-several' }, 'en')).toContain('two different INNs');
  });

  it('has words even for a code it does not know', () => {
    expect(faultMessage({ field: 'inn', code: 'toString' }, 'en')).toBe('Please check this field.');
  });
});
