import { toCompactCode } from './text.ts';

/** Reason code of a company's registration with one tax office: its seat, or one of its branches. */
export type Kpp = string & { readonly __brand: 'Kpp' };

export type KppFault = 'kpp-empty' | 'kpp-length' | 'kpp-characters' | 'kpp-region';

/** Tax office (4 digits), reason (2, capital letters allowed since 2012), number (3 digits). No checksum. */
const SHAPE = /^[0-9]{4}[0-9A-Z]{2}[0-9]{3}$/;

export function parseKpp(text: string): Kpp | undefined {
  const code = toKppCode(text);
  return isKpp(code) ? code : undefined;
}

/** Why a text is no KPP; undefined when it is one. */
export function faultOfKpp(text: string): KppFault | undefined {
  return faultOf(toKppCode(text));
}

function toKppCode(text: string): string | undefined {
  return toCompactCode(text, /^(?:кпп|kpp)/iu)?.toUpperCase();
}

function isKpp(code: string | undefined): code is Kpp {
  return faultOf(code) === undefined;
}

function faultOf(code: string | undefined): KppFault | undefined {
  if (code === undefined) return 'kpp-length';
  if (code === '') return 'kpp-empty';
  if (code.length !== 9) return 'kpp-length';
  if (!SHAPE.test(code)) return 'kpp-characters';
  return code.startsWith('00') ? 'kpp-region' : undefined;
}
