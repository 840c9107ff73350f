import type { Language, Sentence } from '#shared/domain/language.ts';
import { escapeText } from './markup.ts';
import { STYLE } from './style.ts';

export interface Frame {
  readonly title: string;
  readonly language: Language;
  /** Where it lives, below the same host; marked in the links, and what the other language is linked to. */
  readonly path: string;
  readonly refreshSeconds?: number;
  /** Only pages that speak both languages have a link to the other. */
  readonly isBilingual?: true;
}

const LINKS: readonly (readonly [path: string, name: Sentence])[] = [
  ['/local/queues', { ru: 'Очереди', en: 'Queues' }],
  ['/local/trouble', { ru: 'Неполадки', en: 'Trouble' }],
  ['/local/dashboards', { ru: 'Панели', en: 'Dashboards' }],
  ['/local/alarms', { ru: 'Тревоги', en: 'Alarms' }],
  ['/console', { ru: 'Консоль', en: 'Console' }],
];

/** A page for ops on this machine, with the way to the others. It runs no script. */
export function drawPage(
  { title, language, path, refreshSeconds, isBilingual }: Frame,
  content: string,
): string {
  const links = LINKS.map(
    ([to, name]) =>
      `<a href="${to}"${to === path ? ' aria-current="page"' : ''}>${escapeText(name[language])}</a>`,
  );
  const other = language === 'ru' ? 'en' : 'ru';
  const otherName = language === 'ru' ? 'English' : 'Русский';
  if (isBilingual)
    links.push(`<a href="${path}?lang=${other}" hreflang="${other}" lang="${other}">${otherName}</a>`);
  return (
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
    (refreshSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${refreshSeconds}">`) +
    `<title>${escapeText(title)} · Lead Relay</title><link rel="icon" href="data:,"><style>${STYLE}</style>` +
    `<nav>${links.join(' ')}</nav><h1>${escapeText(title)}</h1>${content}</html>`
  );
}
