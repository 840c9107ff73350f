import { toCodeText } from './text.ts';

/** Lower-case address; the domain may be international (`завод.рф`). */
export type Email = string & { readonly __brand: 'Email' };

export type EmailFault =
  'email-empty' | 'email-length' | 'email-at' | 'email-name' | 'email-domain' | 'email-alphabets';

/** Limits of RFC 5321: the whole path without its brackets, and the part before the @. */
const MAX_EMAIL_CHARACTERS = 254;
const MAX_NAME_CHARACTERS = 64;

/** An address with a name before it, in quotes or brackets. */
const MAX_TYPED_CHARACTERS = 400;

const NAME = /^[\p{L}\p{M}\p{N}!#$%&'*+=?^_`{}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+=?^_`{}~-]+)*$/u;
const LABEL = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;
const TOP_LABEL = /^(?:xn--[a-z0-9-]+|[\p{L}\p{M}]{2,})$/u;

/** What the field is called, typed into it once more. */
const LABEL_BEFORE = /^(?:e-?mail|почта)[\s:]+/u;

/** Reads an e-mail address the way people type or paste it: `mailto:`, «quotes», `Name <address>`, a full stop behind. */
export function parseEmail(text: string): Email | undefined {
  const address = toAddress(text);
  return isEmail(address) ? address : undefined;
}

/** Why a text is no e-mail address; undefined when it is one. */
export function faultOfEmail(text: string): EmailFault | undefined {
  return faultOf(toAddress(text));
}

/**
 * The first thing with an @ in it; the whole text when there is none.
 *
 * Only cut off where it cannot be part of the address: «john smith@…» is a slip, and the rest of it
 * somebody else's mailbox.
 */
function toAddress(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length > MAX_TYPED_CHARACTERS) return undefined;
  const line = toCodeText(toCodeText(trimmed).toLowerCase()).replace(/\s?@\s?/gu, '@');
  const [, bracketed] = /<([^<>]*@[^<>]*)>/u.exec(line) ?? [];
  const words = (bracketed ?? line)
    .replace(LABEL_BEFORE, '')
    .split(' ')
    .map(withoutDecoration)
    .filter(Boolean);
  const position = words.findIndex((word) => word.includes('@'));
  const word = words[position];
  if (word === undefined || /[a-z0-9]$/u.test(words[position - 1] ?? '')) return words.join(' ');
  const [first = ''] = /@.*@/u.test(word) ? word.split(/[,;/|]/u) : [word];
  return withoutDecoration(first);
}

function withoutDecoration(word: string): string {
  return word
    .replace(/^["'«“„‘’([<.,;]+/u, '')
    .replace(/^mailto:/u, '')
    .replace(/\?(?:subject|body|cc|bcc)=.*$/u, '')
    .replace(/["'»”“‘’)\]>.,;!/|]+$/u, '');
}

function isEmail(address: string | undefined): address is Email {
  return faultOf(address) === undefined;
}

function faultOf(address: string | undefined): EmailFault | undefined {
  if (address === undefined || address.length > MAX_EMAIL_CHARACTERS) return 'email-length';
  if (address === '') return 'email-empty';
  const [name = '', domain = '', ...more] = address.split('@');
  if (domain === '' || name === '' || more.length > 0) return 'email-at';
  if (name.length > MAX_NAME_CHARACTERS || !NAME.test(name)) return 'email-name';
  if (!isDomain(domain)) return 'email-domain';
  return mixesAlphabets(name, domain) ? 'email-alphabets' : undefined;
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  return (
    labels.length > 1 && labels.every((label) => LABEL.test(label)) && TOP_LABEL.test(labels.at(-1) ?? '')
  );
}

/**
 * A Cyrillic «а» in a Latin word looks right and never arrives. No registry has such domains,
 * and a Cyrillic name is only delivered where the domain is Cyrillic too.
 */
function mixesAlphabets(name: string, domain: string): boolean {
  const isMixed = [name, ...domain.split('.')].some((part) => hasCyrillic(part) && /[a-z]/.test(part));
  return isMixed || (hasCyrillic(name) && !hasCyrillic(domain));
}

function hasCyrillic(text: string): boolean {
  return /\p{Script=Cyrillic}/u.test(text);
}
