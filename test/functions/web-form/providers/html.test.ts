import { describe, expect, it } from 'vitest';
import { html } from '#functions/web-form/providers/html.ts';
import type { Source } from '#shared/domain/source.ts';
import type { Submission } from '#shared/domain/submission.ts';
import type { ProviderRequest } from '#shared/intake/provider.ts';
import { aSource } from '#test/support/a-source.ts';
import { readEvent, readRequest } from '#test/support/events.ts';

const RUSSIAN_NAMES = {
  Имя: 'name',
  Телефон: 'phone',
  'E-mail': 'email',
  Компания: 'company',
  'Ваш ИНН': 'inn',
  Комментарий: 'message',
  Согласие: 'consent',
};

function posted(fields: unknown, headers: Record<string, string> = {}): ProviderRequest {
  return {
    method: 'POST',
    rest: '',
    url: 'https://leads.example.com/v1/forms/html',
    query: new URLSearchParams(),
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify(fields)),
    address: '203.0.113.7',
    now: new Date('2026-11-23T09:00:00Z'),
  };
}

function urlEncoded(text: string): ProviderRequest {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { ...posted({}), headers, body: Buffer.from(text) };
}

async function submissionOf(request: ProviderRequest, source: Source = aSource()): Promise<Submission> {
  const reading = await html.read(request, source);
  if (reading.outcome !== 'submission') throw new Error(`not a submission but ${JSON.stringify(reading)}`);
  return reading.submission;
}

describe('a submission of our own form', () => {
  it('is read from JSON with everything it says', async () => {
    const submission = await submissionOf(await readRequest('web-form/valid.json'));

    expect(submission).toMatchObject({
      kind: 'form',
      source: 'html',
      provider: 'html',
      language: 'ru',
      eventId: '6f1c1e0a-2b58-4a4e-9d7c-1f0e8a3b5c01',
      fields: { phone: '+7 (999) 000-00-01', inn: '7736207543', budget: '1 500 000', consent: 'yes' },
      attribution: {
        utm_source: 'yandex',
        utm_medium: 'cpc',
        utm_campaign: 'b2b_stanki',
        page: 'https://stanki.example/katalog/chpu',
        referrer: 'https://yandex.ru/',
      },
      extra: {},
      suspicions: [],
    });
  });

  it('is read from a browser without scripts', async () => {
    const text =
      'name=%D0%90%D0%BB%D0%B5%D0%BA%D1%81%D0%B5%D0%B9&phone=%28999%29+765+43+21&comment=%D0%9F%D0%B5%D1%80%D0%B5%D0%B7%D0%B2%D0%BE%D0%BD%D0%B8%D1%82%D0%B5+%D0%BF%D0%BE%D1%81%D0%BB%D0%B5+15%3A00&website=&utm_source=yandex&utm_medium=organic&_id=c0ffee00-0000-4000-8000-000000000001';
    const { headers, ...request } = urlEncoded(text);
    const referer = 'https://stanki.example/kontakty?utm_source=yandex';
    const submission = await submissionOf({ ...request, headers: { ...headers, referer } });

    expect(submission.eventId).toBe('c0ffee00-0000-4000-8000-000000000001');
    expect(submission.fields).toEqual({
      name: 'Алексей',
      phone: '(999) 765 43 21',
      message: 'Перезвоните после 15:00',
    });
    expect(submission.attribution).toEqual({
      utm_source: 'yandex',
      utm_medium: 'organic',
      page: 'https://stanki.example/kontakty?utm_source=yandex',
    });
    expect(submission.suspicions).toEqual([]);
  });

  it('keeps a wrong INN as typed: saying so is not the reader’s part', async () => {
    const submission = await submissionOf(
      urlEncoded('name=%D0%9F%D0%B0%D0%B2%D0%B5%D0%BB&phone=79991234567&inn=7700000120'),
    );

    expect(submission.fields).toEqual({ name: 'Павел', phone: '79991234567', inn: '7700000120' });
  });

  it('is read by the names a site uses, however they are written', async () => {
    const source = aSource({ aliases: RUSSIAN_NAMES });
    const recorded = await submissionOf(await readRequest('web-form/urlencoded-russian-names.json'), source);
    const shouted = await submissionOf(posted({ ' ВАШ  ИНН ': '1', имЯ: 'Пётр' }), source);
    const yo = await submissionOf(
      posted({ 'Все о нем': 'x' }),
      aSource({ aliases: { 'Всё о нём': 'message' } }),
    );

    expect(recorded.fields).toEqual({
      name: 'Пётр Ёжиков',
      phone: '8 (999) 000-00-02',
      email: 'p.ezhikov@stanki.example',
      company: 'ООО «Станки & Ко»',
      inn: '77 3620 7543',
      message: 'Нужно 2+1 станка, 100% предоплата',
      consent: 'да',
    });
    expect(shouted.fields).toEqual({ inn: '1', name: 'Пётр' });
    expect(yo.fields).toEqual({ message: 'x' });
  });

  it('is read from multipart, an untouched file input included', async () => {
    const submission = await submissionOf(await readRequest('web-form/multipart.json'));

    expect(submission.fields).toMatchObject({ name: 'Алексей Станков', phone: '+7 999 000-00-03' });
    expect(submission.extra).toEqual({});
  });

  it('is read from an old site in windows-1251', async () => {
    const submission = await submissionOf(await readRequest('web-form/windows-1251.json'));

    expect(submission.fields).toMatchObject({ name: 'Фёдор Щукин', company: 'ООО «Яндекс»' });
  });

  it('is read from bracket names and from nested JSON alike', async () => {
    const expected = { phone: '+79990000001', company: 'ООО «Ромашка»', product: 'насос, станок' };

    const php = urlEncoded(
      `lead[phone]=%2B79990000001&company[name]=${encodeURIComponent('ООО «Ромашка»')}` +
        `&product[]=${encodeURIComponent('насос')}&product[]=${encodeURIComponent('станок')}`,
    );
    const nested = {
      lead: { phone: '+79990000001' },
      company: { name: 'ООО «Ромашка»' },
      product: ['насос', 'станок'],
    };

    expect((await submissionOf(php)).fields).toEqual(expected);
    expect((await submissionOf(posted(nested))).fields).toEqual(expected);
  });

  it('joins what was said twice, says nothing twice, and takes the last word on consent', async () => {
    const { fields } = await submissionOf(
      urlEncoded('message=a&message=a&message=b&message=&consent=0&consent=1'),
    );

    expect(fields).toEqual({ message: 'a, b', consent: '1' });
  });

  it('keeps what we have no name for, within bounds', async () => {
    const unknown = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`field-${index}`, 'x'.repeat(600)]),
    );
    const { extra } = await submissionOf(posted(unknown));

    expect(Object.keys(extra)).toHaveLength(20);
    expect(extra['field-0']).toHaveLength(500);
  });

  it('does not let a field of a special name become special', async () => {
    const { fields, extra } = await submissionOf(
      urlEncoded('__proto__=x&constructor=y&lead[__proto__]=z&name=Анна'),
    );

    expect(fields).toEqual({ name: 'Анна' });
    expect(Object.keys(extra)).toEqual(['lead[__proto__]']);
    expect(Object.getPrototypeOf(extra)).toBe(Object.prototype);
  });

  it('keeps an id too long for a number as it was typed', async () => {
    const request = {
      ...posted({}),
      body: Buffer.from('{"phone":12345678901234567890,"budget":1500000,"consent":true}'),
    };

    expect((await submissionOf(request)).fields).toEqual({
      phone: '12345678901234567890',
      budget: '1500000',
      consent: 'true',
    });
  });

  it('is told to the visitor when something is wrong with it', () => {
    expect(html.correctable).toBe(true);
  });

  it('speaks the language the browser asks for, else the source’s', async () => {
    const source = aSource({ language: 'en' });

    expect((await submissionOf(posted({}, { 'accept-language': 'en-GB,en;q=0.8' }))).language).toBe('en');
    expect((await submissionOf(posted({}), source)).language).toBe('en');
  });
});

describe('where a visitor came from', () => {
  it('is told by the page the browser names, when the form does not', async () => {
    const referer = 'https://stanki.example/p?utm_source=ya&utm_term=a&yclid=7&other=1';
    const { attribution } = await submissionOf(posted({ utm_source: 'vk' }, { referer }));

    expect(attribution).toEqual({ utm_source: 'vk', utm_term: 'a', yclid: '7', page: referer });
  });

  it('cannot be a script', async () => {
    const { attribution } = await submissionOf(posted({}, { referer: 'javascript:alert(1)' }));

    expect(attribution).toEqual({});
  });
});

describe('a robot on our own form', () => {
  it('is noticed when it fills in the field nobody sees', async () => {
    const submission = await submissionOf(
      urlEncoded(
        'name=SEO+Offer&phone=%2B12015550100&website=http%3A%2F%2Fspam.example&comment=%3Ca+href%3Dx%3E',
      ),
    );
    const recorded = await submissionOf(await readRequest('web-form/honeypot.json'));

    expect(submission.suspicions).toEqual(['honeypot']);
    expect(submission.fields).toMatchObject({ name: 'SEO Offer', phone: '+12015550100' });
    expect(recorded.suspicions).toEqual(['honeypot']);
  });

  it('is noticed by three links, but a person by two is not', async () => {
    const two = 'https://a.example http://b.example';

    expect((await submissionOf(posted({ message: two }))).suspicions).toEqual([]);
    expect((await submissionOf(posted({ message: `${two} www.c.example` }))).suspicions).toEqual([
      'many-links',
    ]);
  });

  it('is not seen in a source that asks for the website', async () => {
    const source = aSource({ aliases: { website: 'company' } });
    const submission = await submissionOf(posted({ website: 'stanki.example' }), source);

    expect(submission.suspicions).toEqual([]);
    expect(submission.fields).toEqual({ company: 'stanki.example' });
  });
});

describe("the sender's own id of a submission", () => {
  it.each([
    ['abc', 'abc'],
    ['"abc"', 'abc'],
    ['x'.repeat(255), 'x'.repeat(255)],
  ])('is taken from the Idempotency-Key %s', async (header, eventId) => {
    expect((await submissionOf(posted({ _id: 'other' }, { 'idempotency-key': header }))).eventId).toBe(
      eventId,
    );
  });

  it('is taken from the form when there is no header, and is absent without either', async () => {
    expect((await submissionOf(posted({ _id: 'abc' }))).eventId).toBe('abc');
    expect(await submissionOf(posted({}))).not.toHaveProperty('eventId');
  });

  it.each(['', '""', 'a b', 'ключ', 'x'.repeat(256)])('is refused as %s', async (key) => {
    expect(await html.read(posted({}, { 'idempotency-key': key }), aSource())).toEqual({
      outcome: 'unreadable',
      status: 422,
      code: 'idempotency-key-malformed',
    });
  });
});

describe('what is no submission of our own form', () => {
  it.each([
    ['broken-json', 400, 'malformed-json'],
    ['too-many-fields', 422, 'too-many-fields'],
  ])('%s', async (situation, status, code) => {
    const request = await readRequest(`web-form/${situation}.json`);

    expect(await html.read(request, aSource())).toEqual({ outcome: 'unreadable', status, code });
  });

  it.each(['[]', '"text"', '1', 'null'])('the JSON %s, which has no fields', async (text) => {
    const request = { ...posted({}), body: Buffer.from(text) };

    expect(await html.read(request, aSource())).toMatchObject({ status: 422, code: 'not-an-object' });
  });

  it('text/plain, which any page may send for a visitor', async () => {
    const request = posted({}, { 'content-type': 'text/plain' });

    expect(await html.read(request, aSource())).toMatchObject({ outcome: 'unreadable', status: 415 });
  });
});

describe('proof of origin of our own form', () => {
  const source = aSource({ secrets: ['form-secret'] });

  it('is not asked of a public form', () => {
    expect(html.isGenuine(posted({}), aSource(), [])).toBe(true);
  });

  it('is one of the secrets, where a source has any', () => {
    expect(html.isGenuine(posted({}, { 'x-form-secret': 'one' }), source, ['one', 'two'])).toBe(true);
    expect(html.isGenuine(posted({}, { 'x-form-secret': 'two' }), source, ['one', 'two'])).toBe(true);
    expect(html.isGenuine(posted({}, { 'x-form-secret': 'three' }), source, ['one', 'two'])).toBe(false);
  });

  it('is never given when the secret is missing on either side', () => {
    expect(html.isGenuine(posted({}), source, ['one'])).toBe(false);
    expect(html.isGenuine(posted({}, { 'x-form-secret': '' }), source, [''])).toBe(false);
    expect(html.isGenuine(posted({}, { 'x-form-secret': 'one' }), source, [])).toBe(false);
  });
});

describe('recorded events of our own form', () => {
  it.each([
    ['private-person', { inn: '779900000028', company: 'физлицо' }],
    ['unserved-region', { inn: '7799777779', kpp: '380843001' }],
    ['liquidated-company', { inn: '5099543210' }],
    ['wrong-inn', { inn: '7736207544' }],
    ['no-consent', { inn: '7736207543' }],
  ])('%s', async (situation, fields) => {
    const submission = await submissionOf(await readRequest(`web-form/${situation}.json`));

    expect(submission.fields).toMatchObject(fields);
    expect('consent' in submission.fields).toBe(situation !== 'no-consent');
  });

  it('are all posted to the html source', async () => {
    expect((await readEvent('web-form/valid.json')).pathParameters).toEqual({ source: 'html' });
  });
});
