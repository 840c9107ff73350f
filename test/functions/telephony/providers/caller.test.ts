import { describe, expect, it } from 'vitest';
import { parseCallerNumber } from '#functions/telephony/providers/caller.ts';

describe("a switchboard's number", () => {
  it.each([
    ['79991234567', '+79991234567'],
    ['+79991234567', '+79991234567'],
    ['+7 (999) 123-45-67', '+79991234567'],
    ['380501234567', '+380501234567'],
    ['89991234567', '89991234567'],
    ['9991234567', '9991234567'],
  ])('%s is %s', (text, number) => {
    expect(parseCallerNumber(text)).toBe(number);
  });

  it.each([
    '',
    '+',
    'anonymous',
    'Anonymous',
    'unknown',
    '112',
    'sip:ivanov@demo.mangosip.ru',
    undefined,
    null,
  ])('%s is a hidden caller', (text) => {
    expect(parseCallerNumber(text)).toBeUndefined();
  });
});
