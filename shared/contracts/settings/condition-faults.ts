import type { Sentence } from '#shared/domain/language.ts';

/** What is wrong with a condition, and how many characters into it. */
export interface ConditionFault {
  readonly code: string;
  readonly offset: number;
  readonly message: Sentence;
}

const LIMITS = {
  length: { ru: 'знаков', en: 'characters' },
  nodes: { ru: 'действий и значений', en: 'operations and values' },
  nesting: { ru: 'уровней вложенности', en: 'levels of nesting' },
  list: { ru: 'записей в списке', en: 'entries in a list' },
} as const;

export function tooComplex(limit: string, of: keyof typeof LIMITS, offset = 0): ConditionFault {
  return {
    code: 'too-complex',
    offset,
    message: {
      ru: `Условие слишком велико: разрешено не больше ${limit} ${LIMITS[of].ru}.`,
      en: `The condition is too large: at most ${limit} ${LIMITS[of].en} are allowed.`,
    },
  };
}

/** Turns an error of the parser into a fault, in both languages and with its place. */
export function explainSyntax(error: unknown, text: string): ConditionFault {
  const offset = readOffset(error);
  const code = readText(error, 'code');
  if (code === 'limit_exceeded') return tooComplex(...readLimit(readText(error, 'summary')), offset);
  return { code: 'syntax', offset, message: SYNTAX[code] ?? atOffset(text, offset) };
}

const SYNTAX: Readonly<Record<string, Sentence>> = {
  unterminated_string: { ru: 'Не закрыта кавычка.', en: 'A quotation mark is not closed.' },
  newline_in_string: {
    ru: 'Текст в кавычках разорван переводом строки.',
    en: 'A quoted text is broken by a new line.',
  },
  invalid_macro_argument: {
    ru: 'Перебор списков (exists, all, map, filter) не разрешён; есть in и mentions.',
    en: 'Loops over lists (exists, all, map, filter) are not allowed; use in or mentions.',
  },
};

function atOffset(text: string, offset: number): Sentence {
  const rest = text.slice(offset).trim().slice(0, 20);
  if (text.trim() === '') return { ru: 'Условие пусто.', en: 'The condition is empty.' };
  if (rest === '') return { ru: 'Условие обрывается на полуслове.', en: 'The condition breaks off.' };
  return {
    ru: `Условие непонятно с места «${rest}». Пример: need.budgetRub < 50000 && !call.missed`,
    en: `The condition cannot be read from “${rest}” on. An example: need.budgetRub < 50000 && !call.missed`,
  };
}

function readLimit(summary: string): [string, keyof typeof LIMITS] {
  const limit = /\((\d+)\)/.exec(summary)?.[1] ?? '';
  if (summary.includes('maxDepth')) return [limit, 'nesting'];
  return [limit, summary.includes('maxAstNodes') ? 'nodes' : 'list'];
}

function readOffset(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('range' in error)) return 0;
  const { range } = error;
  if (typeof range !== 'object' || range === null || !('start' in range)) return 0;
  return typeof range.start === 'number' ? range.start : 0;
}

function readText(error: unknown, name: 'code' | 'summary'): string {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
}
