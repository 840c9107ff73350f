import type { Language } from '#shared/domain/language.ts';
import type { Finding, Level } from './finding.ts';

const MARKS: Readonly<Record<Level, string>> = { ok: '✓', warning: '!', broken: '✗' };

const SUMMARY = {
  ru: { ok: 'Всё в порядке.', warning: 'Работает; посмотрите на строки с !', broken: 'Сломано: строки с ✗' },
  en: {
    ok: 'All is well.',
    warning: 'It works; look at the lines with !',
    broken: 'Broken: the lines with ✗',
  },
} as const;

/** A line for each finding, and one for all of them. */
export function describeFindings(findings: readonly Finding[], language: Language): string {
  const lines = findings.map(({ level, text }) => `${MARKS[level]} ${text[language]}`);
  return [...lines, '', SUMMARY[language][worstOf(findings)]].join('\n');
}

export function toJson(findings: readonly Finding[], checkedAt: Date): object {
  return { outcome: worstOf(findings), checkedAt: checkedAt.toISOString(), findings };
}

export function worstOf(findings: readonly Finding[]): Level {
  const levels = new Set(findings.map(({ level }) => level));
  if (levels.has('broken')) return 'broken';
  return levels.has('warning') ? 'warning' : 'ok';
}
