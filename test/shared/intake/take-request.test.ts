import { describe, expect, it } from 'vitest';
import type { Provider, Reading } from '#shared/intake/provider.ts';
import { takeRequest } from '#shared/intake/take-request.ts';
import { aRequest } from '#test/support/a-request.ts';
import { aSource } from '#test/support/a-source.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { intakeWorld } from '#test/support/intake-world.ts';

const SETTINGS = await demoSettings();
const SECRETS = { today: 'secret of today', yesterday: 'secret of yesterday' };
const SOURCE = aSource({ id: 'pbx', kind: 'call', secrets: ['today', 'gone', 'yesterday'] });

const REQUEST = aRequest({ body: Buffer.from('a call') });

const CALL: Extract<Reading, { outcome: 'submission' }> = {
  outcome: 'submission',
  submission: {
    kind: 'call',
    source: 'pbx',
    provider: 'pbx',
    language: 'ru',
    eventId: 'call-1',
    fields: { phone: '+79990000001' },
    attribution: {},
    extra: {},
    suspicions: [],
    call: { missed: true, talkSeconds: 0 },
  },
};

function aProvider(overrides: Partial<Provider> = {}): Provider {
  return {
    id: 'pbx',
    isGenuine: () => true,
    read: () => CALL,
    success: { status: 200, body: '' },
    ...overrides,
  };
}

describe('a request of a source', () => {
  it('that is genuine and says something becomes a lead', async () => {
    const world = intakeWorld(SETTINGS);

    const taken = await takeRequest(REQUEST, SOURCE, aProvider(), world);

    expect(taken).toMatchObject({ outcome: 'received', lead: { kind: 'call', status: 'qualified' } });
    expect(world.leads.all()).toHaveLength(1);
  });

  it('that is a greeting is answered before anything else, with no effect', async () => {
    const world = intakeWorld(SETTINGS);
    const answer = { status: 200, body: 'echo' };
    const provider = aProvider({ greet: () => answer, isGenuine: () => false });

    expect(await takeRequest(REQUEST, SOURCE, provider, world)).toEqual({ outcome: 'greeted', answer });
    expect(world.leads.all()).toEqual([]);
  });

  it('that is forged is not even read, and keeps nothing', async () => {
    const world = intakeWorld(SETTINGS);
    let read = false;
    const provider = aProvider({
      isGenuine: () => false,
      read: () => {
        read = true;
        return CALL;
      },
    });

    expect(await takeRequest(REQUEST, SOURCE, provider, world)).toEqual({
      outcome: 'forged',
      because: 'proof',
    });
    expect(read).toBe(false);
    expect(world.leads.all()).toEqual([]);
  });

  it('is proved by every secret the source names, of those that are stored', async () => {
    const world = intakeWorld(SETTINGS, undefined, SECRETS);
    const seen: (readonly string[])[] = [];
    const provider = aProvider({
      isGenuine: (_request, _source, secrets) => {
        seen.push(secrets);
        return true;
      },
    });

    await takeRequest(REQUEST, SOURCE, provider, world);

    expect(seen).toEqual([['secret of today', 'secret of yesterday']]);
  });

  it.each<Reading>([
    { outcome: 'ignored', because: 'call-in-progress' },
    { outcome: 'unreadable', status: 422, code: 'not-a-call-summary' },
  ])('that is $outcome keeps nothing and wakes nobody', async (reading) => {
    const world = intakeWorld(SETTINGS);

    expect(await takeRequest(REQUEST, SOURCE, aProvider({ read: () => reading }), world)).toEqual(reading);
    expect(world.leads.all()).toEqual([]);
    expect(world.assignments.sent).toEqual([]);
  });

  it('with faults is kept, unless somebody sees our answer and can put it right', async () => {
    const strict = { ...SOURCE, mandatory: ['name'] as const };
    const [service, own] = [intakeWorld(SETTINGS), intakeWorld(SETTINGS)];

    expect(await takeRequest(REQUEST, strict, aProvider(), service)).toMatchObject({ outcome: 'received' });
    expect(await takeRequest(REQUEST, strict, aProvider({ correctable: true }), own)).toEqual({
      outcome: 'faulty',
      faults: [{ field: 'name', code: 'required' }],
    });
    expect([service.leads.all().length, own.leads.all().length]).toEqual([1, 0]);
  });
});

/** Says of every step that it was taken, in order. */
function watched(proved: boolean, world = intakeWorld(SETTINGS)) {
  const steps: string[] = [];
  const step = <T>(name: string, result: T): T => {
    steps.push(name);
    return result;
  };
  const provider = aProvider({
    greet: () => step('greet', undefined),
    isGenuine: () => step('prove', proved),
    read: () => step('read', CALL),
  });
  const limiter = {
    admit: (key: string, perMinute: number, now: Date) =>
      step(`count ${key.split(':')[0]}`, world.limiter.admit(key, perMinute, now)),
  };
  const secrets = { find: async (name: string) => step(`secret ${name}`, name) };
  const keep = world.leads.keep.bind(world.leads);
  const leads = Object.assign(world.leads, {
    keep: (...args: Parameters<typeof keep>) => step('keep', keep(...args)),
  });
  return { steps, provider, world: { ...world, limiter, secrets, leads } };
}

describe('the order in which a request is taken', () => {
  it('of a source that has a secret: proved, then counted, then read', async () => {
    const { steps, provider, world } = watched(true);

    await takeRequest(REQUEST, { ...SOURCE, secrets: ['salt'] }, provider, world);

    expect(steps).toEqual(['secret salt', 'greet', 'prove', 'count source', 'read', 'keep']);
  });

  it('of a source where anybody may send: the address is counted before anything', async () => {
    const { steps, provider, world } = watched(true);

    await takeRequest(REQUEST, { ...SOURCE, secrets: [] }, provider, world);

    expect(steps).toEqual(['count address', 'greet', 'prove', 'count source', 'read', 'keep']);
  });

  it('of a forged one: not counted, not read, nothing kept', async () => {
    const { steps, provider, world } = watched(false);

    await takeRequest(REQUEST, { ...SOURCE, secrets: ['salt'] }, provider, world);

    expect(steps).toEqual(['secret salt', 'greet', 'prove']);
    expect(world.leads.all()).toEqual([]);
  });

  it('of one from another network: nothing at all is done', async () => {
    const { steps, provider, world } = watched(true);

    expect(
      await takeRequest(REQUEST, { ...SOURCE, addresses: ['198.51.100.0/24'] }, provider, world),
    ).toEqual({ outcome: 'forged', because: 'address' });
    expect(steps).toEqual([]);
  });
});

describe('a flood', () => {
  const LIMITS = { perAddressPerMinute: 5, perMinute: 10 };

  it('of strangers does not lock an honest vendor out', async () => {
    const world = intakeWorld(SETTINGS, undefined, SECRETS);
    const source = { ...SOURCE, limits: LIMITS };
    const provider = aProvider({ isGenuine: ({ body }) => body.equals(REQUEST.body) });
    const forged = { ...REQUEST, body: Buffer.from('not a call') };

    for (let at = 0; at < 1_000; at += 1) {
      const taken = await takeRequest(forged, source, provider, world);
      expect(taken.outcome).toBe('forged');
    }

    expect(await takeRequest(REQUEST, source, provider, world)).toMatchObject({ outcome: 'received' });
    expect(world.limiter.counts()).toEqual({ 'source:pbx': 1 });
  });

  it('from one address is held back, and the next address gets in', async () => {
    const world = intakeWorld(SETTINGS);
    const source = { ...SOURCE, secrets: [], limits: LIMITS };
    const outcomes: string[] = [];
    for (let at = 0; at < 7; at += 1)
      outcomes.push((await takeRequest(REQUEST, source, aProvider(), world)).outcome);
    const neighbour = { ...REQUEST, address: '203.0.113.8' };

    expect(outcomes).toEqual(['received', ...Array(4).fill('repeated'), 'limited', 'limited']);
    expect(await takeRequest(neighbour, source, aProvider(), world)).toMatchObject({ outcome: 'repeated' });
  });

  it('of genuine requests is held back before any of them is read', async () => {
    const world = intakeWorld(SETTINGS, undefined, SECRETS);
    const source = { ...SOURCE, limits: LIMITS };
    let read = 0;
    const provider = aProvider({
      read: () => {
        read += 1;
        return CALL;
      },
    });
    for (let at = 0; at < 10; at += 1) await takeRequest(REQUEST, source, provider, world);

    expect(await takeRequest(REQUEST, source, provider, world)).toMatchObject({
      outcome: 'limited',
      limit: 'source',
    });
    expect(read).toBe(10);
  });
});

describe('a genuine request that is sent again', () => {
  it('within the time its signature is good for makes nothing new', async () => {
    const world = intakeWorld(SETTINGS);
    const first = await takeRequest(REQUEST, SOURCE, aProvider(), world);
    const [kept] = world.leads.all();

    const again = await takeRequest(REQUEST, SOURCE, aProvider(), world);

    expect([first.outcome, again.outcome]).toEqual(['received', 'repeated']);
    expect(world.leads.all()).toEqual([kept]);
    expect(world.assignments.sent).toHaveLength(1);
  });

  it('with other words under the same id neither changes the first nor makes another', async () => {
    const world = intakeWorld(SETTINGS);
    await takeRequest(REQUEST, SOURCE, aProvider(), world);
    const [kept] = world.leads.all();
    const other = {
      ...CALL,
      submission: { ...CALL.submission, fields: { phone: '+79990000002' } },
    } as const;

    expect(await takeRequest(REQUEST, SOURCE, aProvider({ read: () => other }), world)).toMatchObject({
      outcome: 'key-reused',
    });
    expect(world.leads.all()).toEqual([kept]);
  });
});

describe('the middle of a call', () => {
  it('is no lead, and is known at the call’s end', async () => {
    const world = intakeWorld(SETTINGS);
    const middle: Reading = { outcome: 'note', callId: 'call-1', marks: { utm_campaign: 'autumn' } };

    expect(await takeRequest(REQUEST, SOURCE, aProvider({ read: () => middle }), world)).toEqual({
      outcome: 'noted',
    });
    expect(world.leads.all()).toEqual([]);

    const end: Reading = { ...CALL, callId: 'call-1' };
    await takeRequest(REQUEST, SOURCE, aProvider({ read: () => end }), world);

    expect(world.leads.all()).toMatchObject([{ attribution: { utm_campaign: 'autumn' } }]);
  });
});
