import { describe, expect, it } from 'vitest';
import { parseCondition } from '#shared/contracts/settings/condition-text.ts';
import { conditionWords } from '#shared/domain/condition-words.ts';
import { FACTS, SCORE_FACTS } from '#shared/domain/facts.ts';
import type { Language } from '#shared/domain/language.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';

const ALL_FACTS = { ...FACTS, ...SCORE_FACTS };

/** With plain spaces, as the eye reads them. */
function words(text: string, language: Language): string {
  const reading = parseCondition(text, ALL_FACTS);
  if (reading.outcome === 'faulty') throw new Error(`${text}: ${JSON.stringify(reading.faults)}`);
  return conditionWords(reading.condition, language).replaceAll('\u00a0', ' ');
}

describe('a condition in words', () => {
  it.each([
    ['need.budgetRub < 300000', 'бюджет меньше 300 000 ₽', 'budget is less than 300,000 RUB'],
    ['300000 > need.budgetRub', 'бюджет меньше 300 000 ₽', 'budget is less than 300,000 RUB'],
    ['need.budgetRub >= 1500000.5', 'бюджет не меньше 1 500 000,5 ₽', 'budget is at least 1,500,000.5 RUB'],
    ['need.budgetRub == 100', 'бюджет — ровно 100 ₽', 'budget is exactly 100 RUB'],
    ['need.budgetRub in [100, 200]', 'бюджет — один из: 100 ₽, 200 ₽', 'budget is one of: 100 RUB, 200 RUB'],
    [
      'counterparty.ageDays < 21',
      'возраст компании меньше 21 дня',
      'age of the company is less than 21 days',
    ],
    ['call.talkSeconds > 60', 'длительность разговора больше 60 с', 'talk time is more than 60 s'],
    [
      'mentions(need.message, ["вакансия", "резюме"])',
      'сообщение упоминает: вакансия, резюме',
      'message mentions: вакансия, резюме',
    ],
    ['!mentions(need.role, ["студент"])', 'роль не упоминает: студент', 'role does not mention: студент'],
    [
      'counterparty.region in ["RU-KGD", "RU-MOW"]',
      'регион — один из: Калининградская область, Москва',
      'region is one of: Kaliningrad Oblast, Moscow',
    ],
    [
      '!(counterparty.region in ["RU-KGD"])',
      'регион — не из числа: Калининградская область',
      'region is none of: Kaliningrad Oblast',
    ],
    ['counterparty.region == "RU-SPE"', 'регион — Санкт-Петербург', 'region is Saint Petersburg'],
    ['!counterparty.checked', 'контрагент не проверен', 'the counterparty was not checked'],
    ['counterparty.checked == false', 'контрагент не проверен', 'the counterparty was not checked'],
    ['call.missed != false', 'звонок пропущен', 'the call was missed'],
    ['has(need.role)', 'роль известна', 'role is known'],
    ['!has(need.budgetRub)', 'бюджет неизвестен', 'budget is unknown'],
    ['has(need.message)', 'сообщение известно', 'message is known'],
    ['!has(call.missed)', 'неизвестно, звонок пропущен или нет', 'it is unknown whether the call was missed'],
    ['size(spam.signs) > 0', 'есть признаки спама', 'there are signs of spam'],
    ['size(spam.signs) == 0', 'признаков спама нет', 'there are no signs of spam'],
    [
      'size(lead.missing) >= 2',
      'незаполненные обязательные поля: не меньше 2',
      'mandatory fields left empty: at least 2',
    ],
    [
      '"honeypot" in spam.signs',
      'признаки спама: есть заполнено поле-ловушка',
      'signs of spam: including the trap field is filled in',
    ],
    ['size(need.message) >= 21', 'сообщение не короче 21 знака', 'message is at least 21 characters'],
    ['need.message.contains("срочно")', 'сообщение содержит «срочно»', 'message contains “срочно”'],
    ['need.role.lower() == "ceo"', 'роль (строчными) — «ceo»', 'role (in lower case) is “ceo”'],
    ['lead.kind == "call"', 'вид обращения — звонок', 'kind of lead is call'],
    ['lead.source != "main"', 'источник — не «main»', 'source is not “main”'],
    ['score.grade == "A"', 'категория — «A»', 'grade is “A”'],
    ['true', 'всегда', 'always'],
  ])('%s', (text, russian, english) => {
    expect(words(text, 'ru')).toBe(russian);
    expect(words(text, 'en')).toBe(english);
  });

  it('puts brackets around an or inside an and, and none where nobody needs them', () => {
    const text = 'call.missed && (lead.kind == "call" || !contact.hasName)';

    expect(words(text, 'ru')).toBe('звонок пропущен и (вид обращения — звонок или имя не указано)');
    expect(words('call.missed && contact.hasName', 'ru')).toBe('звонок пропущен и имя указано');
  });

  it('says no to a whole chain by saying no to its parts', () => {
    expect(words('!(call.missed && need.budgetRub < 5)', 'ru')).toBe(
      'на звонок ответили или бюджет не меньше 5 ₽',
    );
    expect(words('!(!contact.hasPhone || !contact.hasEmail)', 'en')).toBe(
      'a phone is given and an e-mail is given',
    );
  });

  it('ends a list before the next condition, and reads out eight words of a long one', () => {
    const many = Array.from({ length: 10 }, (_, index) => `"слово${index}"`).join(', ');

    expect(words(`mentions(need.message, [${many}]) || call.missed`, 'ru')).toBe(
      'сообщение упоминает: слово0, слово1, слово2, слово3, слово4, слово5, слово6, слово7 … и ещё 2; или звонок пропущен',
    );
  });

  it('has words for every fact there is, in both languages', () => {
    const bare = Object.keys(ALL_FACTS).map((path) => words(`has(${path})`, 'ru'));

    expect(bare.filter((text) => /[a-z]+\.[a-z]/i.test(text))).toEqual([]);
  });

  it('has words for every condition of the demonstration', async () => {
    const { policy } = await demoSettings();
    const conditions = [...policy.rejections, ...policy.score.flatMap(({ steps }) => steps)];
    const said = conditions.map(({ when }) => conditionWords(when, 'ru'));

    expect(said.filter((text) => /need\.|counterparty\.|lead\.|==|&&|\bundefined\b/.test(text))).toEqual([]);
  });
});
