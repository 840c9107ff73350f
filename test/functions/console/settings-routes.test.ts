import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkSettings } from '#shared/contracts/settings/check-settings.ts';
import { InMemorySettingsArchive } from '#test/support/in-memory-settings-archive.ts';
import { DEMO_VARIABLES } from '#test/support/in-memory-settings.ts';
import { REPOSITORY } from '#test/support/leads-template.ts';
import { OPS_TOKEN, consoleWorld } from './console-world.ts';

const OPS = { authorization: `Bearer ${OPS_TOKEN}` };

describe('the settings API', () => {
  it('publishes a good document as the next version and puts it in force', async () => {
    const { ask, archive } = world();

    const answer = await ask('PUT', '/v1/settings/team', { headers: OPS, body: await team() });

    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ document: 'team', version: 1, changes: [] });
    expect(archive.inForce('team')).toBe(1);
  });

  it('refuses a faulty document with the line of its fault, and publishes nothing', async () => {
    const { ask, archive } = world();
    const faulty = (await team()).replace('capacity: 2000', 'capacity: many');

    const answer = await ask('PUT', '/v1/settings/team', { headers: OPS, body: faulty });

    const line = faulty.split('\n').findIndex((text) => text.includes('capacity: many')) + 1;
    expect(answer.statusCode).toBe(422);
    expect(JSON.parse(answer.body).errors).toMatchObject([{ line, field: 'reps[0].capacity' }]);
    expect(await archive.versions('team')).toEqual([]);
  });

  it('puts an earlier version in force again', async () => {
    const { ask, archive } = world();
    for (const capacity of ['2000', '1999']) {
      const body = (await team()).replace('capacity: 2000', `capacity: ${capacity}`);
      await ask('PUT', '/v1/settings/team', { headers: OPS, body });
    }

    const answer = await ask('POST', '/v1/settings/team/rollback', { headers: OPS, body: '{"version":1}' });

    expect(answer.statusCode).toBe(200);
    expect(archive.inForce('team')).toBe(1);
    expect(await archive.versions('team')).toHaveLength(2);
  });

  it.each([
    ['GET', '/v1/settings/weather', undefined, 404],
    ['PUT', '/v1/settings/team', '', 422],
    ['PUT', '/v1/settings/team', `#${'x'.repeat(200_000)}`, 413],
    ['POST', '/v1/settings/team/rollback', '{"version":7}', 404],
    ['POST', '/v1/settings/team/rollback', '{"version":"seven"}', 400],
    ['POST', '/v1/settings/team/rollback', 'seven', 400],
    ['POST', '/v1/settings/team/rollback', `{"version":1,"note":"${'x'.repeat(201)}"}`, 400],
    ['GET', '/v1/settings/team', undefined, 404],
    ['GET', '/v1/settings/team/versions/1', undefined, 404],
    ['GET', '/v1/settings/team/versions/none', undefined, 404],
    ['GET', '/v1/settings/weather/versions/1', undefined, 404],
    ['GET', '/v1/settings/team/compare', undefined, 404],
    ['GET', '/v1/settings/team/compare?from=first', undefined, 400],
    ['PUT', '/v1/settings/team?base=first', '', 400],
    ['PUT', `/v1/settings/team?note=${'x'.repeat(201)}`, '', 400],
    ['POST', '/v1/settings/team/check', `#${'x'.repeat(200_000)}`, 413],
    ['POST', '/v1/settings/weather/check', '', 404],
  ])('answers %s %s with its status', async (method, url, body, status) => {
    const { ask } = world();

    const answer = await ask(method, url, { headers: OPS, ...(body === undefined ? {} : { body }) });

    expect(answer.statusCode).toBe(status);
  });

  it('publishes again the very text it gives, placeholders and all', async () => {
    const { ask, archive } = await publishedWorld();

    const shown = await ask('GET', '/v1/settings/policy', { headers: OPS });
    const answer = await ask('PUT', '/v1/settings/policy', { headers: OPS, body: shown.body });

    expect(shown.body).toContain('${REGISTRY_URL}');
    expect(shown.headers).toMatchObject({ etag: '"1"', 'x-settings-version': '1' });
    expect(JSON.parse(answer.body)).toEqual({ document: 'policy', version: 2, changes: [] });
    expect((await archive.version('policy', 2))?.variables).toEqual(DEMO_VARIABLES);
    expect(await archive.content('policy', 2)).toEqual({
      ...(await archive.content('policy', 1)),
      version: 2,
    });
  });

  it('tells what a publication changed, in words, and keeps its note', async () => {
    const { ask } = await publishedWorld();
    const body = (await policy()).replace('need.budgetRub < 50000\n', 'need.budgetRub < 49999.5\n');

    const put = await ask('PUT', '/v1/settings/policy?note=a%20trial', { headers: OPS, body });

    expect(JSON.parse(put.body).changes).toEqual([
      {
        kind: 'changed',
        path: 'rejections.too-small.when',
        before: 'need.budgetRub < 50000',
        after: 'need.budgetRub < 49999.5',
        sentence: {
          ru: 'Правило too-small: условие было «need.budgetRub < 50000», стало «need.budgetRub < 49999.5»',
          en: 'Rule too-small: condition was “need.budgetRub < 50000”, is “need.budgetRub < 49999.5”',
        },
      },
    ]);
    const listed = JSON.parse((await ask('GET', '/v1/settings/policy/versions', { headers: OPS })).body);
    expect(listed.versions).toMatchObject([
      { version: 2, by: 'ops', note: 'a trial', inForce: true, inForceSince: '2026-11-23T09:00:00.000Z' },
      { version: 1, by: 'settings-folder', inForce: false },
    ]);
    expect(listed.changes).toMatchObject([
      { act: 'published', from: 1, to: 2, note: 'a trial' },
      { act: 'published', to: 1 },
    ]);
  });

  it.each([
    ['If-Match', { 'if-match': '"1"' }, '', 412],
    ['a weak If-Match', { 'if-match': 'W/"1"' }, '', 412],
    ['?base', {}, '?base=1', 409],
  ])(
    'does not overwrite by %s what another has published meanwhile',
    async (_what, header, query, status) => {
      const { ask, archive } = await publishedWorld();
      const put = (text: string) =>
        ask('PUT', `/v1/settings/policy${query}`, { headers: { ...OPS, ...header }, body: text });
      const text = await policy();

      expect((await put(`${text}# first\n`)).statusCode).toBe(200);
      const late = await put(`${text}# second\n`);

      expect(late.statusCode).toBe(status);
      expect(JSON.parse(late.body)).toMatchObject({ code: 'superseded', detail: 'version 2 is in force' });
      expect(await archive.versions('policy')).toHaveLength(2);
    },
  );

  it('publishes over whatever is in force when the sender does not mind', async () => {
    const { ask } = await publishedWorld();

    const headers = { ...OPS, 'if-match': '*' };
    const answer = await ask('PUT', '/v1/settings/policy', { headers, body: await policy() });

    expect(answer.statusCode).toBe(200);
  });

  it('checks a draft without effect: faults at their lines, examples, and what it would change', async () => {
    const { ask, archive } = await publishedWorld();
    const body = (await policy()).replace('need.budgetRub < 50000\n', 'need.budgetRub < 60000\n');

    const checked = await ask('POST', '/v1/settings/policy/check', { headers: OPS, body });
    const good = await ask('POST', '/v1/settings/policy/check', { headers: OPS, body: await policy() });

    expect(checked.statusCode).toBe(200);
    const { outcome, faults, examples, changes } = JSON.parse(checked.body);
    expect({ outcome, changes }).toEqual({ outcome: 'faulty', changes: [] });
    expect(faults).toMatchObject([{ code: 'example-failed', line: expect.any(Number) }]);
    expect(examples.filter(({ asExpected }: { asExpected: boolean }) => !asExpected)).toMatchObject([
      { line: faults[0].line, verdict: { outcome: 'rejected', reasons: ['too-small'] }, score: null },
    ]);
    expect(JSON.parse(good.body)).toMatchObject({ outcome: 'ok', inForce: 1, faults: [], changes: [] });
    expect(await archive.versions('policy')).toHaveLength(1);
  });

  it('checks the other documents as well', async () => {
    const { ask } = world();
    const body = (await team()).replace('capacity: 2000', 'capacity: many');

    const answer = JSON.parse((await ask('POST', '/v1/settings/team/check', { headers: OPS, body })).body);

    expect(answer).toMatchObject({ outcome: 'faulty', inForce: null, examples: [], changes: [] });
    expect(answer.faults).toMatchObject([{ field: 'reps[0].capacity', line: expect.any(Number) }]);
  });

  it('shows any version as it was written, and compares any two', async () => {
    const { ask } = world();
    for (const capacity of ['2000', '1999', '1998']) {
      const body = (await team()).replace('capacity: 2000', `capacity: ${capacity}`);
      await ask('PUT', '/v1/settings/team', { headers: OPS, body });
    }
    const get = (path: string) => ask('GET', `/v1/settings/team${path}`, { headers: OPS });
    const capacities = async (query: string) => {
      const { from, to, changes } = JSON.parse((await get(`/compare${query}`)).body);
      return [
        from,
        to,
        changes.map((change: { before: string; after: string }) => [change.before, change.after]),
      ];
    };

    expect((await get('/versions/2')).body).toContain('capacity: 1999');
    expect(await capacities('')).toEqual([2, 3, [['1999', '1998']]]);
    expect(await capacities('?from=1')).toEqual([1, 3, [['2000', '1998']]]);
    expect(await capacities('?from=3&to=1')).toEqual([3, 1, [['1998', '2000']]]);
    await ask('POST', '/v1/settings/team/rollback', { headers: OPS, body: '{"version":1}' });
    expect(await capacities('')).toEqual([3, 1, [['1998', '2000']]]);
  });

  it('notes who rolled back, and why', async () => {
    const { ask } = await publishedWorld();
    await ask('PUT', '/v1/settings/policy', { headers: OPS, body: await policy() });

    const body = '{"version":1,"note":"too strict"}';
    await ask('POST', '/v1/settings/policy/rollback', { headers: OPS, body });

    const listed = JSON.parse((await ask('GET', '/v1/settings/policy/versions', { headers: OPS })).body);
    expect(listed.inForce).toBe(1);
    expect(listed.changes[0]).toMatchObject({
      ...{ act: 'rolled-back', by: 'ops', from: 2, to: 1, note: 'too strict' },
    });
  });

  it('is for ops only', async () => {
    const { ask } = world();

    expect((await ask('GET', '/v1/settings/team')).statusCode).toBe(401);
    expect((await ask('PUT', '/v1/settings/team', { body: await team() })).statusCode).toBe(401);
  });
});

function world() {
  const archive = new InMemorySettingsArchive();
  return { ...consoleWorld([], { archive }), archive };
}

/** As after `npm start`: the policy with its placeholders, and what they were filled with. */
async function publishedWorld() {
  const { archive, ...rest } = world();
  const text = await policy();
  const checked = checkSettings('policy', text, DEMO_VARIABLES);
  if (checked.outcome === 'faulty') throw new Error(JSON.stringify(checked.faults));
  const publication = { by: 'settings-folder', variables: DEMO_VARIABLES };
  await archive.publish('policy', text, checked.content, publication);
  return { ...rest, archive };
}

function policy(): Promise<string> {
  return readFile(join(REPOSITORY, 'cdk/local/settings/policy.yaml'), 'utf8');
}

function team(): Promise<string> {
  return readFile(join(REPOSITORY, 'cdk/local/settings/team.yaml'), 'utf8');
}
