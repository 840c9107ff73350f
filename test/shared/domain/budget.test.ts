import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBudgetRub } from '#shared/domain/budget.ts';

describe('a budget as typed', () => {
  it.each([
    ['1500000', 1_500_000],
    ['1,5 млн', 1_500_000],
    ['1.5 млн руб.', 1_500_000],
    ['1,500 млн', 1_500_000],
    ['1,5М', 1_500_000],
    ['1.5 mln', 1_500_000],
    ['2 миллиона рублей', 2_000_000],
    ['1 млрд', 1_000_000_000],
    ['300 000 ₽', 300_000],
    ['300\u00A0000\u00A0₽', 300_000],
    ['300 000 руб. 00 коп.', 300_000],
    ['1 500 000,00', 1_500_000],
    ['500 тыс', 500_000],
    ['500 тыс. руб.', 500_000],
    ['500 т.р.', 500_000],
    ['500тр', 500_000],
    ['500к', 500_000],
    ['500k', 500_000],
    ['1.000.000', 1_000_000],
    ['1,000,000', 1_000_000],
    ["1'000'000", 1_000_000],
    ['1.000', 1_000],
    ['300-500 тыс', 300_000],
    ['300–500 тыс', 300_000],
    ['от 300 до 500 тыс', 300_000],
    ['500 тыс - 1 млн', 500_000],
    ['500 - 1 млн', 500_000],
    ['1–3 млн ₽', 1_000_000],
    ['1-1,5 млн', 1_000_000],
    ['500-300 тыс', 300_000],
    ['1 000 000 - 2 000 000 руб', 1_000_000],
    ['до 700 тыс', 700_000],
    ['от 1 млн', 1_000_000],
    ['около 2 млн рублей', 2_000_000],
    ['~ 2 млн', 2_000_000],
    ['> 5 млн', 5_000_000],
    ['5 млн+', 5_000_000],
    ['не более 250 000 руб', 250_000],
    ['Бюджет: 100 000 р.', 100_000],
    ['1 млн с НДС', 1_000_000],
    ['0', 0],
  ])('%s is %d roubles', (text, budgetRub) => {
    expect(parseBudgetRub(text)).toBe(budgetRub);
  });

  it.each([
    '',
    'не знаю',
    'млн',
    '$5000',
    '5000 $',
    '10 000 USD',
    '10 000 €',
    '10 тыс евро',
    '500 000 тенге',
    '10%',
    '100 000 руб/мес',
    '5 станков',
    '1,5',
    '15 00',
    '1.0000.00',
    '2026-11-23',
    '+7 916 123-45-67',
    '1e6',
    '9999999999999999',
    '1 млн млн',
  ])('is unknown when typed as «%s»', (text) => {
    expect(parseBudgetRub(text)).toBeUndefined();
  });

  it('is not looked for in a text of 50 000 characters', () => {
    for (const filler of ['1', '1 ', '1.000', '-', 'т', 'т. ', ' '])
      expect(parseBudgetRub(`1${filler.repeat(50_000)}`)).toBeUndefined();
  });

  it('reads every whole sum back that is written in groups', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000_000 }),
        fc.constantFrom('ru', 'en', 'de', 'de-CH'),
        (sum, locale) => {
          expect(parseBudgetRub(`${sum.toLocaleString(locale)} ₽`)).toBe(sum);
        },
      ),
    );
  });

  it('is a whole number of roubles or unknown, whatever is typed', () => {
    const words = fc.constantFrom('1', '300', '1,5', '2.000', 'млн', 'тыс', '-', 'до', '₽', ' ', '$', 'руб');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (parts) => {
        const budgetRub = parseBudgetRub(parts.join(' '));
        expect(budgetRub === undefined || (Number.isSafeInteger(budgetRub) && budgetRub >= 0)).toBe(true);
      }),
    );
  });
});
