import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFormOf } from '#test/support/a-form.ts';
import { LocalSystem, leadIdOf } from '#test/support/local-system.ts';

const TIMES = 20;

let system: LocalSystem;
beforeAll(async () => void (system = await LocalSystem.start()));
afterAll(() => system.stop());

describe('the same submission twenty times at once', () => {
  it.each([
    ['under one Idempotency-Key', 'double-click', 'html', aFormOf(1)],
    ['without any key', undefined, 'main-site', aFormOf(2)],
  ])('%s is one lead, one card, one message', async (_, key, source, form) => {
    const answers = await Promise.all(
      Array.from({ length: TIMES }, () => system.postForm(form, key, source)),
    );
    const ids = new Set(answers.map(leadIdOf));
    const [id = ''] = ids;
    await system.deliveredLead(id);
    await system.runner.whenQuiet(20_000);

    expect(ids.size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    expect(answers.filter(({ json }) => json['outcome'] === 'received')).toHaveLength(1);
    expect(answers.filter(({ json }) => json['outcome'] === 'repeated')).toHaveLength(TIMES - 1);
    expect(await system.leads(`source=${source}`)).toHaveLength(1);
    const { cards, messages, webhooks } = await system.toldOf(id);
    expect([cards, messages, webhooks].map((list) => list.length)).toEqual([1, 1, 1]);
  });

  it('as a call is one lead, one card, one message', async () => {
    const answers = await Promise.all(
      Array.from({ length: TIMES }, () => system.postEvent('telephony/mango-answered.json')),
    );
    await system.runner.whenQuiet(20_000);

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const calls = await system.leads('source=mango');
    expect(calls).toHaveLength(1);
    const { cards, messages, webhooks } = await system.toldOf(calls[0]?.id ?? '');
    expect([cards, messages, webhooks].map((list) => list.length)).toEqual([1, 1, 1]);
  });
});

describe('the same Idempotency-Key with other words', () => {
  it('is refused, and the first lead stays as it was', async () => {
    const id = leadIdOf(await system.postForm(aFormOf(3), 'one-key'));
    const other = await system.postForm({ ...aFormOf(3), budget: '3 000 000' }, 'one-key');

    expect(other).toMatchObject({ status: 422, json: { code: 'idempotency-key-reused' } });
    expect((await system.lead(id)).need.budget).toBe(1_500_000);
  });
});
