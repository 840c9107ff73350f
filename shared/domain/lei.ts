import { toCompactCode } from './text.ts';

/** Legal entity identifier, ISO 17442: 18 characters and two check digits. */
export type Lei = string & { readonly __brand: 'Lei' };

/** Capital letters only: the standard has no others, and who types small ones has not copied a certificate. */
export function parseLei(text: string): Lei | undefined {
  const code = toCompactCode(text, /^lei/iu);
  return isLei(code) ? code : undefined;
}

function isLei(code: string | undefined): code is Lei {
  return code !== undefined && /^[0-9A-Z]{18}[0-9]{2}$/.test(code) && remainder97(code) === 1;
}

/** ISO 7064: letters count as 10 to 35, the whole as one long number. */
function remainder97(code: string): number {
  return [...code].reduce((remainder, character) => {
    const value = Number.parseInt(character, 36);
    return (remainder * (value < 10 ? 10 : 100) + value) % 97;
  }, 0);
}
