import { giveBackLeads } from '#shared/assignment/give-back.ts';
import type { ConsoleDependencies } from './dependencies.ts';

type Dependencies = Pick<
  ConsoleDependencies,
  'settings' | 'roster' | 'held' | 'book' | 'assignments' | 'handoffs' | 'clock' | 'log'
>;

/**
 * Puts a rep on or off duty. Leads that waited for them are found by the sweep within the minute; what they have not
 * accepted goes to others at once when they leave, and what cannot be given back now, within the minute as well.
 */
export async function switchDutyOf(
  rep: string | undefined,
  onDuty: boolean,
  dependencies: Dependencies,
): Promise<'done' | 'unknown-rep'> {
  const { settings, roster, log } = dependencies;
  const { reps } = await settings.current('team');
  if (rep === undefined || !reps.some(({ id }) => id === rep)) return 'unknown-rep';
  await roster.setOnDuty(rep, onDuty);
  if (!onDuty)
    await giveBackLeads(rep, 'rep-away', dependencies).catch(() => log.error('give-back.failed', { rep }));
  return 'done';
}
