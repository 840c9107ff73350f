/** The languages the system speaks to visitors, reps and ops. */
export type Language = 'ru' | 'en';

/** One sentence in every language the system speaks. */
export interface Sentence {
  readonly ru: string;
  readonly en: string;
}

/** The language a browser asks for in Accept-Language; Russian unless English is preferred. */
export function parseLanguage(acceptLanguage: string | undefined, fallback: Language = 'ru'): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag, quality: quality === undefined ? 1 : Number(quality.trim().slice(2)) };
    })
    .filter(({ tag, quality }) => /^(ru|en)\b/.test(tag) && quality > 0)
    .sort((one, other) => other.quality - one.quality);
  const first = wanted[0];
  if (first === undefined) return fallback;
  return first.tag.startsWith('en') ? 'en' : 'ru';
}
