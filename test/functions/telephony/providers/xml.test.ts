import { describe, expect, it } from 'vitest';
import { findElement, parseXml } from '#functions/telephony/providers/xml.ts';

describe('an XML document', () => {
  it('has elements by their local names, with type and text', () => {
    const document = parseXml('<?xml version="1.0"?><x:a i:type="x:b"> 1<!-- no --><c>2&amp;</c>3 </x:a>');

    expect(document).toEqual({
      name: 'a',
      type: 'b',
      text: ' 13 ',
      children: [{ name: 'c', type: '', text: '2&', children: [] }],
    });
  });

  it('is searched from the top, in its order', () => {
    const document = parseXml('<a><b><c>1</c></b><c>2</c></a>');

    expect(findElement(document, 'c')?.text).toBe('1');
    expect(findElement(document, 'a')).toBe(document);
    expect(findElement(document, 'd')).toBeUndefined();
    expect(findElement(undefined, 'a')).toBeUndefined();
  });

  it('may be as deep and as large as an event, and no more', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    const flat = (elements: number) => `<a>${'<b/>'.repeat(elements - 1)}</a>`;

    expect(parseXml(nested(30))).toBeDefined();
    expect(parseXml(nested(31))).toBeUndefined();
    expect(parseXml(flat(2_000))).toBeDefined();
    expect(parseXml(flat(2_001))).toBeUndefined();
  });

  it.each([
    '<!DOCTYPE a><a/>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a/>',
    '<a>&x;</a>',
    '<a>',
    '</a>',
    '<a/><b/>',
    'a',
    '',
  ])('is not %s', (text) => {
    expect(parseXml(text)).toBeUndefined();
  });
});
