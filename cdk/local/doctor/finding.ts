import type { Sentence } from '#shared/domain/language.ts';

/** `broken`: leads are lost, late or unanswered now. `warning`: they will be, or somebody could misuse something. */
export type Level = 'ok' | 'warning' | 'broken';

/** What one look found: what it is about, how it stands, and what to do about it. */
export interface Finding {
  readonly level: Level;
  /** Stable, for programs: `source`, `disk`. */
  readonly code: string;
  /** Which source, pool or document, where there are several. */
  readonly of?: string;
  readonly text: Sentence;
}

type Subject = string | readonly [code: string, of: string];

export function ok(subject: Subject, ru: string, en: string): Finding {
  return finding('ok', subject, ru, en);
}

export function warning(subject: Subject, ru: string, en: string): Finding {
  return finding('warning', subject, ru, en);
}

export function broken(subject: Subject, ru: string, en: string): Finding {
  return finding('broken', subject, ru, en);
}

function finding(level: Level, subject: Subject, ru: string, en: string): Finding {
  const text = { ru, en };
  if (typeof subject === 'string') return { level, code: subject, text };
  const [code, of] = subject;
  return { level, code, of, text };
}
