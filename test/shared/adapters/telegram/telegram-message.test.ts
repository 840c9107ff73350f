import { describe, expect, it } from 'vitest';
import { toKeyboard, toMessageText } from '#shared/adapters/telegram/telegram-message.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aHandoffTo, type HandoffOverrides } from '#test/support/a-handoff.ts';
import { anOfferedUnchecked, foundOut } from '#test/support/check-world.ts';
import { aTouch, anOfferedLead } from '#test/support/a-lead.ts';

const DESTINATION = {
  id: 'messenger',
  type: 'telegram',
  baseUrl: 'http://127.0.0.1:9',
  secret: 'bot',
} as const;
const PAGE = 'https://leads.example.com/o/page';

const COLLEAGUE: Partial<Lead> = {
  kind: 'form',
  call: undefined,
  contact: { name: 'Пётр Новиков', phone: '+79990000009', email: 'petr@example.ru' },
  need: { product: 'Клапаны <DN50>', message: 'Когда ответите?' },
};

describe('the message that a client came again', () => {
  it('says so first, to which lead, and what is new', () => {
    expect(toMessageText(request()).split('\n')).toEqual([
      '<b>Клиент обратился снова: пропущенный звонок</b>',
      '<b>К заявке:</b> Заявка A: ООО «РОМАШКА»',
      '<b>Звонок:</b> пропущен → +74951234567',
      '<b>Источник:</b> mango',
    ]);
  });

  it('keeps persons out of the messenger while the offer is open, and names them once it is accepted', () => {
    const nameless = anOfferedLead({
      requisites: {},
      counterparty: { outcome: 'unchecked', because: 'no-inn' },
    });

    const open = toMessageText(request({}, COLLEAGUE, nameless));
    const taken = toMessageText(request({ offerUrl: '' }, COLLEAGUE, nameless));

    expect(open).not.toMatch(/Анна|Пётр|\+7999|@example/);
    expect(open).toContain('<b>Сообщение:</b> Когда ответите?');
    expect(taken).toContain('<b>Имя:</b> Пётр Новиков');
    expect(taken).toContain('<b>Телефон:</b> +79990000009');
  });

  it('speaks the language of the lead, and shows words as words', () => {
    const text = toMessageText(request({}, COLLEAGUE, anOfferedLead({ language: 'en' })));

    expect(text).toContain('<b>The client is in touch again: form</b>');
    expect(text).toContain('<b>Interested in:</b> Клапаны &lt;DN50&gt;');
  });

  it('says when it may have been sent before', () => {
    expect(toMessageText(request({ handoff: { outcome: 'uncertain' } }))).toContain('Повторно');
  });

  it('has a button to the offer while that is open, and to the rep’s page afterwards', () => {
    const buttonOf = (overrides: HandoffOverrides) => toKeyboard(request(overrides))?.inline_keyboard[0]?.[0];

    expect(buttonOf({})).toEqual({
      text: 'Принять или отказаться; телефон откроется там',
      url: 'https://leads.example.com/o/token',
    });
    expect(buttonOf({ offerUrl: '' })).toEqual({ text: 'Открыть заявку', url: PAGE });
    expect(toKeyboard(aHandoffTo(DESTINATION, { offerUrl: '', pageUrl: PAGE }))).toBeUndefined();
  });
});

describe('the message of what a later check has found', () => {
  const notice = { ru: 'Компания <ликвидирована>.', en: 'The company has been liquidated.' };
  const told = (overrides: HandoffOverrides = {}, lead = anOfferedUnchecked()) =>
    aHandoffTo(DESTINATION, {
      lead: foundOut(lead),
      notice,
      pageUrl: PAGE,
      ...overrides,
      handoff: { notice: 'company-liquidated' },
    });

  it('says it first, of which company, and that the lead stays', () => {
    expect(toMessageText(told())).toBe(
      [
        '<b>Компания &lt;ликвидирована&gt;: ООО «ЯНДЕКС»</b>',
        '<b>К заявке:</b> Заявка A: ООО «Ромашка»',
        '<b>ИНН:</b> 7707083893 / 773601001',
        '<b>Проверка:</b> ликвидирована, Москва',
        '<b>Что дальше:</b> заявка остаётся у вас, решайте сами',
      ].join('\n'),
    );
  });

  it('keeps the person out of it while the offer is open, and speaks the language of the lead', () => {
    const person = { language: 'en', requisites: { inn: '7707083893' } } as const;
    const open = toMessageText(told({}, anOfferedUnchecked(person)));

    expect(open).toContain('<b>The company has been liquidated: ООО «ЯНДЕКС»</b>');
    expect(open).not.toContain('Смирнова');
    expect(open).not.toContain('+7999');
  });

  it('has the button of the offer, or that of the rep’s page', () => {
    expect(toKeyboard(told())?.inline_keyboard).toMatchObject([
      [{ url: 'https://leads.example.com/o/token' }],
    ]);
    expect(toKeyboard(told({ offerUrl: '' }))?.inline_keyboard).toMatchObject([[{ url: PAGE }]]);
  });
});

function request(overrides: HandoffOverrides = {}, came: Partial<Lead> = {}, lead: Lead = anOfferedLead()) {
  const { first, touch } = aTouch(lead, came);
  return aHandoffTo(DESTINATION, {
    lead: first,
    touch,
    pageUrl: PAGE,
    ...overrides,
    handoff: { touch: touch.id, ...overrides.handoff },
  });
}
