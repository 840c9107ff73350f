import type { Sentence } from '#shared/domain/language.ts';

/** What is wrong with a settings document, and on which line of it. */
export interface SettingsFault {
  readonly line: number;
  readonly column?: number;
  /** Where in the document, `reps[2].capacity`. */
  readonly path: string;
  readonly code: string;
  readonly message: Sentence;
}

export type DocumentPath = readonly (string | number)[];

/** The same before its line is known: the checks see values, only the YAML knows lines. */
export interface DocumentFault {
  readonly path: DocumentPath;
  readonly code: string;
  readonly message: Sentence;
  /** The field's name is at fault and not its value. */
  readonly onKey?: boolean;
  /** Characters into the value, where the value is a text with a grammar of its own. */
  readonly offset?: number;
}

/** `reps[2].capacity`, as people write it. */
export function toPathText(path: DocumentPath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}
