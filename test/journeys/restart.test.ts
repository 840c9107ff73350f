import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFormOf } from '#test/support/a-form.ts';
import { LocalSystem, isDelivered, leadIdOf, offerPathOf } from '#test/support/local-system.ts';
import { waitFor } from '#test/support/wait-for.ts';

const LEADS = 8;

let system: LocalSystem;
beforeAll(async () => void (system = await LocalSystem.start()));
afterAll(() => system.stop());

describe('a restart in the middle of everything', () => {
  it('loses nothing and doubles nothing', async () => {
    await system.fault('messenger', { mode: 'slow', ms: 250 });
    const answers = await Promise.all(
      Array.from({ length: LEADS }, (_, index) => system.postForm(aFormOf(index), `restart-${index}`)),
    );
    const ids = answers.map(leadIdOf);
    const before = await system.leads();

    await system.restart();

    expect(before.every(isDelivered)).toBe(false);
    await pause(1_000);
    await system.sweep();
    await waitFor('end of the deliveries', async () =>
      (await Promise.all(ids.map((id) => system.lead(id)))).every(isDelivered),
    );
    for (const id of ids) {
      const { cards, messages, webhooks } = await system.toldOf(id);
      expect(
        [cards, messages, webhooks].map((list) => list.length),
        id,
      ).toEqual([1, 1, 1]);
    }
    expect(await system.leads()).toHaveLength(LEADS);
  });

  it('keeps what was sent: a link of yesterday still answers, a repeat is still known', async () => {
    const [lead] = await system.leads();
    const { messages } = await system.toldOf(lead?.id ?? '');

    const link = await system.request(offerPathOf(messages[0]), { headers: { accept: 'application/json' } });
    const repeat = await system.postForm(aFormOf(3), 'restart-3');

    expect(link).toMatchObject({ status: 200, json: { outcome: 'open' } });
    expect(repeat).toMatchObject({ status: 202, json: { outcome: 'repeated' } });
  });

  it('publishes no settings again that are as they were', async () => {
    const { json } = await system.request('/health');

    expect(json).toMatchObject({
      status: 'ok',
      versions: { sources: 1, policy: 1, team: 1, destinations: 1 },
    });
  });
});
