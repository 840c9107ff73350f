import type { Lead } from './lead.ts';
import { fold } from './mention.ts';

/** Shorter words of a name, and what was typed shorter, stand in too many texts by chance. */
const SHORTEST = 3;

/** From this length on a name is known by its beginning, for Russian bends its end. */
const BENT_FROM = 4;

/** A Russian number without its country. */
const PHONE_DIGITS = 10;
const SHORTEST_PHONE = 7;

/** What is not a code is cut to this in the figures of reports, so that cutting it changes no count. */
const MAX_WORDS_CHARACTERS = 40;

/** Finds the person of a lead in texts that were not meant to name anybody. */
export interface Mentions {
  /** Whether a text has the person's name, phone or address in it. */
  tells(text: string): boolean;
  /** A reason as a code: what somebody wrote in their own words becomes `other`. */
  withoutWords(reason: string): string;
}

export function createMentions({ contact, faults }: Pick<Lead, 'contact' | 'faults'>): Mentions {
  const typed = faults.map((fault) => fault.typed ?? '');
  const names = lettersOf(contact.name ?? '').filter((word) => word.length >= SHORTEST);
  const texts = [contact.email ?? '', ...typed].map(fold).filter((text) => text.length >= SHORTEST);
  const numbers = [contact.phone ?? '', ...typed]
    .map((text) => digitsOf(text).slice(-PHONE_DIGITS))
    .filter((number) => number.length >= SHORTEST_PHONE);
  const tells = (text: string) =>
    texts.some((told) => fold(text).includes(told)) ||
    numbers.some((number) => digitsOf(text).includes(number)) ||
    lettersOf(text).some((word) => names.some((name) => isName(word, name)));
  return {
    tells,
    withoutWords: (reason) => {
      if (reason.startsWith('other') || tells(reason)) return 'other';
      return /\s/.test(reason) ? reason.slice(0, MAX_WORDS_CHARACTERS) : reason;
    },
  };
}

function isName(word: string, name: string): boolean {
  return name.length < BENT_FROM ? word === name : word.startsWith(name.slice(0, -1));
}

function lettersOf(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\d]+/gu) ?? [];
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}
