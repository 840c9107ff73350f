import * as z from 'zod';
import type { Sentence } from '#shared/domain/language.ts';
import type { DocumentFault, DocumentPath } from './fault.ts';
import { findNearest } from './nearest.ts';

/** What a check of ours says about a value; it travels through zod as the issue's parameters. */
export interface Refusal {
  readonly code: string;
  readonly message: Sentence;
  readonly offset?: number;
}

/** Adds a fault of ours from inside a schema. Paths are relative to the value being checked. */
export function refuse(context: z.RefinementCtx, path: DocumentPath, refusal: Refusal): void {
  context.addIssue({ code: 'custom', path: [...path], params: { refusal } });
}

/** Parameters for `refine`: the fault to report when the test says no. */
export function otherwise(code: string, ru: string, en: string): { params: { refusal: Refusal } } {
  return { params: { refusal: { code, message: { ru, en } } } };
}

/**
 * An object whose every field is known. A stranger is a fault, with the field that was probably meant:
 * an ignored misspelling in a policy is the worst kind of rule.
 */
export function exactly<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  const names = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? names.join(' ') : undefined),
  });
}

export function toDocumentFaults(issues: readonly z.core.$ZodIssue[]): readonly DocumentFault[] {
  return issues.flatMap((issue): readonly DocumentFault[] => {
    const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownField([...path, key], key, issue.message.split(' ')));
    if (issue.code === 'invalid_key')
      return [{ path, onKey: true, ...(toRefusal(issue.issues[0]) ?? describe(issue)) }];
    return [{ path, ...(toRefusal(issue) ?? describe(issue)) }];
  });
}

function unknownField(path: DocumentPath, key: string, names: readonly string[]): DocumentFault {
  const meant = findNearest(key, names);
  return {
    path,
    onKey: true,
    code: 'unknown-field',
    message: {
      ru: `Поля «${key}» здесь нет${meant === undefined ? `; есть: ${names.join(', ')}.` : `, возможно, имелось в виду «${meant}».`}`,
      en: `There is no field “${key}” here${meant === undefined ? `; there are: ${names.join(', ')}.` : `, did you mean “${meant}”?`}`,
    },
  };
}

function toRefusal(issue: z.core.$ZodIssue | undefined): Refusal | undefined {
  const refusal: unknown = issue?.code === 'custom' ? issue.params?.['refusal'] : undefined;
  return isRefusal(refusal) ? refusal : undefined;
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}

function describe(issue: z.core.$ZodIssue): Refusal {
  if (issue.input === undefined || issue.input === null) return MISSING;
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected);
    case 'invalid_value':
      return oneOf(issue.values.map(String));
    case 'invalid_union':
      return 'options' in issue ? oneOf((issue.options ?? []).map(String)) : WRONG_VALUE;
    case 'too_small':
      return outOfRange(issue.origin, 'min', Number(issue.minimum));
    case 'too_big':
      return outOfRange(issue.origin, 'max', Number(issue.maximum));
    default:
      return WRONG_VALUE;
  }
}

const WRONG_VALUE: Refusal = {
  code: 'wrong-value',
  message: { ru: 'Такое значение не подходит.', en: 'This value does not fit.' },
};

const MISSING: Refusal = {
  code: 'missing',
  message: { ru: 'Обязательное поле не заполнено.', en: 'A mandatory field is missing.' },
};

const TYPE_NAMES: Readonly<Record<string, Sentence>> = {
  string: { ru: 'текст', en: 'a text' },
  number: { ru: 'число', en: 'a number' },
  int: { ru: 'целое число', en: 'a whole number' },
  boolean: { ru: 'true или false', en: 'true or false' },
  array: { ru: 'список', en: 'a list' },
  object: { ru: 'поля с отступом', en: 'indented fields' },
  record: { ru: 'поля с отступом', en: 'indented fields' },
};

function wrongType(expected: string): Refusal {
  const name = TYPE_NAMES[expected] ?? { ru: expected, en: expected };
  return {
    code: 'wrong-type',
    message: { ru: `Здесь нужно: ${name.ru}.`, en: `Expected here: ${name.en}.` },
  };
}

function oneOf(values: readonly string[]): Refusal {
  const list = values.join(', ');
  return {
    code: 'not-in-list',
    message: { ru: `Можно одно из: ${list}.`, en: `It must be one of: ${list}.` },
  };
}

function outOfRange(origin: string, side: 'min' | 'max', limit: number): Refusal {
  const [ru, en] = side === 'min' ? ['не меньше', 'at least'] : ['не больше', 'at most'];
  if (origin === 'string' || origin === 'array' || origin === 'record') {
    const of = origin === 'string' ? { ru: 'знаков', en: 'characters' } : { ru: 'записей', en: 'entries' };
    return {
      code: 'wrong-size',
      message: { ru: `Нужно ${ru} ${limit} ${of.ru}.`, en: `It needs ${en} ${limit} ${of.en}.` },
    };
  }
  return { code: 'out-of-range', message: { ru: `Нужно ${ru} ${limit}.`, en: `It must be ${en} ${limit}.` } };
}
