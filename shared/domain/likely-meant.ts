import { suggestInn } from './inn.ts';
import type { FieldFault } from './lead.ts';

/**
 * What was probably meant by a text at fault. Of a fault that comes without a proposal, the zero a spreadsheet drops is
 * looked for again.
 */
export function likelyMeant({ code, typed = '', suggestion }: FieldFault): string | undefined {
  return suggestion ?? (code === 'inn-length' ? suggestInn(typed) : undefined);
}
