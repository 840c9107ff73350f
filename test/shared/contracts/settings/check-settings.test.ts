import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSettings } from '#shared/contracts/settings/check-settings.ts';

const DESTINATIONS = `
publicUrl: \${PUBLIC_URL}
destinations:
  - id: crm
    type: bitrix24
    baseUrl: \${CRM}/rest
    secret: bitrix24-webhook
`;

describe('checking a settings document', () => {
  it('fills in what the installation knows', () => {
    const checked = checkSettings('destinations', DESTINATIONS, {
      PUBLIC_URL: 'https://leads.example.com/',
      CRM: 'http://127.0.0.1:4000',
    });

    expect(checked).toEqual({
      outcome: 'ok',
      content: {
        publicUrl: 'https://leads.example.com',
        destinations: [
          { id: 'crm', type: 'bitrix24', baseUrl: 'http://127.0.0.1:4000/rest/', secret: 'bitrix24-webhook' },
        ],
      },
    });
  });

  it('refuses a variable nobody knows, on its line, and names the one that was meant', () => {
    const checked = checkSettings('destinations', DESTINATIONS, {
      PUBLIC_URLS: 'https://x.example',
      CRM: 'https://y.example',
    });

    expect(checked).toMatchObject({
      faults: [{ line: 2, column: 12, path: 'publicUrl', code: 'unknown-variable' }],
    });
    expect(JSON.stringify(checked)).toContain('did you mean ${PUBLIC_URLS}');
  });

  it('reaches no variable but the given ones, and lets none change the structure', () => {
    expect(checkSettings('destinations', DESTINATIONS, {}).outcome).toBe('faulty');
    const inherited = checkSettings('destinations', 'publicUrl: ${constructor}\ndestinations: []', {});
    expect(inherited).toMatchObject({ faults: [{ code: 'unknown-variable' }] });

    const hostile = { PUBLIC_URL: 'https://x.example\ndestinations: []', CRM: 'https://y.example' };
    expect(checkSettings('destinations', DESTINATIONS, hostile)).toMatchObject({ faults: [{ line: 2 }] });
  });

  it('passes on what is wrong with the YAML itself', () => {
    expect(checkSettings('team', 'reps: [', {})).toMatchObject({
      outcome: 'faulty',
      faults: [{ code: 'yaml' }],
    });
  });

  it.each(['sources', 'policy', 'team', 'destinations'] as const)(
    'never takes a text for %s, nor throws',
    (document) => {
      for (const text of ['', 'null', 'hello', '5', '[]', '{}', '- a', '"__proto__": {}', 'constructor: 1'])
        expect(checkSettings(document, text, {})).toMatchObject({ outcome: 'faulty' });
      fc.assert(
        fc.property(fc.string(), (text) => {
          expect(checkSettings(document, text, {}).outcome).toBe('faulty');
        }),
      );
    },
  );

  it('speaks both languages in every fault', () => {
    const checked = checkSettings('destinations', 'publicUrl: 5\nwhat: 1\ndestinations: [{type: fax}]', {});

    if (checked.outcome === 'ok') throw new Error('this must not pass');
    expect(checked.faults.map(({ line, path, code }) => [line, path, code])).toEqual([
      [1, 'publicUrl', 'wrong-type'],
      [2, 'what', 'unknown-field'],
      [3, 'destinations[0].type', 'not-in-list'],
    ]);
    for (const { message } of checked.faults) {
      expect(message.ru).toMatch(/[а-яё]/i);
      expect(message.en).toMatch(/^[^а-яё]+$/i);
    }
  });
});
