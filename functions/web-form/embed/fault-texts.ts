import type { FaultTexts } from '#shared/domain/fault-text.ts';
import type { Language } from '#shared/domain/language.ts';
import { askJson } from './ask-json.ts';

/**
 * The words for what can be wrong with a field, in one language.
 *
 * They are a quarter of everything and most visitors to a page never touch the form, so they come once somebody does.
 * Until then, and should they not come at all, a field is only said to need another look.
 */
export class FaultWords {
  private readonly url: string;
  private isAsked = false;
  texts: FaultTexts;

  constructor(base: string, language: Language, unknown: string) {
    this.url = `${base}embed/messages?lang=${language}`;
    this.texts = { unknown };
  }

  /** Calls back when the words are there, if they were not. */
  async load(onLoad: () => void): Promise<void> {
    if (this.isAsked) return;
    this.isAsked = true;
    const texts = await askJson(this.url);
    this.isAsked = texts !== undefined;
    if (typeof texts !== 'object' || texts === null) return;
    this.texts = texts as FaultTexts;
    onLoad();
  }
}
