import type { Provider } from '#shared/intake/provider.ts';
import type { Taken } from '#shared/intake/taken.ts';
import { plain, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem, tooManyRequests } from '#shared/runtime/problem.ts';

/** A form service that nobody can correct hears its word of success, whatever became of the lead. */
export function toService(taken: Taken, provider: Provider): HttpAnswer {
  switch (taken.outcome) {
    case 'received':
    case 'repeated':
    case 'key-reused':
    case 'faulty':
    case 'ignored':
    case 'several':
    case 'noted':
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
