import { toCompactCode } from './text.ts';

/** Bank identification code of the Russian payment system, 9 digits. */
export type Bik = string & { readonly __brand: 'Bik' };

/** Account of 20 digits whose key agrees with the bank it is kept at. */
export type BankAccount = string & { readonly __brand: 'BankAccount' };

/** The weights repeat over the 3 digits of the bank and the 20 of the account (Bank of Russia, rule 515 of 1997). */
const KEY_WEIGHTS = [7, 1, 3];

/** Cash centres of the Bank of Russia end in these; accounts there are keyed by the region. */
const CASH_CENTRE = /00[012]$/;

export function parseBik(text: string): Bik | undefined {
  const code = toCompactCode(text, /^(?:бик|bik)/iu);
  return isBik(code) ? code : undefined;
}

/**
 * Reads an account together with its bank: the key covers both.
 *
 * A correspondent account is also compared with the bank's own last digits, because its key
 * only knows the region and would let any bank of it pass.
 */
export function parseBankAccount(text: string, bik: Bik): BankAccount | undefined {
  const code = toCompactCode(text, /^(?:р\/с|к\/с|сч[её]т|account)/iu);
  return isBankAccount(code, bik) ? code : undefined;
}

function isBik(code: string | undefined): code is Bik {
  return code !== undefined && /^[0-9]{9}$/.test(code) && !/^0+$/.test(code);
}

function isBankAccount(code: string | undefined, bik: Bik): code is BankAccount {
  if (code === undefined || !/^[0-9]{20}$/.test(code)) return false;
  if (code.startsWith('30101') && code.slice(-3) !== bik.slice(-3)) return false;
  const isKeyedByRegion = /^(?:301|40102)/.test(code) || CASH_CENTRE.test(bik);
  const prefix = isKeyedByRegion ? `0${bik.slice(4, 6)}` : bik.slice(-3);
  return keySum(prefix + code) % 10 === 0;
}

function keySum(digits: string): number {
  return [...digits].reduce(
    (sum, digit, position) => sum + ((Number(digit) * (KEY_WEIGHTS[position % 3] ?? 0)) % 10),
    0,
  );
}
