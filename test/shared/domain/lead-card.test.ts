import { describe, expect, it } from 'vitest';
import { leadCard, type LeadCard } from '#shared/domain/lead-card.ts';
import { aLead, aTouch, anOfferedLead, aQualifiedLead } from '#test/support/a-lead.ts';

const line = (card: LeadCard, code: string) => card.lines.find((one) => one.code === code)?.value;

describe('the card of a lead', () => {
  it('tells a rep in Russian who it is, what for, how good, and until when to answer', () => {
    const card = leadCard(anOfferedLead(), 'ru', 'Asia/Vladivostok');

    expect(card.title).toBe('Заявка A: ООО «РОМАШКА»');
    expect(card.lines.map(({ label, value }) => `${label}: ${value.replaceAll('\u00a0', ' ')}`)).toEqual([
      'Оценка: A, 72/100 (бюджет 25/30, полномочия 25/25, потребность 22/25)',
      'Имя: Анна Смирнова',
      'Телефон: +79991234567',
      'Почта: anna@example.ru',
      'Компания: ООО «РОМАШКА»',
      'ИНН: 7707083893 / 773601001',
      'Проверка: действует, Москва',
      'Бюджет: 1 500 000 ₽',
      'Интересует: Промышленные насосы',
      'Когда: в течение месяца',
      'Должность: director',
      'Источник: main-site / yandex / pumps',
      'Почему вам: ваша очередь (everybody)',
      'Ответить до: 23.11, 19:30 GMT+10',
      'Сообщение: Нужен расчёт на три линии, прошу перезвонить.',
    ]);
  });

  it('tells it in English as well', () => {
    const card = leadCard(anOfferedLead(), 'en', 'Europe/Moscow');

    expect(card.title).toBe('Lead A: ООО «РОМАШКА»');
    expect(line(card, 'score')).toBe('A, 72/100 (budget 25/30, authority 25/25, need 22/25)');
    expect(line(card, 'counterparty')).toBe('active, Moscow');
    expect(line(card, 'budget')).toBe('1,500,000 ₽');
    expect(line(card, 'because')).toBe('your turn (everybody)');
    expect(line(card, 'deadline')).toBe('23/11, 12:30 GMT+3');
  });

  it('has no line for what nobody knows', () => {
    const card = leadCard(
      aLead({ contact: { phone: '+79991234567' }, requisites: {}, need: { message: '  ' }, attribution: {} }),
      'ru',
      'UTC',
    );

    expect(card.title).toBe('Заявка: +79991234567');
    expect(card.lines.map(({ code }) => code)).toEqual(['phone', 'source']);
  });

  it('says so when the company could not be checked, or is in no registry', () => {
    const unchecked = aQualifiedLead({ counterparty: { outcome: 'unchecked', because: 'slow' } });
    const unheardOf = aQualifiedLead({
      counterparty: { outcome: 'not-found', checkedAt: '2026-11-23T09:00:00.000Z', stale: false },
    });

    expect(line(leadCard(unchecked, 'ru', 'UTC'), 'counterparty')).toBe('не проверена');
    expect(line(leadCard(unheardOf, 'ru', 'UTC'), 'counterparty')).toBe('нет в реестре');
    expect(line(leadCard(unchecked, 'ru', 'UTC'), 'company')).toBe('ООО «Ромашка»');
  });

  it('calls a missed call one, with the number that was dialled', () => {
    const call = { missed: true, talkSeconds: 0, trackingNumber: '+74951234567' };
    const card = leadCard(aLead({ kind: 'call', call }), 'ru', 'UTC');

    expect(card.title).toBe('Пропущенный звонок: ООО «Ромашка»');
    expect(line(card, 'call')).toBe('пропущен → +74951234567');
  });

  it('says from where the client came again, and how often', () => {
    const once = aTouch(anOfferedLead()).first;
    const thrice = aTouch(aTouch(once, { id: 'lead-00000003' }).first, {
      id: 'lead-00000004',
      kind: 'form',
      source: 'shop',
    }).first;

    expect(line(leadCard(once, 'ru', 'UTC'), 'touches')).toBe('звонок (mango)');
    expect(line(leadCard(thrice, 'ru', 'UTC'), 'touches')).toBe('2 × звонок (mango), форма (shop)');
    expect(line(leadCard(thrice, 'en', 'UTC'), 'touches')).toBe('2 × call (mango), form (shop)');
  });

  it('keeps codes it has no words for, and an extension of the phone', () => {
    const card = leadCard(
      aLead({
        contact: { phone: '+74951234567', phoneExtension: '12' },
        need: { timeline: 'после отпуска' },
      }),
      'ru',
      'UTC',
    );

    expect(line(card, 'phone')).toBe('+74951234567 доб. 12');
    expect(line(card, 'timeline')).toBe('после отпуска');
  });

  it('sets no deadline once the offer is answered or the lead escalated', () => {
    const offered = anOfferedLead();
    const offer = offered.offer && { ...offered.offer, state: 'accepted' as const };

    expect(line(leadCard({ ...offered, offer }, 'ru', 'UTC'), 'deadline')).toBeUndefined();
    expect(line(leadCard({ ...offered, status: 'escalated' }, 'ru', 'UTC'), 'deadline')).toBeUndefined();
  });
});
