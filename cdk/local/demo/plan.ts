import { makeCall, type SigningKeys } from './calls.ts';
import { makeFlawedForm, makeForm } from './forms.ts';
import { createRandom } from './random.ts';
import { FORM_FLAWS, type DemoRequest } from './request.ts';

const REPEAT_SHARE = 0.03;
const CALL_SHARE = 0.25;
const FLAWED_SHARE = 0.15;

export interface PlanOptions {
  readonly count: number;
  readonly seed: number;
  /** Part of every id the senders give, so that the same seed makes other leads the next time. */
  readonly run: string;
  readonly now: Date;
  readonly keys: SigningKeys;
}

/** The whole day of a company in one list: forms and calls, good ones and others, and some sent twice. */
export function planRequests({ count, seed, run, now, keys }: PlanOptions): readonly DemoRequest[] {
  const random = createRandom(seed);
  const forms: DemoRequest[] = [];
  let flaws = 0;
  return Array.from({ length: count }, (_, index): DemoRequest => {
    const id = `${run}-${index}`;
    const roll = random.next();
    if (roll < REPEAT_SHARE && forms.length > 0) return { ...random.pick(forms), intent: 'repeat' };
    if (roll < REPEAT_SHARE + CALL_SHARE) return makeCall(id, now, keys, random);
    if (roll < REPEAT_SHARE + CALL_SHARE + FLAWED_SHARE) {
      const flaw = FORM_FLAWS[flaws++ % FORM_FLAWS.length] ?? 'individual';
      return makeFlawedForm(flaw, id, random);
    }
    const form = makeForm(id, random);
    forms.push(form);
    return form;
  });
}
