import { describe, expect, it } from 'vitest';
import { touchCard } from '#shared/domain/touch-card.ts';
import { aTouch, anOfferedLead } from '#test/support/a-lead.ts';

const text = (overrides: Parameters<typeof aTouch>[1] = {}, language: 'ru' | 'en' = 'ru') => {
  const { first, touch } = aTouch(anOfferedLead(), overrides);
  const { title, lines } = touchCard(first, touch, language, 'Europe/Moscow');
  return [title, ...lines.map(({ label, value }) => `${label}: ${value.replaceAll('\u00a0', ' ')}`)];
};

describe('the card of a touch', () => {
  it('says how the client came again, to which lead, and nothing that is known already', () => {
    expect(text()).toEqual([
      'Клиент обратился снова: пропущенный звонок',
      'К заявке: Заявка A: ООО «РОМАШКА»',
      'Звонок: пропущен → +74951234567',
      'Источник: mango',
    ]);
  });

  it('tells what a form says that is new, in English as well', () => {
    const need = { product: 'Промышленные насосы', budgetRub: 2_000_000, message: 'Is there any news?' };
    const form = { kind: 'form', source: 'shop', call: undefined, need } as const;

    expect(text(form, 'en')).toEqual([
      'The client is in touch again: form',
      'About: Lead A: ООО «РОМАШКА»',
      'Budget: 2,000,000 ₽',
      'Source: shop',
      'Message: Is there any news?',
    ]);
  });

  it('names another person and another company', () => {
    const colleague = {
      contact: { name: 'Пётр', phone: '+79990000009' },
      requisites: { inn: '7707083893', companyName: 'Ромашка-Юг' },
      counterparty: undefined,
    };

    expect(text(colleague)).toEqual(
      expect.arrayContaining(['Имя: Пётр', 'Телефон: +79990000009', 'Компания: Ромашка-Юг']),
    );
  });
});
