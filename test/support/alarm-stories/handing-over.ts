import { type AlarmStories, type AlarmWorld, MINUTE_MS } from '../alarm-world.ts';

const DESTINATIONS = ['crm', 'messenger', 'webhook'] as const;

/** By then a message that somebody held comes back, and the sweep tries what had failed. */
const HELD_FOR_MS = 3 * MINUTE_MS;

export const HANDING_OVER_STORIES: AlarmStories = {
  'Handoff/QueueAge': {
    fault: 'handing over hangs for more than a minute',
    ring: async (world) => {
      await world.hang('handoff', () => world.postForm());
      world.pass(1.5 * MINUTE_MS);
    },
    mend: endWork,
  },
  'Handoff/Failures': {
    fault: 'handing over is killed at work, two minutes in a row',
    ring: (world) => world.eachMinute(2, () => world.killAtWork('handoff', () => world.postForm())),
    mend: endWork,
  },
  'Handoff/SlowDelivery': {
    fault: 'handing over goes on only half a minute after a lead has come',
    ring: async (world) => {
      let leadId = Promise.resolve('');
      await world.hang('handoff', () => (leadId = world.postForm()));
      world.pass(MINUTE_MS / 2);
      world.table.set('handoff', 'none');
      await world.system.deliveredLead(await leadId);
    },
    mend: endWork,
  },
  'Handoff/Undelivered': {
    fault: 'CRM, messenger and webhook refuse a lead, two minutes in a row',
    ring: async (world) => {
      await world.fault({ mode: 'refusing', status: 503 }, ...DESTINATIONS);
      await world.eachMinute(2, async () => {
        await world.postForm();
        await world.counted('HandoffFailed', 'handoff', 3);
      });
    },
    mend: mendDestinations,
  },
  'Handoff/Uncertain': {
    fault: 'CRM, messenger and webhook lose their answers, two minutes in a row',
    ring: async (world) => {
      await world.fault({ mode: 'lose-answer' }, ...DESTINATIONS);
      await world.eachMinute(2, async () => {
        await world.postForms(3);
        await world.counted('HandoffUncertain', 'handoff', 5);
      });
    },
    mend: mendDestinations,
  },
};

async function mendDestinations(world: AlarmWorld): Promise<void> {
  await world.fault({ mode: 'ok' }, ...DESTINATIONS);
  await endWork(world);
}

async function endWork(world: AlarmWorld): Promise<void> {
  world.table.set('handoff', 'none');
  world.pass(HELD_FOR_MS);
  await world.system.sweep();
  await world.emptied('HandoffsQueue');
}
