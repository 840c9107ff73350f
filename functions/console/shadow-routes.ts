import { countsOf } from '#shared/domain/difference-tally.ts';
import type { SettingsArchive } from '#shared/ports/settings.ts';
import type { ShadowTrial } from '#shared/ports/shadow-book.ts';
import { json, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem } from '#shared/runtime/problem.ts';
import type { Call } from './call.ts';
import { readDraft } from './read-draft.ts';
import { startTrial, stopTrial, type TrialDependencies } from './start-trial.ts';
import { parseListing, parseTrialOrder } from './trial-parameters.ts';
import { refuse, refuseDraft } from './trial-refusals.ts';

/** The ops API has one token: it does not know who of ops it is. */
const STARTED_BY = 'ops';

export interface ShadowDesk extends TrialDependencies {
  readonly archive: SettingsArchive;
}

/** Lets a draft judge what arrives from now on, deciding nothing. */
export async function putShadow(call: Call, desk: ShadowDesk): Promise<HttpAnswer> {
  const order = parseTrialOrder(call.body);
  if (order.outcome === 'faulty') return refuse(order.faults, call);
  const draft = await readDraft(order.value.rules, desk.archive);
  if (draft.outcome !== 'read') return refuseDraft(draft, call);
  const { policy, text } = draft;
  const trial = await startTrial({ policy, text, hours: order.value.hours, by: STARTED_BY }, desk);
  return json(200, await toView(trial, desk));
}

/** The trial started last, over or not, and what it has found so far. */
export async function showShadow(desk: TrialDependencies): Promise<HttpAnswer> {
  const trial = await desk.shadow.current();
  return trial === undefined ? problem(404, 'no-trial') : json(200, await toView(trial, desk));
}

export async function deleteShadow(desk: TrialDependencies): Promise<HttpAnswer> {
  const trial = await stopTrial(desk);
  return trial === undefined ? problem(404, 'no-trial') : json(200, await toView(trial, desk));
}

/** The leads the trial's rules would have judged otherwise, newest first. */
export async function listShadowDifferences(call: Call, { shadow }: TrialDependencies): Promise<HttpAnswer> {
  const listing = parseListing(call.query);
  if (listing.outcome === 'faulty') return refuse(listing.faults, call, 'invalid-parameters');
  const trial = await shadow.current();
  if (trial === undefined) return problem(404, 'no-trial');
  const { kind, cursor } = listing.value;
  const { differences, next } = await shadow.differences(trial.id, cursor);
  const wanted = kind === undefined ? differences : differences.filter(({ kinds }) => kinds.includes(kind));
  return json(200, { differences: wanted, next: next ?? null });
}

async function toView(trial: ShadowTrial, { shadow, clock }: TrialDependencies) {
  const { id, policy, text, by, startedAt, until } = trial;
  const tally = await shadow.tally(id);
  return {
    id,
    state: until > clock.now().toISOString() ? 'running' : 'over',
    policyVersion: policy.version === 0 ? null : policy.version,
    by,
    startedAt,
    until,
    countedUpTo: tally?.upTo ?? null,
    judged: tally?.judged ?? 0,
    skipped: tally?.skipped ?? 0,
    counts: tally?.counts ?? countsOf(() => 0),
    policy: text,
  };
}
