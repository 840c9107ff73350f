import { describe, expect, it } from 'vitest';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { takeRequest } from '#shared/intake/take-request.ts';
import { aSource } from '#test/support/a-source.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { ARRIVAL, intakeWorld } from '#test/support/intake-world.ts';

const SETTINGS = await demoSettings();
const SECRETS = { today: 'secret of today', yesterday: 'secret of yesterday' };
const SOURCE = aSource({ id: 'pbx', kind: 'call', secrets: ['today', 'gone', 'yesterday'] });

const REQUEST: ProviderRequest = {
  method: 'POST',
  rest: '',
  url: 'https://leads.example.com/v1/calls/pbx',
  query: new URLSearchParams(),
  headers: {},
  body: Buffer.from('a call'),
  now: ARRIVAL,
};

const CALL: Reading = {
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

    expect(await takeRequest(REQUEST, SOURCE, provider, world)).toEqual({ outcome: 'forged' });
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
