import type { Language } from '#shared/domain/language.ts';

/** What the page says in its `<script>` tag. */
export interface TagSettings {
  readonly source: string;
  /** Where the script came from, with a slash behind: the form's routes lie beside it. */
  readonly base: string;
  readonly language?: Language;
  /** Selector of the element the form goes into; without it, the form comes behind the script. */
  readonly target?: string;
  readonly theme?: string;
  readonly nonce?: string;
}

const IS_TAKEN = 'lrTaken';

/**
 * The script's own tag. As a module, or put in by a tag manager, it cannot know which one that is,
 * and takes the first that names a source and has no form yet.
 */
export function findOwnTag(page: Document): HTMLScriptElement | undefined {
  const tags = [...page.querySelectorAll<HTMLScriptElement>('script[src*="/embed.js"]')];
  const current = page.currentScript;
  const own =
    current instanceof HTMLScriptElement ? current : tags.find((tag) => tag.dataset[IS_TAKEN] === undefined);
  if (own !== undefined) own.dataset[IS_TAKEN] = '';
  return own;
}

/**
 * Reads `data-source`, `data-lang`, `data-target` and `data-theme`, or the same names in the query of `src`,
 * because tag managers take the attributes away.
 */
export function readTag(tag: Pick<HTMLScriptElement, 'src' | 'dataset' | 'nonce'>): TagSettings | undefined {
  const url = new URL(tag.src);
  const read = (name: string) => tag.dataset[name] ?? url.searchParams.get(name) ?? undefined;
  const source = read('source');
  if (source === undefined || source === '') return undefined;
  const [language, target, theme] = [parseTag(read('lang')), read('target'), read('theme')];
  return {
    source,
    base: new URL('.', url).href,
    ...(language !== undefined && { language }),
    ...(target !== undefined && { target }),
    ...(theme !== undefined && { theme }),
    ...(tag.nonce !== undefined && tag.nonce !== '' && { nonce: tag.nonce }),
  };
}

/** Language of a tag such as `en` or `ru-RU`. */
export function parseTag(tag: string | undefined): Language | undefined {
  const [primary] = (tag ?? '').toLowerCase().split('-');
  return primary === 'ru' || primary === 'en' ? primary : undefined;
}
