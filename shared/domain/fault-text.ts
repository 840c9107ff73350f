import { suggestInn } from './inn.ts';
import type { FieldFault } from './lead.ts';

/** Words for faults in one language, by their code. */
export type FaultTexts = Readonly<Record<string, string>>;

/** Of a fault we have no words for. */
export const UNKNOWN = 'unknown';

/** What is added when an INN is only too short by a zero; `{inn}` stands for the whole one. */
export const LOST_ZERO = 'inn-lost-zero';

/** The code of what is said where a mandatory field was left empty. */
export function requestOf(field: string): string {
  return `required-${field}`;
}

/**
 * What is wrong with a field, in words that are given. Apart from the words, so that a page can have
 * those of its own language only.
 */
export function faultText({ field, code, typed }: FieldFault, texts: FaultTexts): string {
  const request = code === 'required' ? find(texts, requestOf(field)) : undefined;
  const text = request ?? find(texts, code) ?? find(texts, UNKNOWN) ?? '';
  const inn = code === 'inn-length' && typed !== undefined ? suggestInn(typed) : undefined;
  const suggestion = inn === undefined ? undefined : find(texts, LOST_ZERO);
  return suggestion === undefined ? text : `${text} ${suggestion.replace('{inn}', inn ?? '')}`;
}

function find(texts: FaultTexts, code: string): string | undefined {
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}
