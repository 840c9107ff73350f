import { describe, expect, it } from 'vitest';
import { toFormSchema } from '#functions/web-form/form-schema.ts';
import { aSource } from '#test/support/a-source.ts';
import { changed, formWorldWith } from './form-world.ts';

const SECRETS = { 'identity-key': 'a key of this installation' };

describe('the schema of a form', () => {
  it('asks what the settings say in their order, and behind it what is mandatory and was forgotten', () => {
    const source = aSource({ asks: ['message', 'name', 'consent'], mandatory: ['name', 'inn', 'consent'] });

    const { fields } = toFormSchema(source, undefined);

    expect(fields.map(({ name, mandatory }) => [name, mandatory])).toEqual([
      ['message', false],
      ['name', true],
      ['inn', true],
    ]);
  });

  it('says how each field is asked for', () => {
    const source = aSource({ asks: ['phone', 'timeline', 'message'] });

    expect(toFormSchema(source, undefined).fields).toMatchObject([
      { name: 'phone', type: 'tel', autocomplete: 'tel', label: { ru: 'Телефон', en: 'Phone' } },
      {
        name: 'timeline',
        type: 'select',
        options: expect.arrayContaining([
          { value: 'month', label: { ru: 'В этом месяце', en: 'This month' } },
        ]),
      },
      { name: 'message', type: 'textarea' },
    ]);
  });

  it('has the text of the consent apart, and says whether there is no way around it', () => {
    const consent = { textVersion: '2026-11', text: { ru: 'Согласен', en: 'I agree' } };

    expect(toFormSchema(aSource({ consent, mandatory: ['consent'] }), undefined).consent).toEqual({
      ...consent,
      mandatory: true,
    });
    expect(toFormSchema(aSource(), undefined)).not.toHaveProperty('consent');
  });

  it('brings the words of the language it is shown in, and the region phones belong to', () => {
    const source = aSource({ region: 'KZ' });

    expect(toFormSchema(source, undefined)).toMatchObject({
      language: 'ru',
      region: 'KZ',
      texts: { send: 'Отправить заявку' },
    });
    expect(toFormSchema(source, undefined, 'en')).toMatchObject({ language: 'en', texts: { send: 'Send' } });
  });

  it('brings what can be said of its fields in that language, and of no others', () => {
    const source = aSource({ asks: ['name', 'inn'], mandatory: ['name'] });

    const { faults } = toFormSchema(source, undefined, 'en').texts;

    expect(faults).toMatchObject({
      'name:required': 'Please tell us your name.',
      'inn-length': expect.stringContaining('An INN has 10 digits'),
      'kpp-length': 'A KPP has 9 characters. Please check that all are there.',
      suggestion: ' Did you mean {suggestion}?',
    });
    expect(Object.keys(faults).filter((code) => /^(?:email|phone|contact|ogrn)/.test(code))).toEqual([]);
  });

  it('names the captcha without its secret', () => {
    const captcha = {
      service: 'yandex-smartcaptcha',
      siteKey: 'site-key',
      secret: 'captcha-secret',
      baseUrl: 'https://smartcaptcha.cloud.yandex.ru/',
      when: 'suspicious',
    } as const;

    expect(toFormSchema(aSource({ captcha }), undefined).captcha).toEqual({
      service: 'yandex-smartcaptcha',
      siteKey: 'site-key',
      when: 'suspicious',
      script: 'https://smartcaptcha.cloud.yandex.ru/captcha.js',
    });
  });

  it('is answered to listed sites with the moment it was shown, and kept by nobody', async () => {
    const world = formWorldWith({ origins: ['https://stanki.example'] }, { secrets: SECRETS });

    const { status, headers, json } = await world.send(changed({ method: 'GET', path: '/schema' }));

    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://stanki.example',
      'cache-control': 'no-store',
    });
    expect(json).toMatchObject({ source: 'html', shown: expect.stringMatching(/^[\w.-]{10,40}$/) });
  });

  it('says no moment where there is no secret to sign it', async () => {
    const { json } = await formWorldWith({}).send(changed({ method: 'GET', path: '/schema' }));

    expect(json).not.toHaveProperty('shown');
  });
});
