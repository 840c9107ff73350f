import { giveBackLead, type GiveBackDependencies } from '#shared/assignment/give-back.ts';
import { goneReasonOf, withoutGone, type GoneReason } from '#shared/domain/give-back.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { RepState, Team } from '#shared/domain/team.ts';
import type { DutyRoster } from '#shared/ports/duty-roster.ts';
import type { FormerReps } from './former-reps.ts';

export interface RepSweepDependencies extends GiveBackDependencies {
  readonly roster: Pick<DutyRoster, 'states'>;
  readonly formerReps: FormerReps;
}

/** Does something to a lead and goes on where that fails. */
export type Trying = <T>(lead: Lead, work: () => Promise<T>) => Promise<T | 'failed'>;

/**
 * Takes from reps who are gone what they cannot answer, and says how many leads that were.
 *
 * Their leads are looked for only where their load says that there are any, so that an ordinary minute costs one
 * read. Of those asked at once, nobody has the lead yet: whoever is gone is asked no more, and the others still are.
 */
export async function sweepReps(dependencies: RepSweepDependencies, trying: Trying): Promise<number> {
  const { settings, roster, formerReps, held, clock } = dependencies;
  const team = await settings.current('team');
  const ids = [...team.reps.map(({ id }) => id), ...(await formerReps(team))];
  const states = await roster.states(ids);
  const gone = findGone(ids, team, states, clock.now());
  let givenBack = 0;
  for (const [rep, because] of gone) {
    if ((states[rep]?.open ?? 0) === 0) continue;
    for (const lead of await held.ofRep(rep)) {
      const done = await trying(lead, () => giveBackLead(lead, because, dependencies));
      if (done === 'given-back') givenBack += 1;
    }
  }
  if (gone.size > 0) await withdrawOpenOffers(team, gone, dependencies, trying);
  return givenBack;
}

type Gone = ReadonlyMap<string, GoneReason>;

function findGone(
  ids: readonly string[],
  team: Team,
  states: Readonly<Record<string, RepState>>,
  now: Date,
): Gone {
  const reps = new Map(team.reps.map((rep) => [rep.id, rep]));
  return new Map(
    ids.flatMap((id) => {
      const because = goneReasonOf(reps.get(id), states[id], now);
      return because === undefined ? [] : [[id, because] as const];
    }),
  );
}

async function withdrawOpenOffers(
  { pools }: Team,
  gone: Gone,
  { held, book, assignments, clock }: RepSweepDependencies,
  trying: Trying,
): Promise<void> {
  for (const { id } of pools.filter(({ strategy }) => strategy === 'first-to-accept'))
    for (const lead of await held.inPool(id))
      await trying(lead, async () => {
        const left = withoutGone(lead, (rep) => gone.get(rep), clock.now());
        if (left === lead || (await book.commit({ lead: left })) !== 'done') return;
        if (left.status === 'qualified') await assignments.send(lead.id, 'rep-away').catch(() => undefined);
      });
}
