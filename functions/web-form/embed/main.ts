import type { Language } from '#shared/domain/language.ts';
import { captureAttribution } from './attribution.ts';
import { askJson } from './ask-json.ts';
import { parseSchema } from './contract.ts';
import { DraftStore, type Texts } from './draft.ts';
import { element } from './element.ts';
import { EmbeddedForm, formUrl } from './embedded-form.ts';
import { guard, warn } from './guard.ts';
import { addStyles } from './styles.ts';
import { findOwnTag, parseTag, readTag, type TagSettings } from './tag.ts';
import { safeStore } from './text-store.ts';
import { WORDS } from './texts.ts';

guard(() => {
  const tag = findOwnTag(document);
  const settings = tag && readTag(tag);
  if (tag === undefined || settings === undefined) {
    return warn('the script tag needs data-source="…", the id of a source');
  }
  const attribution = captureAttribution(
    { href: location.href, referrer: document.referrer },
    safeStore(() => sessionStorage),
  );
  const place = element('div', { class: 'lr-place' });
  addStyles(document, settings.nonce);
  whenReady(settings, () => {
    if (!putIn(place, tag, settings.target)) return warn(`there is no place for the form in this page`);
    return fill(place, settings, attribution);
  });
});

/** A form that goes into an element of the page waits for the page to have it. */
function whenReady({ target }: TagSettings, work: () => unknown): void {
  if (target === undefined || document.readyState !== 'loading') return guard(work);
  document.addEventListener('DOMContentLoaded', () => guard(work));
}

function putIn(place: HTMLElement, tag: HTMLScriptElement, target: string | undefined): boolean {
  const frame = target === undefined ? undefined : document.querySelector(target);
  if (target !== undefined) frame?.append(place);
  else if (!document.head.contains(tag)) tag.after(place);
  return place.isConnected;
}

async function fill(place: HTMLElement, settings: TagSettings, attribution: Texts): Promise<void> {
  const { base, source, theme } = settings;
  const wanted = settings.language ?? parseTag(document.documentElement.lang);
  const query = wanted === undefined ? '' : `?lang=${wanted}`;
  const schema = parseSchema(await askJson(`${formUrl(base, source)}/schema${query}`));
  if (schema === undefined) {
    warn(`the form of the source ${source} cannot be had; are its id and its origins right?`);
    return offerReload(place, wanted ?? 'ru', () => fill(place, settings, attribution));
  }
  const tools = { now: Date.now, newKey: randomKey };
  const form = new EmbeddedForm(schema, {
    base,
    language: wanted ?? schema.language,
    attribution,
    drafts: new DraftStore(
      safeStore(() => localStorage),
      source,
      tools,
    ),
    prefix: `lr-${randomKey().slice(0, 8)}`,
    theme,
  });
  place.replaceChildren(form.root);
  form.start();
}

function offerReload(place: HTMLElement, language: Language, load: () => Promise<void>): void {
  const words = WORDS[language];
  const button = element('button', { class: 'lr-link', type: 'button' }, words.reload);
  let isLoading = false;
  const reload = () => {
    if (isLoading) return;
    isLoading = true;
    window.removeEventListener('online', reload);
    guard(load);
  };
  button.addEventListener('click', reload);
  window.addEventListener('online', reload);
  place.replaceChildren(
    element(
      'div',
      { class: 'lr-form lr-failed', lang: language },
      element('p', { class: 'lr-status', role: 'status' }, words.notLoaded, ' ', button),
    ),
  );
}

/** Hard to guess and used once. `randomUUID` is only there on pages with TLS. */
function randomKey(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID();
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
