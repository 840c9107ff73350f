import type { Language } from '#shared/domain/language.ts';
import { captureAttribution } from './attribution.ts';
import { askJson } from './fetch-json.ts';
import { parseSchema } from './contract.ts';
import { draftStore, type Texts } from './draft.ts';
import { element } from './element.ts';
import { EmbeddedForm, formUrl } from './embedded-form.ts';
import { linkButton } from './form-view.ts';
import { guard, warn } from './guard.ts';
import { addStyles } from './styles.ts';
import { findOwnTag, parseTag, readTag, type TagSettings } from './tag.ts';
import { safeStore } from './text-store.ts';

/** All that can be said before the server has told its words. */
const NOT_LOADED: Readonly<Record<Language, readonly [string, string]>> = {
  ru: ['Форма не загрузилась.', 'Попробовать ещё раз'],
  en: ['The form did not load.', 'Try again'],
};

/**
 * Puts the form of a source into a page:
 * `<script src="https://leads.example.com/embed.js" data-source="main-site" data-lang="ru" async></script>`.
 *
 * `data-target` is a selector of where it goes, if not behind the tag; `data-theme` is `light` or `dark`, if the page has
 * no other look for dark screens. The source's `origins` must list the page's. Its looks are `--lr-accent`,
 * `--lr-on-accent`, `--lr-text`, `--lr-muted`, `--lr-surface`, `--lr-border`, `--lr-edge`, `--lr-error`, `--lr-good`,
 * `--lr-radius`, `--lr-font`, `--lr-width` and `--lr-padding`.
 *
 * A Content-Security-Policy lets in our origin for `script-src` and `connect-src`, and the captcha's for `script-src`,
 * `frame-src` and `connect-src` where there is one. Once a form has arrived the document gets an event `lr:sent` with
 * `detail.leadId` and `detail.source`, for analytics. Without JavaScript there is no form: link to
 * `/v1/forms/{source}`, which needs none.
 */
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
  const { base, source, theme, nonce } = settings;
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
    attribution,
    drafts: draftStore(
      safeStore(() => localStorage),
      source,
      tools,
    ),
    prefix: `lr-${randomKey().slice(0, 8)}`,
    theme,
    nonce,
  });
  place.replaceChildren(form.root);
  form.start();
}

function offerReload(place: HTMLElement, language: Language, load: () => Promise<void>): void {
  const [notLoaded, again] = NOT_LOADED[language];
  let isLoading = false;
  const reload = () => {
    if (isLoading) return;
    isLoading = true;
    window.removeEventListener('online', reload);
    guard(load);
  };
  window.addEventListener('online', reload);
  const line = element('p', { class: 'lr-small lr-wide' }, notLoaded, ' ', linkButton(again, reload));
  place.replaceChildren(element('div', { class: 'lr-form', lang: language, role: 'status' }, line));
}

/** Hard to guess and used once. `randomUUID` is only there on pages with TLS. */
function randomKey(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID();
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
