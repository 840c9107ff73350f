import { describe, expect, it } from 'vitest';
import { parseBankAccount, parseBik } from '#shared/domain/bank-account.ts';
import vectors from '#test/vectors/ogrn.json' with { type: 'json' };

function parse(text: string, bank: string): string | undefined {
  const bik = parseBik(bank);
  return bik && parseBankAccount(text, bik);
}

describe('a bank account', () => {
  it.each(vectors.bankAccounts)('$account at $bik is right: $valid', ({ bik, account, valid }) => {
    expect(parse(account, bik)).toBe(valid ? account : undefined);
  });

  it('may be typed in groups and with its label', () => {
    expect(parse('р/с 40602 810 7 0000 0000025', 'БИК 049805746')).toBe('40602810700000000025');
  });

  it('is refused at another bank of the same region, though the key agrees', () => {
    expect(parse('30101810200000000593', '044525985')).toBeUndefined();
  });

  it('is found wrong after any wrong digit', () => {
    const account = '40602810700000000025';
    for (let position = 0; position < account.length; position++)
      for (let by = 1; by < 10; by++) {
        const wrong = String((Number(account[position]) + by) % 10);
        const slip = account.slice(0, position) + wrong + account.slice(position + 1);
        expect(parse(slip, '049805746')).toBeUndefined();
      }
  });

  it.each(['', '04980574', '000000000', '9'.repeat(50_000)])('has no bank with the BIK «%.20s»', (text) => {
    expect(parseBik(text)).toBeUndefined();
  });
});
