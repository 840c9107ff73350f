import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOfEmail, parseEmail } from '#shared/domain/email.ts';

describe('an e-mail address as typed', () => {
  it.each([
    ['olga@example.com', 'olga@example.com'],
    ['  Olga.Ivanova+stanki@Example.COM ', 'olga.ivanova+stanki@example.com'],
    ['mailto:olga@example.com', 'olga@example.com'],
    ['mailto:olga@example.com?subject=Заявка', 'olga@example.com'],
    ['E-mail: olga@example.com', 'olga@example.com'],
    ['почта: olga@example.com', 'olga@example.com'],
    ['«olga@example.com»', 'olga@example.com'],
    ['<olga@example.com>', 'olga@example.com'],
    ['Ольга <olga@example.com>', 'olga@example.com'],
    ['"Ёлкина О." <olga@example.com>;', 'olga@example.com'],
    ['olga@example.com.', 'olga@example.com'],
    ['olga@example.com,', 'olga@example.com'],
    ['olga @ example.com', 'olga@example.com'],
    ['olga@example.com, ivan@example.com', 'olga@example.com'],
    ['olga@example.com,ivan@example.com', 'olga@example.com'],
    ['(olga@example.com)', 'olga@example.com'],
    ['Ольга olga@example.com', 'olga@example.com'],
    ['ABC: olga@example.com', 'olga@example.com'],
    ['olga@example.com / ivan@example.com', 'olga@example.com'],
    ['olga＠example．com', 'olga@example.com'],
    ['olga\u200B@example.com', 'olga@example.com'],
    ['p.ezhikov@завод.рф', 'p.ezhikov@завод.рф'],
    ['заказ@завод.рф', 'заказ@завод.рф'],
    ['info@xn--80aaxgqbdi.xn--p1ai', 'info@xn--80aaxgqbdi.xn--p1ai'],
    ['info@münchen.de', 'info@münchen.de'],
    ["o'brien@example.ie", "o'brien@example.ie"],
    ['a@b.cd', 'a@b.cd'],
  ])('%s is %s', (text, address) => {
    expect(parseEmail(text)).toBe(address);
    expect(faultOfEmail(text)).toBeUndefined();
  });

  it.each([
    ['', 'email-empty'],
    ['   ', 'email-empty'],
    ['нет', 'email-at'],
    ['olga.example.com', 'email-at'],
    ['@example.com', 'email-at'],
    ['olga@', 'email-at'],
    ['olga@@example.com', 'email-at'],
    ['olga..i@example.com', 'email-name'],
    ['ol"ga@example.com', 'email-name'],
    ['ol(ga@example.com', 'email-name'],
    ['olga,ivanova@example.com', 'email-name'],
    ['olga ivanova@example.com', 'email-name'],
    [`${'a'.repeat(65)}@example.com`, 'email-name'],
    ['olga@example', 'email-domain'],
    ['olga@example,com', 'email-domain'],
    ['olga@-example.com', 'email-domain'],
    ['olga@example..com', 'email-domain'],
    ['olga@127.0.0.1', 'email-domain'],
    ['olga@exa_mple.com', 'email-domain'],
    ['оlga@example.com', 'email-alphabets'],
    ['olga@exаmple.com', 'email-alphabets'],
    ['ольга@example.com', 'email-alphabets'],
    [`olga@${'a.'.repeat(130)}com`, 'email-length'],
  ])('%s has the fault %s', (text, fault) => {
    expect(parseEmail(text)).toBeUndefined();
    expect(faultOfEmail(text)).toBe(fault);
  });

  it.each(['a', '@', '.', ' ', 'a.', '(', 'a@', '<', 'mailto:', "'"])(
    'is not looked for in 50 000 times «%s»',
    (filler) => {
      expect(parseEmail(`a${filler.repeat(50_000)}b@c.de`)).toBeUndefined();
      expect(faultOfEmail(`a${filler.repeat(50_000)}b@c.de`)).toBe('email-length');
    },
  );

  it('is the same when read again', () => {
    const typed = fc.oneof(
      fc.emailAddress(),
      fc.string({ unit: 'grapheme' }).map((text) => `${text}@İexample.com`),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const once = parseEmail(text);
        expect(once === undefined || parseEmail(once) === once).toBe(true);
      }),
    );
  });
});
