import type { Language, Sentence } from '#shared/domain/language.ts';
import { DIFFERENCE_KINDS } from '#shared/domain/policy-difference.ts';
import type { HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem, type ProblemField } from '#shared/runtime/problem.ts';
import type { Call } from './call.ts';
import type { DraftReading } from './read-draft.ts';

const TEXTS = {
  'not-an-object': { ru: 'нужен объект JSON', en: 'a JSON object is needed' },
  'one-of-both': {
    ru: 'нужно одно из двух: policy (текст правил) или policyVersion (номер версии)',
    en: 'one of the two: policy (the rules as YAML) or policyVersion (a number)',
  },
  'bad-version': { ru: 'номер версии от 1', en: 'the number of a version, from 1' },
  'unknown-version': { ru: 'такой версии нет', en: 'there is no such version' },
  'bad-last': { ru: 'целое число от 1 до 100000', en: 'a whole number from 1 to 100000' },
  'bad-hours': { ru: 'целое число часов от 1 до 336', en: 'a whole number of hours from 1 to 336' },
  'bad-moment': {
    ru: 'день 2026-11-23 или момент с поясом 2026-11-23T09:00:00Z',
    en: 'a day, 2026-11-23, or a moment with its zone, 2026-11-23T09:00:00Z',
  },
  'last-or-period': {
    ru: 'либо last, либо from и to вместе',
    en: 'either last, or from and to together',
  },
  'not-a-period': { ru: 'to должно быть позже from', en: 'to must be after from' },
  'bad-kind': { ru: `одно из: ${DIFFERENCE_KINDS.join(', ')}`, en: `one of: ${DIFFERENCE_KINDS.join(', ')}` },
  'bad-cursor': { ru: 'возьмите значение next из ответа', en: 'take the next of an answer' },
  'unknown-field': { ru: 'такого поля нет', en: 'there is no such field' },
} as const satisfies Record<string, Sentence>;

export type FaultCode = keyof typeof TEXTS;

export interface Fault {
  readonly field: string;
  readonly code: FaultCode;
}

/** Answers what is wrong with a body or a query, each field with its sentence. */
export function refuse(faults: readonly Fault[], call: Call, code = 'invalid-body'): HttpAnswer {
  return problem(400, code, { errors: faults.map((fault) => toError(fault, call.language)) });
}

/** Answers why rules cannot be tried, a faulty draft with the line of every fault. */
export function refuseDraft(
  reading: Exclude<DraftReading, { outcome: 'read' }>,
  { language }: Call,
): HttpAnswer {
  switch (reading.outcome) {
    case 'too-large':
      return problem(413, 'document-too-large');
    case 'unknown-version':
      return problem(422, 'version-not-found', {
        errors: [toError({ field: 'policyVersion', code: 'unknown-version' }, language)],
      });
    case 'faulty':
      return problem(422, 'faulty-document', {
        errors: reading.faults.map(({ line, column, path, code, message }) => ({
          field: path,
          line,
          ...(column === undefined ? {} : { column }),
          code,
          message: message[language],
        })),
      });
  }
}

function toError({ field, code }: Fault, language: Language): ProblemField {
  return { field, code, message: TEXTS[code][language] };
}
