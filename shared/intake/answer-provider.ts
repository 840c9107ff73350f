import { plain, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem, tooManyRequests } from '#shared/runtime/problem.ts';
import type { Provider } from './provider.ts';
import type { Taken } from './taken.ts';

/**
 * A vendor nobody can correct hears its word of success, whatever became of the lead; only forgery, nonsense and a
 * flood are refused.
 */
export function answerProvider(taken: Taken, provider: Provider): HttpAnswer {
  switch (taken.outcome) {
    case 'received':
    case 'repeated':
    case 'key-reused':
    case 'faulty':
    case 'ignored':
    case 'several':
    case 'noted':
    case 'responded':
      return plain(provider.success);
    case 'limited':
      return tooManyRequests(taken.retryAfterSeconds);
    case 'forged':
      return problem(401, 'not-genuine');
    case 'unreadable':
      return problem(taken.status, taken.code);
    case 'greeted':
      return plain(taken.answer);
  }
}
