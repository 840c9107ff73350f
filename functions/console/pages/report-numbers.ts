import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import type { Cell, ColumnKind } from '#shared/domain/reporting/report.ts';
import { duration } from './format.ts';
import type { Html } from './layout.ts';

const LOCALES: Readonly<Record<Language, string>> = { ru: 'ru-RU', en: 'en-GB' };

/** A number of a report as people read it; a dash where there is nothing to say. */
export function numberText(value: number | undefined, kind: ColumnKind, language: Language): string {
  if (value === undefined) return '–';
  switch (kind) {
    case 'count':
      return decimal(value, language, 0);
    case 'share':
      return `${decimal(value * 100, language, value > 0 && value < 0.1 ? 1 : 0)} %`;
    case 'duration':
      return duration(value, language);
    case 'number':
      return decimal(value, language, 1);
  }
}

/** What it was in the period before. */
export function differenceText({ value, before }: Cell, kind: ColumnKind, language: Language): Html | string {
  if (before === undefined || (before === 0 && value === 0)) return '';
  return html`<small>${numberText(before, kind, language)}</small>`;
}

function decimal(value: number, language: Language, digits: number): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: digits }).format(value);
}
