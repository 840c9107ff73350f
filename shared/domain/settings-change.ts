import type { Sentence } from './language.ts';

/** One difference between two versions of a settings document, in a sentence a head of sales understands. */
export interface SettingsChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Where in the document, entries by their id or code: `rejections.too-small.when`. */
  readonly path: string;
  readonly sentence: Sentence;
  /** The value as it was, and as it is; absent where there is no one value to show. */
  readonly before?: string;
  readonly after?: string;
}

/** A value that became another one. Both are told in the sentence as well. */
export function changed(
  path: string,
  what: Sentence,
  before: string | number,
  after: string | number,
): SettingsChange {
  return {
    kind: 'changed',
    path,
    before: String(before),
    after: String(after),
    sentence: {
      ru: `${what.ru}: было ${before}, стало ${after}`,
      en: `${what.en}: was ${before}, is ${after}`,
    },
  };
}

/** No change, or the one change, of a value that may not have changed at all. */
export function changedIfSo(
  path: string,
  what: Sentence,
  before: string | number,
  after: string | number,
): readonly SettingsChange[] {
  return before === after ? [] : [changed(path, what, before, after)];
}
