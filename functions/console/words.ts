import type { Language, Sentence } from '#shared/domain/language.ts';

/** A sentence in a language, its `{places}` filled in. Escaping is the page's business. */
export function say(
  sentence: Sentence,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return sentence[language].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
