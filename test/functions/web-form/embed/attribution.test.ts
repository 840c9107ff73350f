import { describe, expect, it } from 'vitest';
import { captureAttribution } from '#functions/web-form/embed/attribution.ts';
import type { TextStore } from '#functions/web-form/embed/text-store.ts';

const SITE = 'https://stanki.example';

function session(): TextStore {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => void kept.set(name, text),
    removeItem: (name) => void kept.delete(name),
  };
}

describe('where a visit came from', () => {
  it('is what the first page was opened with, also on the pages after it', () => {
    const visit = session();
    const first = { href: `${SITE}/?utm_source=yandex&yclid=42&ref=x`, referrer: 'https://ya.ru/' };

    captureAttribution(first, visit);
    const later = captureAttribution({ href: `${SITE}/contacts`, referrer: `${SITE}/` }, visit);

    expect(later).toEqual({ utm_source: 'yandex', yclid: '42', referrer: 'https://ya.ru/' });
  });

  it('is another click on an advertisement, when there was one in the same visit', () => {
    const visit = session();
    captureAttribution({ href: `${SITE}/?utm_source=yandex`, referrer: '' }, visit);

    const again = captureAttribution({ href: `${SITE}/?gclid=7`, referrer: 'https://google.com/' }, visit);

    expect(again).toEqual({ gclid: '7', referrer: 'https://google.com/' });
  });

  it('is nothing for who typed the address, and the site itself is no referrer', () => {
    expect(captureAttribution({ href: `${SITE}/`, referrer: '' }, session())).toEqual({});
    expect(captureAttribution({ href: `${SITE}/a`, referrer: `${SITE}/` }, session())).toEqual({});
  });

  it('believes no address about the page or the referrer, and no empty mark', () => {
    const href = `${SITE}/?page=evil&referrer=evil&utm_term=&utm_medium=cpc`;

    expect(captureAttribution({ href, referrer: '' }, session())).toEqual({ utm_medium: 'cpc' });
  });
});
