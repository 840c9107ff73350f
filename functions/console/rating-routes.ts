import * as z from 'zod/mini';
import { isOffered } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { rated } from '#shared/domain/response-life.ts';
import { readBody } from '#shared/runtime/body.ts';
import type { BodyLimits } from '#shared/runtime/body-outcome.ts';
import { json, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem } from '#shared/runtime/problem.ts';
import type { Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { FAULT_TEXTS } from './texts.ts';

/** A number is a few bytes. */
const LIMITS: BodyLimits = { maxBytes: 1024, maxMultipartBytes: 1024 };

/** Each lost race means that somebody else changed the lead; five in a row do not happen. */
const MAX_ATTEMPTS = 5;

/** What a client answered to how likely they are to recommend us: 0 to 10. */
export const RatingBody = z.object({ score: z.int().check(z.minimum(0), z.maximum(10)) });

/** Notes a client's rating of a lead that a rep had; of several the last one counts. */
export async function postRating(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const reading = await readBody('application/json', call.body, LIMITS);
  if (reading.outcome === 'unreadable') return problem(reading.status, reading.code);
  const wanted = RatingBody.safeParse(reading.outcome === 'json' ? reading.value : undefined);
  if (!wanted.success) {
    const message = FAULT_TEXTS['bad-rating'][call.language];
    return problem(400, 'invalid-body', { errors: [{ field: 'score', code: 'bad-rating', message }] });
  }
  return rate(call.parameters['id'] ?? '', wanted.data.score, dependencies);
}

async function rate(
  id: string,
  score: number,
  { leads, clock, pause }: ConsoleDependencies,
): Promise<HttpAnswer> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const lead = await leads.find(id);
    if (lead === undefined) return problem(404, 'lead-not-found');
    if (!canBeRated(lead)) return problem(409, 'not-handed-over');
    if (lead.rating?.score === score) return json(200, { leadId: id, score });
    if ((await leads.save(rated(lead, score, 'ops', clock.now()))) === 'saved')
      return json(200, { leadId: id, score });
    await pause(attempt);
  }
  throw new Error(`lead ${id} kept changing`);
}

/** Whoever was never given to a rep has nothing to rate. */
function canBeRated(lead: Lead): boolean {
  return lead.owner !== undefined && (isOffered(lead) || lead.status === 'won' || lead.status === 'lost');
}
