import { type AlarmStories, MINUTE_MS } from '../alarm-world.ts';

export const ASSIGNING_STORIES: AlarmStories = {
  'Assignment/Unowned': {
    fault: 'the table refuses the choice of owners, and a lead stands without one',
    ring: async (world) => {
      world.table.set('assignment', 'refuses');
      await world.postForm();
      world.pass(MINUTE_MS / 2);
      await world.system.sweep();
      await world.counted('LeadUnowned', 'sweeper');
    },
    mend: async (world) => {
      world.table.set('assignment', 'none');
      world.pass(MINUTE_MS);
      await world.emptied('AssignmentsQueue');
      await world.counted('LeadUnowned', 'assignment');
    },
  },
  'Assignment/QueueAge': {
    fault: 'choosing owners hangs for more than a minute',
    ring: async (world) => {
      await world.hang('assignment', () => world.postForm());
      world.pass(1.5 * MINUTE_MS);
    },
    mend: async (world) => {
      world.table.set('assignment', 'none');
      await world.emptied('AssignmentsQueue');
    },
  },
  'Assignment/Failures': {
    fault: 'choosing owners is killed at work, two minutes in a row',
    ring: (world) => world.eachMinute(2, () => world.killAtWork('assignment', () => world.postForm())),
    mend: async (world) => {
      world.pass(MINUTE_MS);
      await world.emptied('AssignmentsQueue');
    },
  },
};
