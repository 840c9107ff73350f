import { compareJudgements } from '#shared/domain/compare-judgements.ts';
import { NOTHING_COMPARED, counted, type ComparisonCounts } from '#shared/domain/difference-tally.ts';
import { DIFFERENCES_PER_PAGE, type PolicyDifference } from '#shared/domain/policy-difference.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Team } from '#shared/domain/team.ts';
import { SECOND_MS } from '#shared/domain/time.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { FoundLeads, PastLeads } from '#shared/ports/past-leads.ts';
import type { ReplayBook, ReplayReport } from '#shared/ports/replay-book.ts';
import type { SettingsReader } from '#shared/ports/settings.ts';

/** Somebody watches: a figure that stands still for longer looks broken. */
const SAY_EVERY_MS = SECOND_MS;

export interface ReplayDependencies {
  readonly replays: ReplayBook;
  readonly pastLeads: PastLeads;
  readonly settings: SettingsReader;
  readonly clock: Clock;
}

/** `nothing-to-do`: it is finished, or forgotten. */
export type Replayed =
  | { readonly outcome: 'done'; readonly report: ReplayReport }
  | { readonly outcome: 'failed'; readonly error: unknown }
  | { readonly outcome: 'nothing-to-do' };

/**
 * Puts past leads before other rules and keeps what would have come out otherwise. No lead is changed.
 *
 * Begun again after a crash it keeps the same pages again. Whatever goes wrong is the replay's outcome, so that
 * nobody waits for one that never ends.
 */
export async function replayLeads(id: string, dependencies: ReplayDependencies): Promise<Replayed> {
  const { replays, pastLeads, settings, clock } = dependencies;
  const startedMs = clock.now().getTime();
  const state = await replays.find(id);
  const order = await replays.findOrder(id);
  if (order === undefined || state?.state === 'done' || state?.state === 'failed')
    return { outcome: 'nothing-to-do' };
  try {
    const team = await settings.current('team');
    const found = await pastLeads.find(order.span, order.orderedAt);
    const counts = await compareAll(id, found, { policy: order.policy, team }, dependencies);
    const report = { ...counts, tookMs: clock.now().getTime() - startedMs };
    await replays.finish(id, report);
    return { outcome: 'done', report };
  } catch (error) {
    await replays.finish(id, 'failed');
    return { outcome: 'failed', error };
  }
}

/** The first page of differences is there as soon as it is full; an empty one says that no more will come. */
async function compareAll(
  id: string,
  { total, pages }: FoundLeads,
  { policy, team }: { readonly policy: Policy; readonly team: Team },
  { replays, clock }: ReplayDependencies,
): Promise<ComparisonCounts> {
  let counts = NOTHING_COMPARED;
  let page = 0;
  const found: PolicyDifference[] = [];
  await replays.advance(id, 0, total);
  let saidMs = clock.now().getTime();
  for await (const leads of pages) {
    for (const lead of leads) {
      const comparison = compareJudgements(lead, policy, team);
      counts = counted(counts, comparison);
      if (comparison.outcome === 'differs') found.push(comparison.difference);
    }
    while (found.length >= DIFFERENCES_PER_PAGE)
      await replays.keep(id, page++, found.splice(0, DIFFERENCES_PER_PAGE));
    if (clock.now().getTime() - saidMs < SAY_EVERY_MS) continue;
    saidMs = clock.now().getTime();
    await replays.advance(id, counts.judged + counts.skipped, total);
  }
  if (found.length > 0) await replays.keep(id, page++, found);
  await replays.keep(id, page, []);
  return counts;
}
