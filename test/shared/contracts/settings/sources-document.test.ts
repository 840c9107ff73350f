import { describe, expect, it } from 'vitest';
import { checkSettings } from '#shared/contracts/settings/check-settings.ts';
import { changed, faultsIn, wordsAbout } from '#test/support/settings-faults.ts';

const GOOD = `sources:
  - id: main-site
    provider: html
    mandatory: [name, phone, consent]
    origins: [https://example.ru]
    aliases:
      Ваш ИНН: inn
      campaign: utm_campaign
    consent:
      textVersion: 2026-11
      text: {ru: Согласен, en: I agree}
  - id: mango
    provider: mango
    kind: call
    secrets: [mango-salt]
    options:
      apiKey: 12345
`;

describe('the sources document', () => {
  it('fills in what is left out', () => {
    const checked = checkSettings('sources', GOOD, {});

    expect(checked).toMatchObject({
      outcome: 'ok',
      content: {
        sources: [
          {
            id: 'main-site',
            kind: 'form',
            secrets: [],
            options: {},
            aliases: { 'Ваш ИНН': 'inn' },
            region: 'RU',
            language: 'ru',
          },
          { id: 'mango', kind: 'call', mandatory: [], origins: [], options: { apiKey: '12345' } },
        ],
      },
    });
  });

  it.each([
    [
      'consent demanded without its text',
      '    consent:\n      textVersion: 2026-11\n      text: {ru: Согласен, en: I agree}\n',
      '',
      4,
      'sources[0].mandatory[2]',
      'consent-text-missing',
    ],
    [
      'an alias for no field of ours',
      'Ваш ИНН: inn',
      'Ваш ИНН: taxId',
      7,
      'sources[0].aliases.Ваш ИНН',
      'not-in-list',
    ],
    [
      'a page where a site is meant',
      'https://example.ru',
      'https://example.ru/contacts',
      5,
      'sources[0].origins[0]',
      'not-an-origin',
    ],
    ['a site over http', 'https://example.ru', 'http://example.ru', 5, 'sources[0].origins[0]', 'not-https'],
    ['two sources of one id', 'id: mango', 'id: main-site', 12, 'sources[1].id', 'repeated'],
    ['a kind nobody knows', 'kind: call', 'kind: phone', 14, 'sources[1].kind', 'not-in-list'],
    [
      'a consent in one language',
      'text: {ru: Согласен, en: I agree}',
      'text: {ru: Согласен}',
      11,
      'sources[0].consent.text.en',
      'missing',
    ],
    ['a region that is no country', 'kind: call', 'region: Russia', 14, 'sources[1].region', 'region'],
  ])('refuses %s', (_what, from, to, line, path, code) => {
    expect(faultsIn('sources', changed(GOOD, from, to))).toContainEqual([line, path, code]);
  });

  it('asks whether a misspelled field was meant', () => {
    const text = changed(GOOD, 'mandatory:', 'mandatry:');

    expect(faultsIn('sources', text)).toEqual([[4, 'sources[0].mandatry', 'unknown-field']]);
    expect(wordsAbout('sources', text)).toContain('did you mean “mandatory”?');
  });
});
