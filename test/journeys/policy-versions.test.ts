import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCall, type SigningKeys } from '#cdk/local/demo/calls.ts';
import { createRandom } from '#cdk/local/demo/random.ts';
import { sendAll } from '#cdk/local/demo/send.ts';
import { readSigningKeys } from '#cdk/local/demo/signing-keys.ts';
import type { LeadView } from '#functions/console/lead-view.ts';
import { aFormOf } from '#test/support/a-form.ts';
import { REPOSITORY } from '#test/support/leads-template.ts';
import { LocalSystem, OPS_TOKEN, leadIdOf, type Received } from '#test/support/local-system.ts';
import { waitFor } from '#test/support/wait-for.ts';

/** What is promised between publishing and the last door that still judges by the version before. */
const IN_FORCE_LIMIT_MS = 10_000;

const POLICY = '/v1/settings/policy';

/** A budget of 200 000 ₽ is a small one for these rules, and a usual one for the demonstration's. */
const STRICT_RULE = `
  - code: budget-too-small
    when: need.budgetRub < 300000
    text: { ru: Бюджет меньше 300 000 ₽., en: 'The budget is below 300,000 RUB.' }
`;

let system: LocalSystem;
let keys: SigningKeys;
let folder: string;
let forms = 0;
beforeAll(async () => {
  [system, keys, folder] = await Promise.all([
    LocalSystem.start(),
    readSigningKeys(),
    mkdtemp(join(tmpdir(), 'lead-relay-policies-')),
  ]);
});
afterAll(async () => {
  await system.stop();
  await rm(folder, { recursive: true, force: true });
});

function ask(method: string, path: string, body?: string): Promise<Received> {
  return system.request(path, {
    method,
    headers: { authorization: `Bearer ${OPS_TOKEN}`, 'accept-language': 'en' },
    ...(body === undefined ? {} : { body }),
  });
}

async function policyInForce(): Promise<string> {
  return (await ask('GET', POLICY)).text;
}

/** The same rules and one more; its author corrects the examples that come out otherwise now. */
async function strictPolicy(): Promise<string> {
  const rejected = '{ outcome: rejected, reason: budget-too-small }';
  return (await policyInForce())
    .replace('\n  - code: no-need', `${STRICT_RULE}\n  - code: no-need`)
    .replace('{ outcome: qualified, score: 49, grade: B }', rejected)
    .replace('{ outcome: qualified, score: 8, grade: C }', rejected);
}

/** A lead of 200 000 ₽, once it is judged. */
async function judgedForm(): Promise<LeadView> {
  forms += 1;
  const id = leadIdOf(await system.postForm({ ...aFormOf(forms), budget: '200 000' }));
  return system.leadOnce(id, 'judged', ({ verdict }) => verdict !== null);
}

async function judgedCall(): Promise<LeadView> {
  const since = new Date();
  forms += 1;
  const call = makeCall(`policy-${forms}`, since, keys, createRandom(forms));
  await sendAll([call], { url: system.url, perSecond: 10, onAnswer: () => undefined });
  return waitFor('judged call', async () =>
    (await system.leads(`from=${since.toISOString()}`)).find(
      ({ kind, verdict }) => kind === 'call' && verdict !== null,
    ),
  );
}

/** Several at once meet several environments of a function, each of which remembers the settings for itself. */
async function versionsAtDoors(): Promise<ReadonlySet<number | undefined>> {
  const leads = await Promise.all([judgedForm(), judgedForm(), judgedForm(), judgedCall()]);
  return new Set(leads.map(({ verdict }) => verdict?.policyVersion));
}

/** Milliseconds until every door judges by the version, and no answer before says otherwise again. */
async function timeUntilEverywhere(version: number): Promise<number> {
  const publishedAt = performance.now();
  await waitFor(`door that judges by version ${version} alone`, async () => {
    const seen = await versionsAtDoors();
    return seen.size === 1 && seen.has(version);
  });
  return performance.now() - publishedAt;
}

function policyCommand(...args: readonly string[]) {
  const command = [join(REPOSITORY, 'cdk/local/policy.ts'), ...args, '--url', system.url];
  const env = { ...process.env, LANG: 'en', LEADS_OPS_TOKEN: OPS_TOKEN, INIT_CWD: folder };
  return promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', ...command], {
    cwd: REPOSITORY,
    env,
  });
}

describe('a policy', () => {
  it('is refused with line, code and sentence when it is bad, and nothing changes', async () => {
    const before = await policyInForce();
    const broken = before.replace('need.budgetRub < 50000\n', 'need.budgetRub < "50000"\n');

    const answer = await ask('PUT', POLICY, broken);

    const line = broken.split('\n').findIndex((text) => text.includes('"50000"')) + 1;
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({
      code: 'faulty-document',
      errors: [{ line, code: expect.any(String), message: expect.stringMatching(/\w+ \w+/) }],
    });
    expect(await policyInForce()).toBe(before);
    expect((await ask('GET', `${POLICY}/versions`)).json).toMatchObject({
      inForce: 1,
      versions: [{ version: 1, inForce: true }],
    });
  });

  it('judges the next lead once it is published, and no more once it is rolled back', async () => {
    const usual = await judgedForm();
    const from = usual.receivedAt;
    await judgedCall();
    const to = new Date().toISOString();
    const published = await ask('PUT', `${POLICY}?note=stricter`, await strictPolicy());
    expect(published).toMatchObject({ status: 200, json: { version: 2 } });

    const everywhereMs = await timeUntilEverywhere(2);
    const strict = await judgedForm();
    const rolledBack = await ask('POST', `${POLICY}/rollback`, '{"version":1}');
    const backMs = await timeUntilEverywhere(1);
    const again = await judgedForm();

    console.info(
      `      in force everywhere ${everywhereMs.toFixed(0)} ms after publishing, ${backMs.toFixed(0)} ms after the roll-back`,
    );
    expect(Math.max(everywhereMs, backMs)).toBeLessThan(IN_FORCE_LIMIT_MS);
    expect(usual).toMatchObject({ verdict: { outcome: 'qualified', policyVersion: 1 } });
    expect(strict.verdict).toMatchObject({
      ...{ outcome: 'rejected', policyVersion: 2, reasons: ['budget-too-small'] },
    });
    expect(rolledBack.status).toBe(200);
    expect(again.verdict).toMatchObject({ outcome: 'qualified', policyVersion: 1 });
    expect(await replayed({ policyVersion: 1, from, to })).toMatchObject({
      judged: 2,
      counts: { 'newly-rejected': 0, 'newly-accepted': 0, 'grade-moved': 0, 'reason-changed': 0 },
    });
    expect(await replayed({ policyVersion: 2, from, to })).toMatchObject({
      counts: { 'newly-rejected': 1 },
    });
  });

  it('is kept by the command line: listed, compared, published, tried out and rolled back', async () => {
    await writeFile(join(folder, 'strict.yaml'), await strictPolicy());
    await writeFile(join(folder, 'bad.yaml'), `${await policyInForce()}\nweather: fine\n`);

    const published = await policyCommand('publish', 'strict.yaml', '--note', 'once more');
    expect(published.stdout).toContain('3 is in force');
    expect(published.stdout).toContain('+ New rejection rule budget-too-small: need.budgetRub < 300000');
    expect((await policyCommand('rollback', '1', '--note', 'too strict')).stdout).toContain(
      '1 is in force again',
    );
    expect((await policyCommand('compare', '3', '1')).stdout).toContain(
      '− Rejection rule budget-too-small is gone',
    );
    const listed = (await policyCommand('list')).stdout;
    expect(listed).toMatch(/ 3 .* ops .*«once more»/);
    expect(listed).toMatch(/ 1 .* settings-folder .*← in force since/);
    expect(listed).toMatch(/rolled back 3 → 1 {2}«too strict»/);
    expect((await policyCommand('show', '3')).stdout).toContain('code: budget-too-small');
    expect((await policyCommand('replay', 'strict.yaml', '--last', '50')).stdout).toMatch(
      /\d+ {2}would be rejected\n.*→ rejected budget-too-small/,
    );
    expect((await policyCommand('shadow', 'start', 'strict.yaml', '--hours', '2')).stdout).toContain(
      'The trial runs',
    );
    expect((await policyCommand('shadow')).stdout).toContain('would be rejected');
    expect((await policyCommand('shadow', 'stop')).stdout).toContain('The trial is over');
    await expect(policyCommand('publish', 'bad.yaml')).rejects.toMatchObject({
      ...{ code: 1, stderr: expect.stringMatching(/bad\.yaml:\d+:1: unknown-field: /) },
    });
    await expect(policyCommand('publish', 'strict.yaml', '--base', '2')).rejects.toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining('superseded') },
    });
  });
});

async function replayed(order: object): Promise<unknown> {
  const { json } = await ask('POST', '/v1/replays', JSON.stringify(order));
  return waitFor('replay that is done', async () => {
    const state = (await ask('GET', `/v1/replays/${String(json['id'])}`)).json;
    return state['state'] === 'done' ? state['report'] : undefined;
  });
}
