import { readBody } from '#shared/runtime/body.ts';
import type { BodyLimits } from '#shared/runtime/body-outcome.ts';
import { json, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem } from '#shared/runtime/problem.ts';
import type { Erasure } from '#shared/domain/erasure.ts';
import type { Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { goOnErasing, orderErasure } from './erase-person.ts';
import { readErasureOrder } from './erasure-order.ts';
import { toReceipt } from './erasure-receipt.ts';
import { ERASURE_TEXTS } from './erasure-texts.ts';

const LIMITS: BodyLimits = { maxBytes: 4 * 1024, maxMultipartBytes: 4 * 1024 };

/** `POST /v1/erasures` with `{"phone": "+7…"}`, `{"email": "…"}` or `{"leadId": "…"}`, and a `reason` that names nobody. */
export async function postErasure(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  // JSON whatever it is called: a plain `curl -d` says that it sends a form.
  const body = await readBody('application/json', call.body, LIMITS);
  if (body.outcome === 'unreadable') return problem(body.status, body.code);
  const { phones } = await dependencies.simulation();
  const reading = readErasureOrder(body.outcome === 'json' ? body.value : undefined, phones);
  if (reading.outcome === 'faulty') {
    const errors = reading.faults.map(({ field, code }) => ({
      field,
      code,
      message: ERASURE_TEXTS[code][call.language],
    }));
    return problem(400, 'invalid-body', { errors });
  }
  const ordered = await orderErasure({ ...reading.order, by: call.role ?? 'ops' }, dependencies);
  return ordered.outcome === 'unknown-lead'
    ? problem(404, 'lead-not-found')
    : answer(ordered.erasure, call, dependencies);
}

/** `POST /v1/erasures/{id}`: goes on with one that is not finished; one that is stays as it is. */
export async function postErasureFurther(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const erasure = await findErasure(call, dependencies);
  if (erasure === undefined) return problem(404, 'erasure-not-found');
  return answer(await goOnErasing(erasure, dependencies), call, dependencies);
}

export async function showErasure(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const erasure = await findErasure(call, dependencies);
  if (erasure === undefined) return problem(404, 'erasure-not-found');
  return json(200, await toReceipt(erasure, call.language, dependencies));
}

/** An id comes out of an address, and the table takes no key of any length. */
export async function findErasure(
  { parameters }: Pick<Call, 'parameters'>,
  { erasures }: Pick<ConsoleDependencies, 'erasures'>,
): Promise<Erasure | undefined> {
  const id = parameters['id'] ?? '';
  return /^[\w-]{8,64}$/.test(id) ? erasures.find(id) : undefined;
}

async function answer(
  erasure: Erasure,
  call: Call,
  dependencies: Pick<ConsoleDependencies, 'leads'>,
): Promise<HttpAnswer> {
  const receipt = await toReceipt(erasure, call.language, dependencies);
  const headers = { location: `/v1/erasures/${erasure.id}` };
  return json(receipt.state === 'done' ? 200 : 202, receipt, { headers });
}
