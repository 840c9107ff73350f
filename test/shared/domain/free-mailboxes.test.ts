import { describe, expect, it } from 'vitest';
import { isFreeMailbox, mailDomainOf } from '#shared/domain/free-mailboxes.ts';

describe('a free mailbox', () => {
  it.each([
    'anna@mail.ru',
    'ANNA@Mail.RU',
    'anna@yandex.ru',
    'anna@ya.ru',
    'anna@gmail.com',
    '"a@b"@bk.ru',
    'anna@icloud.com',
  ])('is %s', (email) => {
    expect(isFreeMailbox(email)).toBe(true);
  });

  it.each([
    'anna@sub.mail.ru',
    'anna@notmail.ru',
    'anna@mail.ru.example',
    'mail.ru@zavod.example',
    'anna@ail.ru',
    'anna@xn--80aesfpebagmfblc0a.xn--p1ai',
    '',
  ])('is not %j', (email) => {
    expect(isFreeMailbox(email)).toBe(false);
  });

  it('has the domain behind the last @', () => {
    expect(mailDomainOf('"a@mail.ru"@Zavod.Example')).toBe('zavod.example');
  });
});
