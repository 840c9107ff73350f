import { waitFor } from '../wait-for.ts';
import { type AlarmStories, type AlarmWorld, HOUR_MS, MINUTE_MS } from '../alarm-world.ts';
import { OPS_TOKEN } from '../local-system.ts';

const BOTH_REGISTRIES = ['registry', 'checko'] as const;

/** The queue gives a message up at its fifth failure. */
const FAILURES = 5;

/** One more than one batch of the function that reads them takes. */
const MANY = 25;

/** Tries of a company's check: 5, 4 and 23, and the last one gives it up. */
const TRIES = 33;

export const OTHER_STORIES: AlarmStories = {
  'DeadLetters/Received': {
    fault: 'a lead’s message fails five times',
    ring: async (world) => {
      world.table.set('assignment', 'refuses');
      await world.postForm();
      for (let failures = 0; failures < FAILURES; failures += 1) {
        await waitFor('failure', () => world.queue('AssignmentsQueue').inFlight > 0);
        await waitFor('end of the work', () => world.isIdle('assignment'));
        world.pass(MINUTE_MS);
      }
      await world.counted('DeadLetterReceived', 'dead-letters');
    },
    mend: async (world) => world.table.set('assignment', 'none'),
  },
  'DeadLetters/Stuck': {
    fault: 'the function that reads dead letters hangs, and they pile up',
    ring: async (world) => {
      const id = await world.postForm();
      await world.hang('dead-letters', () => world.send('HandoffsDeadLetters', id));
      for (let sent = 0; sent < MANY; sent += 1) world.send('HandoffsDeadLetters', id);
      await world.eachMinute(2, async () => undefined);
    },
    mend: async (world) => {
      await world.system.runner.kill('dead-letters');
      world.table.set('dead-letters', 'none');
      world.pass(MINUTE_MS);
      await world.emptied('HandoffsDeadLetters');
    },
  },
  'DeadLetters/Failures': {
    fault: 'the function that reads dead letters is killed at work',
    ring: async (world) => {
      const id = await world.postForm();
      await world.killAtWork('dead-letters', () => world.send('HandoffsDeadLetters', id));
    },
    mend: async (world) => {
      world.pass(MINUTE_MS);
      await world.emptied('HandoffsDeadLetters');
    },
  },
  'CounterpartyCheck/QueueAge': {
    fault: 'checking companies later hangs for more than a quarter of an hour',
    ring: async (world) => {
      const id = await uncheckedLead(world);
      await world.hang('counterparty-check', () => world.send('ChecksQueue', id));
      world.pass(16 * MINUTE_MS);
    },
    mend: endChecks,
  },
  'CounterpartyCheck/Failures': {
    fault: 'checking companies later is killed at work, two minutes in a row',
    ring: async (world) => {
      const id = await uncheckedLead(world);
      await world.eachMinute(2, () =>
        world.killAtWork('counterparty-check', () => world.send('ChecksQueue', id)),
      );
    },
    mend: endChecks,
  },
  'CounterpartyCheck/GivenUp': {
    fault: 'no registry answers about a company for a day',
    ring: async (world) => {
      const id = await uncheckedLead(world);
      await world.fault({ mode: 'refusing', status: 503 }, ...BOTH_REGISTRIES);
      for (let tries = 1; tries < TRIES; tries += 1) {
        world.pass(HOUR_MS);
        world.send('ChecksQueue', id);
        await world.emptied('ChecksQueue');
      }
      await world.counted('CheckGivenUp', 'counterparty-check');
    },
    mend: (world) => world.fault({ mode: 'ok' }, ...BOTH_REGISTRIES),
  },
  'Replay/Failures': {
    fault: 'a replay is killed at work',
    ring: (world) => world.killAtWork('replay', () => orderReplay(world)),
    mend: async () => undefined,
  },
  'Console/Failures': {
    fault: 'the console is killed while somebody waits for a page',
    ring: (world) => world.killAtWork('console', () => world.system.request('/health')),
    mend: async (world) => void (await world.system.request('/health')),
  },
};

/** One whose company no registry could be asked about when it came. */
async function uncheckedLead(world: AlarmWorld): Promise<string> {
  await world.fault({ mode: 'refusing', status: 503 }, ...BOTH_REGISTRIES);
  const id = await world.postForm();
  await world.fault({ mode: 'ok' }, ...BOTH_REGISTRIES);
  await world.system.deliveredLead(id);
  world.pass(2 * MINUTE_MS);
  return id;
}

async function endChecks(world: AlarmWorld): Promise<void> {
  world.table.set('counterparty-check', 'none');
  world.pass(2 * MINUTE_MS);
  await world.emptied('ChecksQueue');
}

async function orderReplay({ system }: AlarmWorld): Promise<void> {
  const { status, text } = await system.request('/v1/replays', {
    method: 'POST',
    headers: { authorization: `Bearer ${OPS_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ policyVersion: 1 }),
  });
  if (status !== 202) throw new Error(`the replay was not taken: ${status} ${text}`);
}
