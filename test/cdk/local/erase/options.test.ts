import { describe, expect, it } from 'vitest';
import { parseEraseCommand } from '#cdk/local/erase/options.ts';

const HERE = { url: 'http://127.0.0.1:8787', token: 'local-ops', language: 'en' };

describe('the erase command', () => {
  it.each([
    [['--phone', '+7 999 000-00-01'], { phone: '+7 999 000-00-01' }],
    [['--email', 'anna@example.ru'], { email: 'anna@example.ru' }],
    [['--lead', 'lead-1', '--reason', 'Request 15'], { leadId: 'lead-1', reason: 'Request 15' }],
  ])('%j names a person', (args, body) => {
    expect(parseEraseCommand(args, {})).toEqual({ name: 'erase', body, ...HERE });
  });

  it('goes on with an erasure, wherever it was ordered', () => {
    expect(parseEraseCommand(['--id', 'erasure-1', '--port', '9000'], {})).toMatchObject({
      name: 'go-on',
      id: 'erasure-1',
      url: 'http://127.0.0.1:9000',
    });
    const there = ['--id', 'erasure-1', '--url', 'https://leads.example.com/', '--token', 'secret'];
    expect(parseEraseCommand(there, { LANG: 'ru_RU.UTF-8' })).toMatchObject({
      url: 'https://leads.example.com',
      token: 'secret',
      language: 'ru',
    });
  });

  it('explains itself to whoever names nobody', () => {
    expect(parseEraseCommand([], {})).toEqual({ name: 'help' });
    expect(parseEraseCommand(['--reason', 'Request 15'], {})).toEqual({ name: 'help' });
  });

  it.each([
    [['--id', 'erasure-1', '--phone', '+7 999 000-00-01']],
    [['--phone', '+79990000001', '--port', 'eighty']],
    [['--phone', '+79990000001', '--port', '80', '--url', 'https://leads.example.com']],
    [['--name', 'Anna']],
  ])('refuses %j', (args) => {
    expect(() => parseEraseCommand(args, {})).toThrow();
  });
});
