import type { Received } from '../local-system.ts';
import type { AlarmStories, AlarmWorld } from '../alarm-world.ts';

const BOTH_REGISTRIES = ['registry', 'checko'] as const;

const MISSED_CALL = 'telephony/zadarma-missed.json';

/** Its limit is that of a form anybody may send: thirty a minute from one address. */
const LIMITED_SOURCE = 'main-site';

export const DOOR_STORIES: AlarmStories = {
  'WebForm/Failures': {
    fault: 'the function behind the forms is killed while a visitor waits',
    ring: (world) => world.killAtWork('web-form', () => world.postForm()),
    mend: async (world) => void (await world.postForm()),
  },
  'WebForm/ServerErrors': {
    fault: 'the table refuses what the forms ask of it',
    ring: (world) => isRefused(world, 'web-form', () => world.sendForm()),
    mend: async (world) => void (await world.postForm()),
  },
  'Telephony/Failures': {
    fault: 'the function behind the calls is killed while it takes one',
    ring: (world) => world.killAtWork('telephony', () => world.system.postEvent(MISSED_CALL)),
    mend: async (world) => void (await world.system.postEvent(MISSED_CALL)),
  },
  'Telephony/ServerErrors': {
    fault: 'the table refuses what the calls ask of it',
    ring: (world) => isRefused(world, 'telephony', () => world.system.postEvent(MISSED_CALL)),
    mend: async (world) => void (await world.system.postEvent(MISSED_CALL)),
  },
  'PublicApi/ServerErrors': {
    fault: 'the table refuses what the console asks of it',
    ring: (world) => isRefused(world, 'console', () => world.system.request('/health')),
    mend: async (world) => void (await world.system.request('/health')),
  },
  'Intake/RegistryUnavailable': {
    fault: 'no registry answers about three companies, two minutes long',
    ring: async (world) => {
      await world.fault({ mode: 'refusing', status: 503 }, ...BOTH_REGISTRIES);
      await world.eachMinute(2, () => world.postForms(3));
    },
    mend: (world) => world.fault({ mode: 'ok' }, ...BOTH_REGISTRIES),
  },
  'Intake/RegistryCircuitOpen': {
    fault: 'the registry refuses the key',
    ring: async (world) => {
      await world.fault({ mode: 'refusing', status: 403 }, 'registry');
      await world.postForm();
      await world.system.sweep();
    },
    mend: async (world) => {
      await world.fault({ mode: 'ok' }, 'registry');
      // As long as a registry that was refused is left alone.
      await world.eachMinute(6, () => world.postForm());
      await world.system.sweep();
    },
  },
  'Intake/ForgedSubmissions': {
    fault: 'somebody sends to a form service’s address with a wrong token',
    ring: (world) => times(10, () => expectStatus(401, sendForged(world))),
    mend: async () => undefined,
  },
  'Intake/LimitedSubmissions': {
    fault: 'one address sends more than its source takes, two minutes long',
    ring: (world) => world.eachMinute(2, () => times(51, () => world.sendForm(LIMITED_SOURCE))),
    mend: async () => undefined,
  },
};

/** The function lives and says itself that it cannot. */
async function isRefused(
  { table }: AlarmWorld,
  functionName: 'web-form' | 'telephony' | 'console',
  ask: () => Promise<Received>,
): Promise<void> {
  table.set(functionName, 'refuses');
  const { status } = await ask();
  table.set(functionName, 'none');
  if (status < 500) throw new Error(`${functionName} answered ${status} without its table`);
}

function sendForged({ system }: AlarmWorld): Promise<Received> {
  return system.request('/v1/forms/tilda?token=guessed', {
    method: 'POST',
    body: new URLSearchParams({ a: 'b' }),
  });
}

async function expectStatus(wanted: number, asked: Promise<Received>): Promise<void> {
  const { status, text } = await asked;
  if (status !== wanted) throw new Error(`${status} instead of ${wanted}: ${text}`);
}

async function times(count: number, work: () => Promise<unknown>): Promise<void> {
  await Promise.all(Array.from({ length: count }, work));
}
