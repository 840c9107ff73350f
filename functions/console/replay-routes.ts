import type { ReplayState } from '#shared/ports/replay-book.ts';
import type { SettingsArchive } from '#shared/ports/settings.ts';
import { json, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem } from '#shared/runtime/problem.ts';
import type { Call } from './call.ts';
import { orderReplay, type OrderDependencies } from './order-replay.ts';
import { readDraft } from './read-draft.ts';
import { parseListing, parseReplayOrder } from './trial-parameters.ts';
import { refuse, refuseDraft } from './trial-refusals.ts';

/** The ops API has one token: it does not know who of ops it is. */
const ORDERED_BY = 'ops';

const REPLAY_ID = /^[\w-]{8,64}$/;

export interface ReplayDesk extends OrderDependencies {
  readonly archive: SettingsArchive;
}

/** Orders past leads to be judged by other rules, without effect; how it goes is told under the Location. */
export async function postReplay(call: Call, desk: ReplayDesk): Promise<HttpAnswer> {
  const order = parseReplayOrder(call.body);
  if (order.outcome === 'faulty') return refuse(order.faults, call);
  const draft = await readDraft(order.value.rules, desk.archive);
  if (draft.outcome !== 'read') return refuseDraft(draft, call);
  const id = await orderReplay({ policy: draft.policy, span: order.value.span, by: ORDERED_BY }, desk);
  return json(202, { id, state: 'queued' }, { headers: { location: `/v1/replays/${id}` } });
}

/** How far it is, and in the end what would change. */
export async function showReplay(call: Call, { replays }: Pick<ReplayDesk, 'replays'>): Promise<HttpAnswer> {
  const state = await findReplay(call, replays);
  return state === undefined ? problem(404, 'replay-not-found') : json(200, toView(state));
}

/** The leads behind each number, newest first. */
export async function listDifferences(
  call: Call,
  { replays }: Pick<ReplayDesk, 'replays'>,
): Promise<HttpAnswer> {
  const listing = parseListing(call.query);
  if (listing.outcome === 'faulty') return refuse(listing.faults, call, 'invalid-parameters');
  const state = await findReplay(call, replays);
  if (state === undefined) return problem(404, 'replay-not-found');
  const { kind, cursor } = listing.value;
  const { differences, next } = await replays.differences(state.id, kind, cursor);
  return json(200, { differences, next: next ?? null });
}

async function findReplay(call: Call, replays: ReplayDesk['replays']): Promise<ReplayState | undefined> {
  const id = call.parameters['id'] ?? '';
  return REPLAY_ID.test(id) ? replays.find(id) : undefined;
}

function toView({ policyVersion, report, ...state }: ReplayState) {
  return { ...state, policyVersion: policyVersion === 0 ? null : policyVersion, report: report ?? null };
}
