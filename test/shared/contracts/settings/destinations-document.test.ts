import { describe, expect, it } from 'vitest';
import { changed, faultsIn } from '#test/support/settings-faults.ts';

const GOOD = `publicUrl: https://leads.example.com
destinations:
  - id: crm
    type: bitrix24
    baseUrl: https://company.bitrix24.ru/rest/
    secret: bitrix24-webhook
  - id: messenger
    type: telegram
    baseUrl: http://localhost:4000/telegram
    secret: telegram-bot
  - id: webhook
    type: webhook
    url: https://hooks.example.com/in?source=leads
    secret: webhook-signing
`;

describe('the destinations document', () => {
  it('is good', () => {
    expect(faultsIn('destinations', GOOD)).toEqual([]);
  });

  it('may say what the stages of a CRM mean, and by which secret it tells of them', () => {
    const told = '    eventsSecret: crm-events\n    stages: { CONVERTED: won, "C1:WON": won, JUNK: lost }\n';
    const good = GOOD.replace('    secret: bitrix24-webhook\n', `    secret: bitrix24-webhook\n${told}`);

    expect(good).toContain('C1:WON');
    expect(faultsIn('destinations', good)).toEqual([]);
  });

  it.each([
    ['stages nobody may tell of', 'stages: { JUNK: lost }', 'stages-and-secret'],
    ['a secret for nothing', 'eventsSecret: crm-events', 'stages-and-secret'],
    ['a stage with another meaning', 'eventsSecret: crm-events\n    stages: { JUNK: sold }', undefined],
    ['a stage by its caption', 'eventsSecret: crm-events\n    stages: { "В работе": won }', 'stage-code'],
  ])('is refused with %s', (_name, lines, code) => {
    const faulty = GOOD.replace(
      '    secret: bitrix24-webhook\n',
      `    secret: bitrix24-webhook\n    ${lines}\n`,
    );
    const faults = faultsIn('destinations', faulty);

    expect(faults).toHaveLength(1);
    if (code !== undefined) expect(JSON.stringify(faults)).toContain(code);
  });

  it.each([
    ['http to somewhere else', 'https://company', 'http://company', 5, 'baseUrl', 'not-https'],
    [
      'http to a name that begins like this machine',
      'http://localhost:4000',
      'http://localhost.evil.example',
      9,
      'baseUrl',
      'not-https',
    ],
    [
      'a password in the address',
      'https://hooks',
      'https://user:secret@hooks',
      13,
      'url',
      'credentials-in-address',
    ],
    ['another protocol', 'https://hooks', 'ftp://hooks', 13, 'url', 'not-an-address'],
    ['no address at all', 'https://hooks.example.com/in?source=leads', 'hooks', 13, 'url', 'not-an-address'],
    [
      'a script for an address',
      'https://hooks.example.com/in?source=leads',
      '"javascript:alert(1)"',
      13,
      'url',
      'not-an-address',
    ],
    ['a token behind a base address', 'rest/', 'rest/?token=5', 5, 'baseUrl', 'parameters-in-address'],
    [
      'a secret instead of its name',
      'webhook-signing',
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      14,
      'secret',
      'secret-name',
    ],
    ['the field of another type', 'url:', 'baseUrl:', 13, 'baseUrl', 'unknown-field'],
    ['the same id twice', 'id: webhook', 'id: crm', 11, 'id', 'repeated'],
    ['an id that cannot be in a URL', 'id: crm', 'id: Bitrix 24', 3, 'id', 'id'],
  ])('refuses %s', (_what, from, to, line, field, code) => {
    const faults = faultsIn('destinations', changed(GOOD, from, to));

    expect(faults).toContainEqual([line, expect.stringContaining(`].${field}`), code]);
  });

  it('refuses a path in the public address, a missing one, and no destination at all', () => {
    expect(faultsIn('destinations', changed(GOOD, 'example.com\n', 'example.com/app\n'))).toEqual([
      [1, 'publicUrl', 'not-an-origin'],
    ]);
    expect(faultsIn('destinations', changed(GOOD, 'publicUrl: https://leads.example.com\n', ''))).toEqual([
      [1, 'publicUrl', 'missing'],
    ]);
    expect(faultsIn('destinations', 'publicUrl: https://x.example\ndestinations: []')).toEqual([
      [2, 'destinations', 'wrong-size'],
    ]);
  });
});
