import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findReturnPage, originsOf, parseReturnPage } from '#functions/web-form/return-page.ts';
import { aSource } from '#test/support/a-source.ts';

const SOURCE = aSource({
  origins: ['https://stanki.example', 'http://localhost:3000'],
  returnTo: ['https://www.stanki.example/thanks', 'https://shop.example/ok'],
});

describe('the page a form leads back to', () => {
  it.each([
    'https://stanki.example/',
    'https://stanki.example/thanks?from=form#top',
    'https://www.stanki.example/another',
    'http://localhost:3000/ok',
  ])('may be %s, of a site of the source', (page) => {
    expect(parseReturnPage(page, SOURCE)).toBe(page);
  });

  it('is written the way it was read', () => {
    expect(parseReturnPage('https://STANKI.example:443/a/../b', SOURCE)).toBe('https://stanki.example/b');
  });

  it.each([
    ['another site', 'https://evil.example/'],
    ['one without a scheme', '//evil.example'],
    ['one without a scheme, of a listed site', '//stanki.example/'],
    ['a path', '/thanks'],
    ['nothing', ''],
    ['a script', 'javascript:alert(1)'],
    ['a script with a host in it', 'javascript://stanki.example/%0aalert(1)'],
    ['a document in itself', 'data:text/html,<script>alert(1)</script>'],
    ['a blob of a listed site', 'blob:https://stanki.example/1'],
    ['a listed site as a user', 'https://stanki.example@evil.example/'],
    ['a user at a listed site', 'https://user@stanki.example/'],
    ['a user and a password at a listed site', 'https://user:word@stanki.example/'],
    ['backslashes', 'https:\\\\evil.example\\'],
    ['a backslash behind a listed site', 'https://stanki.example\\@evil.example/'],
    ['a backslash at a listed site', 'https:\\\\stanki.example/'],
    ['slashes too many', 'https:////evil.example/'],
    ['another port', 'https://stanki.example:8443/'],
    ['another scheme', 'http://stanki.example/'],
    ['a listed site as a beginning', 'https://stanki.example.evil.example/'],
    ['a listed site as an ending', 'https://evilstanki.example/'],
    ['another name of the site', 'https://sub.stanki.example/'],
    ['an encoded host', 'https://%65vil.example/'],
    ['an encoded slash behind a listed site', 'https://stanki.example%2f@evil.example/'],
    ['an encoded address', 'https%3A%2F%2Fstanki.example%2F'],
    ['a line break', 'https://stanki.example/\r\nset-cookie: a=b'],
    ['a tab in the scheme', 'java\tscript:alert(1)'],
    ['a tab in the host', 'https://stanki\t.example/'],
    ['a space before', ' https://stanki.example/'],
    ['a page without end', `https://stanki.example/${'a'.repeat(2_000)}`],
  ])('is never %s', (_, page) => {
    expect(parseReturnPage(page, SOURCE)).toBeUndefined();
    expect(findReturnPage(page, SOURCE)).toBe('https://www.stanki.example/thanks');
  });

  it('is never of another site, whatever is asked for', () => {
    const hostile = fc.array(
      fc.constantFrom(
        ...[
          'https:',
          '/',
          '\\',
          '@',
          ':',
          '.',
          '?',
          '#',
          '%2f',
          'stanki.example',
          'evil',
          'example',
          '//',
          '\t',
        ],
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(hostile, (parts) => {
        const page = parseReturnPage(parts.join(''), SOURCE);
        if (page === undefined) return;
        expect(originsOf(SOURCE)).toContain(new URL(page).origin);
        expect(new URL(page).href).toBe(page);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the first of the settings where the form names none, and none where they have none', () => {
    expect(findReturnPage(undefined, SOURCE)).toBe('https://www.stanki.example/thanks');
    expect(findReturnPage(undefined, aSource())).toBeUndefined();
    expect(findReturnPage('https://evil.example/', aSource())).toBeUndefined();
  });
});
