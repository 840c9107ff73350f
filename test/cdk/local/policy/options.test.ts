import { describe, expect, it } from 'vitest';
import { parsePolicyCommand } from '#cdk/local/policy/options.ts';

const USUAL = { language: 'en', url: 'http://127.0.0.1:8787', token: 'local-ops' };

describe('the command line of the policy', () => {
  it.each([
    ['list', { name: 'list' }],
    ['show', { name: 'show', version: undefined }],
    ['show 3', { name: 'show', version: 3 }],
    ['compare', { name: 'compare', from: undefined, to: undefined }],
    ['compare 3 4', { name: 'compare', from: 3, to: 4 }],
    ['publish p.yaml --note why', { name: 'publish', file: 'p.yaml', note: 'why', base: undefined }],
    ['publish p.yaml --base 3', { name: 'publish', file: 'p.yaml', note: undefined, base: 3 }],
    ['rollback 3', { name: 'rollback', version: 3, note: undefined }],
    ['replay p.yaml', { name: 'replay', file: 'p.yaml', span: { last: 1000 } }],
    ['replay p.yaml --last 50', { name: 'replay', file: 'p.yaml', span: { last: 50 } }],
    [
      'replay p.yaml --from 2026-11-01 --to 2026-11-02',
      { name: 'replay', file: 'p.yaml', span: { from: '2026-11-01', to: '2026-11-02' } },
    ],
    ['shadow', { name: 'shadow-show' }],
    ['shadow stop', { name: 'shadow-stop' }],
    ['shadow start p.yaml --hours 24', { name: 'shadow-start', file: 'p.yaml', hours: 24 }],
  ])('reads %s', (line, expected) => {
    expect(parsePolicyCommand(line.split(' '), {})).toEqual({ ...expected, ...USUAL });
  });

  it('needs no installation in order to check a file, and speaks the language of the terminal', () => {
    expect(parsePolicyCommand(['check', 'p.yaml'], { LANG: 'ru_RU.UTF-8' })).toEqual({
      ...{ name: 'check', file: 'p.yaml', language: 'ru' },
    });
  });

  it('takes address and token from options and environment', () => {
    const line = ['list', '--url', 'https://leads.example/'];

    expect(parsePolicyCommand(line, { LEADS_OPS_TOKEN: 'secret' })).toMatchObject({
      ...{ url: 'https://leads.example', token: 'secret' },
    });
  });

  it.each([
    ['publish', 'Which file?'],
    ['rollback', 'number of a version'],
    ['show three', 'whole number'],
    ['replay p.yaml --last 10 --from 2026-11-01', 'either --last'],
    ['shadow start p.yaml', '--hours'],
    ['shadow pause', 'no command shadow pause'],
    ['weather', 'no command weather'],
    ['list --colour', 'colour'],
  ])('says what is wrong with %s', (line, sentence) => {
    expect(() => parsePolicyCommand(line.split(' '), {})).toThrow(sentence);
  });
});
