import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_SETTINGS } from '#cdk/local/lead-relay.ts';
import { aFormOf } from '#test/support/a-form.ts';
import { LocalSystem, OPS_TOKEN, leadIdOf, type Received } from '#test/support/local-system.ts';
import { waitFor } from '#test/support/wait-for.ts';

/** Ten budgets, three forms of each. The demonstration rejects those below 50 000. */
const BUDGETS = [10, 40, 60, 120, 200, 299, 300, 450, 999, 2_000].map((thousands) => thousands * 1_000);

let system: LocalSystem;
let leads: readonly { readonly id: string; readonly budget: number }[];
let draft: string;
beforeAll(async () => {
  system = await LocalSystem.start();
  const policy = await readFile(join(DEMO_SETTINGS, 'policy.yaml'), 'utf8');
  draft = stricter(policy);
  leads = await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      const budget = BUDGETS[index % BUDGETS.length] ?? 0;
      const answer = await system.postForm({ ...aFormOf(index + 1), budget: String(budget) });
      return { id: leadIdOf(answer), budget };
    }),
  );
  await Promise.all(leads.map(({ id }) => judgedLead(id)));
});
afterAll(() => system.stop());

/** The same rules but for the least budget, with an example that says so: some of those there were would fail. */
function stricter(policy: string): string {
  const rules = policy.slice(0, policy.indexOf('\nexamples:'));
  return `${rules.replace('need.budgetRub < 50000', 'need.budgetRub < 300000')}
examples:
  - name: маленький заказ
    facts: { contact.hasPhone: true, need.budgetRub: 299999 }
    expect: { outcome: rejected, reason: too-small }
`;
}

function judgedLead(id: string) {
  return system.leadOnce(id, 'judged', ({ verdict }) => verdict !== undefined && verdict !== null);
}

function ask(method: string, path: string, body?: unknown): Promise<Received> {
  return system.request(path, {
    method,
    headers: { authorization: `Bearer ${OPS_TOKEN}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function differencesAt(path: string): Promise<readonly unknown[]> {
  const { json } = await ask('GET', path);
  return Array.isArray(json['differences']) ? json['differences'] : [];
}

function idsOf(differences: readonly unknown[]): readonly string[] {
  return differences.map((difference) => String(Object(difference).leadId)).toSorted();
}

describe('a stricter draft over what has arrived', () => {
  it('is replayed without effect, and the report names the very leads it would have cost', async () => {
    const { status, json, headers } = await ask('POST', '/v1/replays', { policy: draft, last: 100 });
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/v1/replays/${String(json['id'])}`);

    const report = await waitFor('report', async () => {
      const { json: state } = await ask('GET', `/v1/replays/${String(json['id'])}`);
      expect(state['state']).not.toBe('failed');
      return state['state'] === 'done' ? state['report'] : undefined;
    });

    const lost = leads.filter(({ budget }) => budget >= 50_000 && budget < 300_000).map(({ id }) => id);
    expect(report).toMatchObject({
      judged: 30,
      skipped: 0,
      counts: { 'newly-rejected': lost.length, 'newly-accepted': 0, 'grade-moved': 0, 'owner-moved': 0 },
    });
    const differences = await differencesAt(
      `/v1/replays/${String(json['id'])}/differences?kind=newly-rejected`,
    );
    expect(idsOf(differences)).toEqual(lost.toSorted());
    expect(differences[0]).toMatchObject({
      before: { outcome: 'qualified' },
      after: { outcome: 'rejected', reason: 'too-small' },
    });
    for (const { id, budget } of leads)
      expect((await system.lead(id)).verdict?.outcome).toBe(budget < 50_000 ? 'rejected' : 'qualified');
  });

  it('that is the policy in force makes no difference', async () => {
    const { json } = await ask('POST', '/v1/replays', { policyVersion: 1 });

    const report = await waitFor('report', async () => {
      const { json: state } = await ask('GET', `/v1/replays/${String(json['id'])}`);
      return state['state'] === 'done' ? state['report'] : undefined;
    });

    expect(report).toMatchObject({ judged: 30, counts: { 'newly-rejected': 0, 'owner-moved': 0 } });
  });
});

describe('a draft on trial', () => {
  it('judges what arrives from then on, decides nothing, and reports the difference', async () => {
    const started = await ask('PUT', '/v1/shadow', { policy: draft, hours: 1 });
    expect(started.status).toBe(200);
    const small = leadIdOf(await system.postForm({ ...aFormOf(101), budget: '200 000' }));
    const large = leadIdOf(await system.postForm({ ...aFormOf(102), budget: '2 000 000' }));
    await Promise.all([judgedLead(small), judgedLead(large)]);

    const trial = await waitFor('trial that has seen both', async () => {
      await system.sweep();
      const { json } = await ask('GET', '/v1/shadow');
      return json['judged'] === 2 ? json : undefined;
    });

    expect(trial).toMatchObject({ state: 'running', counts: { 'newly-rejected': 1, 'newly-accepted': 0 } });
    expect(idsOf(await differencesAt('/v1/shadow/differences'))).toEqual([small]);
    expect((await system.lead(small)).verdict?.outcome).toBe('qualified');
    const stopped = await ask('DELETE', '/v1/shadow');
    expect(stopped.json).toMatchObject({ state: 'over', judged: 2 });
  });
});
