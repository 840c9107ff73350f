import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countsOf } from '#shared/domain/difference-tally.ts';
import { aDifference } from '#test/support/a-difference.ts';
import { DEMO_VARIABLES } from '#test/support/in-memory-settings.ts';
import { InMemoryReplayBook } from '#test/support/in-memory-replay-book.ts';
import { InMemorySettingsArchive } from '#test/support/in-memory-settings-archive.ts';
import { InMemoryShadowBook } from '#test/support/in-memory-shadow-book.ts';
import { REPOSITORY } from '#test/support/leads-template.ts';
import { AUTHORIZED, consoleWorld, POLICY } from './console-world.ts';

const NOW = new Date('2026-11-23T09:10:00.000Z');
const YAML = await readFile(join(REPOSITORY, 'cdk/local/settings/policy.yaml'), 'utf8');

async function trialWorld() {
  const archive = new InMemorySettingsArchive({ policy: POLICY });
  await archive.publish('policy', YAML, POLICY, { by: 'settings-folder', variables: DEMO_VARIABLES });
  const replays = new InMemoryReplayBook(() => NOW);
  const shadow = new InMemoryShadowBook();
  const world = consoleWorld([], { archive, replays, shadow });
  const send = async (method: string, url: string, body?: unknown) => {
    const answer = await world.ask(method, url, {
      headers: { ...AUTHORIZED, 'content-type': 'application/json', 'accept-language': 'en' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const said: Record<string, unknown> = JSON.parse(answer.body);
    return { status: answer.statusCode, headers: answer.headers ?? {}, said };
  };
  return { ...world, replays, shadow, send };
}

async function ordered() {
  const world = await trialWorld();
  const { said } = await world.send('POST', '/v1/replays', { policyVersion: 3 });
  return { ...world, id: String(said['id']) };
}

describe('ordering a replay', () => {
  it('of a draft keeps it whole, wakes the function, and says where to look', async () => {
    const world = await trialWorld();

    const { status, headers, said } = await world.send('POST', '/v1/replays', { policy: YAML, last: 500 });

    const id = String(said['id']);
    expect(status).toBe(202);
    expect(said).toEqual({ id, state: 'queued' });
    expect(headers['location']).toBe(`/v1/replays/${id}`);
    expect(world.woken).toEqual([`replays ${id}`]);
    expect(await world.replays.findOrder(id)).toMatchObject({
      id,
      orderedAt: NOW.toISOString(),
      by: 'ops',
      span: { last: 500 },
      policy: { version: 0, counterpartyCheck: { baseUrl: DEMO_VARIABLES.REGISTRY_URL } },
    });
  });

  it('of a version there is goes over the last thousand leads when nothing else is said', async () => {
    const world = await trialWorld();

    const { said } = await world.send('POST', '/v1/replays', { policyVersion: 3 });

    expect(await world.replays.findOrder(String(said['id']))).toMatchObject({
      policy: { version: 3 },
      span: { last: 1_000 },
    });
  });

  it('goes over a period', async () => {
    const world = await trialWorld();
    const body = { policyVersion: 3, from: '2026-11-01', to: '2026-11-20T12:00:00+03:00' };

    const { said } = await world.send('POST', '/v1/replays', body);

    expect(await world.replays.findOrder(String(said['id']))).toMatchObject({
      span: { from: '2026-11-01T00:00:00.000Z', to: '2026-11-20T09:00:00.000Z' },
    });
  });

  it('of a faulty draft is refused with the line of every fault, and nothing is ordered', async () => {
    const world = await trialWorld();
    const policy = YAML.replace('need.budgetRub < 50000', 'need.budgetRub < "viel"');

    const { status, said } = await world.send('POST', '/v1/replays', { policy });

    expect(status).toBe(422);
    expect(said).toMatchObject({ code: 'faulty-document' });
    const line = YAML.split('\n').findIndex((text) => text.includes('need.budgetRub < 50000')) + 1;
    expect(said['errors']).toContainEqual(
      expect.objectContaining({ line, message: expect.stringMatching(/\w/) }),
    );
    expect(world.woken).toEqual([]);
  });

  it.each([
    ['not JSON', '{', '', 'not-an-object'],
    ['a list', [], '', 'not-an-object'],
    ['no rules', {}, 'policy', 'one-of-both'],
    ['both kinds of rules', { policy: YAML, policyVersion: 3 }, 'policy', 'one-of-both'],
    ['rules that are no text', { policy: {} }, 'policy', 'one-of-both'],
    ['version nought', { policyVersion: 0 }, 'policyVersion', 'bad-version'],
    ['no leads', { policyVersion: 3, last: 0 }, 'last', 'bad-last'],
    ['too many leads', { policyVersion: 3, last: 100_001 }, 'last', 'bad-last'],
    ['half a lead', { policyVersion: 3, last: 1.5 }, 'last', 'bad-last'],
    ['half a period', { policyVersion: 3, from: '2026-11-01' }, 'last', 'last-or-period'],
    [
      'both kinds of spans',
      { policyVersion: 3, last: 5, from: '2026-11-01', to: '2026-11-02' },
      'last',
      'last-or-period',
    ],
    ['a day that is none', { policyVersion: 3, from: 'yesterday', to: '2026-11-02' }, 'from', 'bad-moment'],
    ['a period backwards', { policyVersion: 3, from: '2026-11-02', to: '2026-11-01' }, 'to', 'not-a-period'],
    ['a field nobody knows', { policyVersion: 3, lats: 5 }, 'lats', 'unknown-field'],
  ])('with %s is refused with a sentence', async (_name, body, field, code) => {
    const world = await trialWorld();

    const { status, headers, said } = await world.send('POST', '/v1/replays', body);

    expect(status).toBe(400);
    expect(headers['content-type']).toMatch('application/problem+json');
    expect(said['errors']).toEqual([{ field, code, message: expect.stringMatching(/\w{3}/) }]);
    expect(world.woken).toEqual([]);
  });

  it('of a version that never was is refused', async () => {
    const world = await trialWorld();

    expect(await world.send('POST', '/v1/replays', { policyVersion: 77 })).toMatchObject({
      status: 422,
      said: { code: 'version-not-found', errors: [{ field: 'policyVersion' }] },
    });
  });

  it('of a document too large to be published is refused', async () => {
    const world = await trialWorld();

    expect(await world.send('POST', '/v1/replays', { policy: '#'.repeat(140_000) })).toMatchObject({
      status: 413,
    });
  });

  it('that cannot be sent on its way has failed, and says so', async () => {
    const replays = new InMemoryReplayBook(() => NOW);
    let id = '';
    const world = consoleWorld([], {
      replays,
      replayQueue: {
        send: async (replayId) => {
          id = replayId;
          throw new Error('the queue is down');
        },
      },
    });

    const answer = await world.ask('POST', '/v1/replays', {
      headers: { ...AUTHORIZED, 'content-type': 'application/json' },
      body: '{"policyVersion":3}',
    });

    expect(answer.statusCode).toBe(500);
    expect(await replays.find(id)).toMatchObject({ state: 'failed' });
  });
});

describe('a replay', () => {
  it('tells how far it is, and in the end what would change', async () => {
    const { send, replays, id } = await ordered();
    await replays.advance(id, 300, 1_000);
    expect((await send('GET', `/v1/replays/${id}`)).said).toEqual({
      id,
      orderedAt: NOW.toISOString(),
      by: 'ops',
      span: { last: 1_000 },
      policyVersion: 3,
      state: 'running',
      done: 300,
      total: 1_000,
      report: null,
    });

    const report = { judged: 9, skipped: 1, counts: countsOf(() => 2), wonAndRejected: 1, tookMs: 400 };
    await replays.finish(id, report);

    expect((await send('GET', `/v1/replays/${id}`)).said).toMatchObject({ state: 'done', report });
  });

  it('names the leads behind each number, page by page', async () => {
    const { send, replays, id } = await ordered();
    const moved = aDifference(2, { kinds: ['grade-moved'] });
    await replays.keep(id, 0, [aDifference(1), moved]);
    await replays.keep(id, 1, [aDifference(3)]);

    const first = await send('GET', `/v1/replays/${id}/differences`);
    expect(first.said).toEqual({ differences: [aDifference(1), moved], next: '1' });
    expect((await send('GET', `/v1/replays/${id}/differences?cursor=1`)).said).toMatchObject({
      differences: [aDifference(3)],
    });
    expect((await send('GET', `/v1/replays/${id}/differences?kind=grade-moved`)).said).toMatchObject({
      differences: [moved],
    });
  });

  it.each([
    ['kind=dearer', 'bad-kind'],
    ['cursor=%23', 'bad-cursor'],
  ])('does not guess what ?%s means', async (query, code) => {
    const { send, id } = await ordered();

    expect(await send('GET', `/v1/replays/${id}/differences?${query}`)).toMatchObject({
      status: 400,
      said: { errors: [{ code }] },
    });
  });

  it.each([
    '/v1/replays/unknown-replay',
    '/v1/replays/x/differences',
    '/v1/replays/%00%00%00%00%00%00%00%00',
  ])('that nobody ordered is not found: %s', async (url) => {
    const { send } = await trialWorld();

    expect(await send('GET', url)).toMatchObject({ status: 404 });
  });

  it.each([
    ['POST', '/v1/replays'],
    ['GET', '/v1/replays/12345678'],
    ['GET', '/v1/replays/12345678/differences'],
    ['PUT', '/v1/shadow'],
    ['GET', '/v1/shadow'],
    ['DELETE', '/v1/shadow'],
    ['GET', '/v1/shadow/differences'],
  ])('%s %s is for ops only', async (method, url) => {
    const { ask } = await trialWorld();

    expect((await ask(method, url)).statusCode).toBe(401);
  });
});

describe('a draft on trial', () => {
  it('is started, tells what it has found, and is stopped', async () => {
    const world = await trialWorld();

    const started = await world.send('PUT', '/v1/shadow', { policy: YAML, hours: 48 });
    expect(started).toMatchObject({
      status: 200,
      said: {
        state: 'running',
        policyVersion: null,
        by: 'ops',
        startedAt: NOW.toISOString(),
        until: '2026-11-25T09:10:00.000Z',
        judged: 0,
        counts: { 'newly-rejected': 0 },
        policy: YAML,
      },
    });
    const id = String(started.said['id']);
    await world.shadow.keep(id, aDifference(1));
    await world.shadow.count(id, undefined, {
      upTo: NOW.toISOString(),
      judged: 7,
      skipped: 1,
      counts: { ...countsOf(() => 0), 'newly-rejected': 1 },
    });

    expect((await world.send('GET', '/v1/shadow')).said).toMatchObject({
      id,
      judged: 7,
      skipped: 1,
      counts: { 'newly-rejected': 1 },
    });
    expect((await world.send('GET', '/v1/shadow/differences')).said).toEqual({
      differences: [aDifference(1)],
      next: null,
    });
    expect((await world.send('GET', '/v1/shadow/differences?kind=grade-moved')).said).toEqual({
      differences: [],
      next: null,
    });
    expect((await world.send('DELETE', '/v1/shadow')).said).toMatchObject({
      state: 'over',
      until: NOW.toISOString(),
      judged: 7,
    });
  });

  it('may be a version there is, whose text it shows', async () => {
    const world = await trialWorld();

    const { said } = await world.send('PUT', '/v1/shadow', { policyVersion: 3, hours: 1 });

    expect(said).toMatchObject({ policyVersion: 3, policy: 'as it was' });
  });

  it.each([0, 337, 1.5, '24', undefined])('for %s hours is refused', async (hours) => {
    const world = await trialWorld();

    expect(await world.send('PUT', '/v1/shadow', { policyVersion: 3, hours })).toMatchObject({
      status: 400,
      said: { errors: [{ field: 'hours', code: 'bad-hours' }] },
    });
    expect(await world.shadow.current()).toBeUndefined();
  });

  it('that is faulty does not take the place of the one there is', async () => {
    const world = await trialWorld();
    await world.send('PUT', '/v1/shadow', { policyVersion: 3, hours: 1 });
    const before = await world.shadow.current();

    expect(await world.send('PUT', '/v1/shadow', { policy: 'rejections: 1', hours: 1 })).toMatchObject({
      status: 422,
    });

    expect(await world.shadow.current()).toEqual(before);
  });

  it.each([
    ['GET', '/v1/shadow'],
    ['GET', '/v1/shadow/differences'],
    ['DELETE', '/v1/shadow'],
  ])('that never was is not found: %s %s', async (method, url) => {
    const world = await trialWorld();

    expect(await world.send(method, url)).toMatchObject({ status: 404, said: { code: 'no-trial' } });
  });
});
