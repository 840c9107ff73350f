import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InMemorySettingsArchive } from '#test/support/in-memory-settings-archive.ts';
import { REPOSITORY } from '#test/support/leads-template.ts';
import { OPS_TOKEN, consoleWorld } from './console-world.ts';

const OPS = { authorization: `Bearer ${OPS_TOKEN}` };

describe('the settings API', () => {
  it('publishes a good document as the next version and puts it in force', async () => {
    const { ask, archive } = world();

    const answer = await ask('PUT', '/v1/settings/team', { headers: OPS, body: await team() });

    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ document: 'team', version: 1 });
    expect(archive.inForce('team')).toBe(1);
  });

  it('refuses a faulty document with the line of its fault, and publishes nothing', async () => {
    const { ask, archive } = world();
    const faulty = (await team()).replace('capacity: 2000', 'capacity: many');

    const answer = await ask('PUT', '/v1/settings/team', { headers: OPS, body: faulty });

    const line = faulty.split('\n').findIndex((text) => text.includes('many')) + 1;
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
  ])('answers %s %s with its status', async (method, url, body, status) => {
    const { ask } = world();

    const answer = await ask(method, url, { headers: OPS, ...(body === undefined ? {} : { body }) });

    expect(answer.statusCode).toBe(status);
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

function team(): Promise<string> {
  return readFile(join(REPOSITORY, 'cdk/local/settings/team.yaml'), 'utf8');
}
