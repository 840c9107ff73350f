import type { FormEntry } from '#shared/domain/form-entry.ts';
import type { Source } from '#shared/domain/source.ts';
import { isAttribution } from './attribution.ts';
import { nameReader } from './field-names.ts';
import { isFieldName } from './usual-names.ts';

/** A field people never see and robots fill in; a name a robot believes. */
const TRAP = 'website';

/** An id the page makes for one filled-in form, so that a double click is one submission. */
const CLIENT_ID = '_id';

/** When the form was shown, in our own writing. */
const SHOWN = '_shown';

/** Language the form was shown in, where the page does not go by the browser's. */
const LANGUAGE = '_lang';

/** Where a form without JavaScript wants to lead afterwards. */
const NEXT = '_next';

/** What the widget of Yandex SmartCaptcha adds to the form it stands in. */
const CAPTCHA_TOKEN = 'smart-token';

const MAX_EXTRA_FIELDS = 20;
const MAX_EXTRA_CHARS = 500;
const MAX_NAME_CHARS = 100;

export interface SortedEntries {
  readonly fields: Readonly<Record<string, string>>;
  readonly attribution: Readonly<Record<string, string>>;
  readonly extra: Readonly<Record<string, string>>;
  readonly trap: string;
  readonly clientId: string | undefined;
  readonly shown: string | undefined;
  readonly language: string | undefined;
  readonly next: string | undefined;
  readonly captchaToken: string | undefined;
}

/** Sorts what a form sent by what it is about, under our names; what we have no name for is kept as extra. */
export function sortEntries(entries: readonly FormEntry[], source: Source): SortedEntries {
  const texts = joinRepeated(entries, source);
  const extra = texts.filter(([name]) => !isFieldName(name) && !isAttribution(name) && !isTechnical(name));
  const said = (technical: string) => texts.find(([name]) => name === technical)?.[1];
  return {
    fields: Object.fromEntries(texts.filter(([name]) => isFieldName(name))),
    attribution: Object.fromEntries(texts.filter(([name]) => isAttribution(name))),
    extra: Object.fromEntries(
      extra
        .slice(0, MAX_EXTRA_FIELDS)
        .map(([name, text]) => [
          name.slice(0, MAX_NAME_CHARS).toWellFormed(),
          text.slice(0, MAX_EXTRA_CHARS).toWellFormed(),
        ]),
    ),
    trap: said(TRAP) ?? '',
    clientId: said(CLIENT_ID),
    shown: said(SHOWN),
    language: said(LANGUAGE),
    next: said(NEXT),
    captchaToken: said(CAPTCHA_TOKEN),
  };
}

/** One text a name, in the order of first appearance: different values joined, empty ones left out. */
function joinRepeated(entries: readonly FormEntry[], source: Source): (readonly [string, string])[] {
  const nameOf = nameReader(source);
  const byName = new Map<string, Set<string>>();
  for (const { name, text } of entries) {
    const value = text.trim();
    if (value === '') continue;
    const own = nameOf(name);
    byName.set(own, (byName.get(own) ?? new Set()).add(value));
  }
  return [...byName].map(([name, values]) => [name, joined(name, [...values])]);
}

/**
 * A box to tick often has a hidden `0` of the same name before it, for when it is not ticked: the last counts.
 * A name in several fields is a first and a last name.
 */
function joined(name: string, values: readonly string[]): string {
  if (name === 'consent') return values.at(-1) ?? '';
  return values.join(name === 'name' ? ' ' : ', ');
}

/** Names that are no content: ours, the browser's, and the ones that mean something to JavaScript. */
function isTechnical(name: string): boolean {
  return TECHNICAL.includes(name);
}

const TECHNICAL: readonly string[] = [
  ...[TRAP, CLIENT_ID, SHOWN, LANGUAGE, NEXT, CAPTCHA_TOKEN, '_charset_'],
  ...['__proto__', 'constructor', 'prototype', ''],
];
