import * as z from 'zod/mini';
import { readBody } from '#shared/runtime/body.ts';
import type { BodyLimits, BodyReading } from '#shared/runtime/body-outcome.ts';
import { json, page, redirect, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem } from '#shared/runtime/problem.ts';
import type { Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { noLeadPage } from './pages/lead-page.ts';
import { reassignLead, type Reassigned } from './reassign-lead.ts';

const LIMITS: BodyLimits = { maxBytes: 4 * 1024, maxMultipartBytes: 4 * 1024 };

export const MAX_REASSIGN_REASON_CHARACTERS = 200;

export const Wanted = z.object({
  rep: z.string().check(z.minLength(1), z.maxLength(40)),
  reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(MAX_REASSIGN_REASON_CHARACTERS)),
});

/** Status of the answer to each refusal; the code is the outcome itself. */
const STATUS: Readonly<Record<Exclude<Reassigned['outcome'], 'given'>, 404 | 409 | 422>> = {
  'unknown-lead': 404,
  'unknown-rep': 422,
  'rep-not-active': 422,
  'rep-full': 409,
  'already-theirs': 409,
  'not-assignable': 409,
};

/** `POST /v1/leads/{id}/reassign` with `{"rep": "anna", "reason": "the client asked for her"}`. */
export async function postReassignment(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  // JSON whatever it is called: a plain `curl -d` says that it sends a form.
  const reading = await readBody('application/json', call.body, LIMITS);
  if (reading.outcome === 'unreadable') return problem(reading.status, reading.code);
  const wanted = Wanted.safeParse(reading.outcome === 'json' ? reading.value : undefined);
  if (!wanted.success) return problem(400, 'invalid-body');
  const leadId = call.parameters['id'] ?? '';
  const result = await reassignLead({ leadId, by: 'ops', ...wanted.data }, dependencies);
  if (result.outcome !== 'given') return problem(STATUS[result.outcome], result.outcome);
  const { id, status, owner } = result.lead;
  return json(200, { id, status, owner });
}

/** The same by the form of the lead's page, which then says what came of it. */
export async function reassignOnPage(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const id = call.parameters['id'] ?? '';
  const back = `/console/leads/${encodeURIComponent(id)}`;
  const reading = await readBody(call.headers['content-type'], call.body, LIMITS);
  const wanted = Wanted.safeParse({ rep: fieldOf(reading, 'rep'), reason: fieldOf(reading, 'reason') });
  if (!wanted.success) return redirect(303, `${back}?refused=invalid-body#reassign`);
  const { outcome } = await reassignLead({ leadId: id, by: 'ops', ...wanted.data }, dependencies);
  if (outcome === 'unknown-lead') return page(404, noLeadPage(call));
  return redirect(303, outcome === 'given' ? back : `${back}?refused=${outcome}#reassign`);
}

function fieldOf(reading: BodyReading, name: string): string | undefined {
  return reading.outcome === 'fields' ? reading.fields.get(name)?.[0] : undefined;
}
