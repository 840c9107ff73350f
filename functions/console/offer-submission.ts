import * as z from 'zod/mini';
import { readBody } from '#shared/runtime/body.ts';
import type { BodyLimits, BodyReading, UnreadableBody } from '#shared/runtime/body-outcome.ts';
import type { ProblemField } from '#shared/runtime/problem.ts';
import type { OfferAnswer } from './offer-result.ts';
import { wantsJson, type Call } from './call.ts';
import { FAULT_TEXTS } from './texts.ts';

/** A reason of two hundred characters, escaped in the least favourable way, fits with room to spare. */
const LIMITS: BodyLimits = { maxBytes: 8 * 1024, maxMultipartBytes: 8 * 1024 };
export const MAX_REASON_CHARACTERS = 200;

/** A rep's answer as a program or our form says it; `reason` is a code, `comment` their own words. */
export const OfferAnswerBody = z.object({
  answer: z.enum(['accept', 'decline']),
  reason: z.optional(z.string().check(z.maxLength(MAX_REASON_CHARACTERS))),
  comment: z.optional(z.string().check(z.maxLength(MAX_REASON_CHARACTERS))),
});

export type AnswerReading =
  | { readonly outcome: 'answer'; readonly answer: Pick<OfferAnswer, 'answer' | 'reason'> }
  | { readonly outcome: 'faulty'; readonly errors: readonly ProblemField[] }
  | UnreadableBody;

/** Reads a rep's answer from our form or from JSON. */
export async function readOfferAnswer(call: Call): Promise<AnswerReading> {
  const reading = await readBody(call.headers['content-type'], call.body, LIMITS);
  if (reading.outcome === 'unreadable') return reading;
  const answer = textOf(reading, 'answer');
  const reason = reasonOf(textOf(reading, 'reason'), textOf(reading, 'comment'));
  if (answer !== 'accept' && answer !== 'decline') return faulty('answer', 'bad-answer', call);
  if ((textOf(reading, 'comment') ?? textOf(reading, 'reason') ?? '').length > MAX_REASON_CHARACTERS) {
    return faulty('reason', 'reason-too-long', call);
  }
  return { outcome: 'answer', answer: { answer, ...(reason === undefined ? {} : { reason }) } };
}

/** Whether a person pressed a button on our page, rather than a program calling. */
export function isBrowserForm(call: Call): boolean {
  return !wantsJson(call) && !(call.headers['content-type'] ?? '').includes('json');
}

function textOf(reading: Exclude<BodyReading, UnreadableBody>, name: string): string | undefined {
  if (reading.outcome === 'fields') return presentText(reading.fields.get(name)?.at(-1));
  const { value } = reading;
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof found === 'string' ? presentText(found) : undefined;
}

function presentText(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}

function reasonOf(code: string | undefined, comment: string | undefined): string | undefined {
  if (comment === undefined) return code;
  return `${code ?? 'other'}: ${comment}`;
}

function faulty(field: string, code: keyof typeof FAULT_TEXTS, { language }: Call): AnswerReading {
  return { outcome: 'faulty', errors: [{ field, code, message: FAULT_TEXTS[code][language] }] };
}
