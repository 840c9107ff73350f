import { describe, expect, it } from 'vitest';
import { parseCallerNumber, parseLineNumber, toLineMark } from '#functions/telephony/providers/caller.ts';

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

describe('a line of ours', () => {
  it.each([
    ['74950000101', 'RU'],
    ['+7 (495) 000-01-01', 'RU'],
    ['84950000101', 'RU'],
    ['4950000101', 'RU'],
    ['74950000101', 'KZ'],
  ])('%s in %s is spelled one way', (text, region) => {
    expect(parseLineNumber(text, region)).toBe('+74950000101');
  });

  it('of another country is not taken for a Russian one', () => {
    expect(parseLineNumber('2025550143', 'US')).toBe('2025550143');
  });

  it('that is no number keeps its name as a mark', () => {
    expect(toLineMark('sip:hotline@example', 'RU')).toBe('sip:hotline@example');
    expect(toLineMark('84950000101', 'RU')).toBe('+74950000101');
    expect(toLineMark(null, 'RU')).toBeUndefined();
  });
});
