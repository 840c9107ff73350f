import { describe, expect, it } from 'vitest';
import { parseTag, readTag } from '#functions/web-form/embed/tag.ts';

const SRC = 'https://leads.example.com/embed.js';

describe('the script tag', () => {
  it('says which source, where, and in which language', () => {
    const dataset = { source: 'main-site', lang: 'en', target: '#form', theme: 'dark' };

    expect(readTag({ src: SRC, dataset, nonce: 'abc' })).toEqual({
      source: 'main-site',
      base: 'https://leads.example.com/',
      language: 'en',
      target: '#form',
      theme: 'dark',
      nonce: 'abc',
    });
  });

  it('may say it in the address, where a tag manager takes attributes away', () => {
    const tag = { src: `${SRC}?source=landing&lang=ru`, dataset: {}, nonce: '' };

    expect(readTag(tag)).toEqual({
      source: 'landing',
      base: 'https://leads.example.com/',
      language: 'ru',
    });
  });

  it('may stand behind a path, where the routes of the form are too', () => {
    const tag = { src: 'https://example.com/leads/embed.js', dataset: { source: 'main-site' }, nonce: '' };

    expect(readTag(tag)?.base).toBe('https://example.com/leads/');
  });

  it('is nothing without a source', () => {
    expect(readTag({ src: SRC, dataset: {}, nonce: '' })).toBeUndefined();
    expect(readTag({ src: SRC, dataset: { source: '' }, nonce: '' })).toBeUndefined();
  });

  it.each([
    ['ru', 'ru'],
    ['en-GB', 'en'],
    ['RU-ru', 'ru'],
    ['de', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('has the language %j as %j', (tag, language) => {
    expect(parseTag(tag)).toBe(language);
  });
});
