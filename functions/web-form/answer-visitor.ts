import { faultMessage } from '#shared/domain/field-messages.ts';
import { parseLanguage, type Language } from '#shared/domain/language.ts';
import type { FieldFault } from '#shared/domain/lead.ts';
import type { Source } from '#shared/domain/source.ts';
import type { Taken } from '#shared/intake/taken.ts';
import { json, plain, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem, tooManyRequests } from '#shared/runtime/problem.ts';

const COME_LATER = {
  ru: 'Слишком много заявок подряд. Подождите минуту и отправьте ещё раз.',
  en: 'Too many submissions in a row. Please wait a minute and send it again.',
} as const;

/** Our own form: the visitor sees what is wrong and puts it right, and never whether the lead was rejected. */
export function toVisitor(taken: Taken, acceptLanguage: string | undefined, source: Source): HttpAnswer {
  const language = parseLanguage(acceptLanguage, source.language);
  switch (taken.outcome) {
    case 'received':
    case 'repeated':
      return json(202, { leadId: taken.lead.id, outcome: taken.outcome });
    case 'key-reused':
      return problem(422, 'idempotency-key-reused');
    case 'faulty':
      return toProblem(taken.faults, language);
    case 'forged':
      return problem(401, 'not-genuine');
    case 'unreadable':
      return problem(taken.status, taken.code);
    case 'limited':
      return tooManyRequests(taken.retryAfterSeconds, COME_LATER[language]);
    case 'ignored':
    case 'several':
    case 'noted':
    case 'responded':
      return json(202, { outcome: 'ignored' });
    case 'greeted':
      return plain(taken.answer);
  }
}

/** A captcha is asked for by itself: the fields are right by then, and a page has to load its widget. */
function toProblem(faults: readonly FieldFault[], language: Language): HttpAnswer {
  const errors = faults.map((fault) => ({
    field: fault.field,
    code: fault.code,
    message: faultMessage(fault, language),
  }));
  const asksCaptcha = faults.some(({ code }) => code === 'captcha-required');
  return problem(422, asksCaptcha ? 'captcha-required' : 'invalid-fields', { errors });
}
