import { isAttribution } from '#shared/intake/form/attribution.ts';
import { readObject, type TextStore } from './text-store.ts';
import type { Texts } from './draft.ts';

const NAME = 'lr:attribution';

/** Where a page view came from. */
export interface PageView {
  readonly href: string;
  readonly referrer: string;
}

/**
 * The marks of the advertisement the visit began with, and where it came from.
 *
 * The form is rarely on the page the advertisement leads to, so the first page view of a visit is kept for the
 * others. Another click on an advertisement in the same visit counts instead, as advertising systems have it.
 */
export function captureAttribution({ href, referrer }: PageView, session: TextStore): Texts {
  const marks = [...new URL(href).searchParams].filter(([name, text]) => isMark(name) && text !== '');
  const kept = readObject(session, NAME);
  if (kept !== undefined && marks.length === 0) return kept as Texts;
  const captured: Texts = {
    ...(isElsewhere(referrer, href) && { referrer }),
    ...Object.fromEntries(marks),
  };
  session.setItem(NAME, JSON.stringify(captured));
  return captured;
}

function isMark(name: string): boolean {
  return isAttribution(name) && name !== 'page' && name !== 'referrer';
}

function isElsewhere(referrer: string, href: string): boolean {
  return referrer !== '' && !referrer.startsWith(`${new URL(href).origin}/`);
}
