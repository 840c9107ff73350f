import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFormOf } from '#test/support/a-form.ts';
import { LocalSystem, isDelivered, leadIdOf } from '#test/support/local-system.ts';
import { waitFor } from '#test/support/wait-for.ts';

/** The sweep looks at what has been without an owner for longer than this; by default half a minute. */
const RESEND_AFTER_MS = 1_000;

let system: LocalSystem;
beforeAll(async () => {
  system = await LocalSystem.start({
    // One at a time, so that messages pile up where they can be lost.
    environments: { assignment: { max: 1 }, handoff: { max: 1 } },
    overrides: {
      // A queue that is not there: whatever telephony sends to it fails.
      telephony: { ASSIGNMENTS_QUEUE_URL: 'http://127.0.0.1/000000000000/no-such-queue' },
    },
  });
});
afterAll(() => system.stop());

describe('a lead whose message is lost', () => {
  it('because the function was killed before it judged, is found by the sweep and told once', async () => {
    for (const registry of ['registry', 'checko'] as const)
      await system.fault(registry, { mode: 'slow', ms: 60_000, times: 1 });
    const form = { ...aFormOf(100), inn: '5299702965' };
    const first = system.postForm(form, 'killed-in-between');
    const kept = await waitFor('lead that is kept', async () => (await system.leads('status=received'))[0]);

    await system.runner.kill('web-form');
    const second = await system.postForm(form, 'killed-in-between');

    expect((await first).status).toBe(500);
    expect(second).toMatchObject({ status: 202, json: { outcome: 'repeated', leadId: kept.id } });
    await pause(RESEND_AFTER_MS);
    await system.sweep();
    const lead = await system.deliveredLead(kept.id);
    expect(lead).toMatchObject({ status: 'offered', counterparty: { outcome: 'found' } });
    expect(await countsOf(kept.id)).toEqual([1, 1, 1]);
  });

  it('because the queue was down, is answered for as ever and found by the sweep', async () => {
    const answer = await system.postEvent('telephony/zadarma-missed.json');
    expect(answer.status).toBe(200);
    const kept = await waitFor('call', async () => (await system.leads('source=zadarma'))[0]);

    expect(kept.status).toBe('qualified');
    await pause(RESEND_AFTER_MS);
    await system.sweep();
    await system.deliveredLead(kept.id);
    expect(await countsOf(kept.id)).toEqual([1, 1, 1]);
  });

  it('because all queues are wiped again and again, is found by the sweep, each of twenty', async () => {
    const wiping = setInterval(() => system.runner.wipeQueues(), 5);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => system.postForm(aFormOf(index), `wiped-${index}`)),
    ).finally(() => clearInterval(wiping));
    const ids = answers.map(leadIdOf);
    await system.runner.whenQuiet(20_000);
    const beforeSweep = await Promise.all(ids.map((id) => system.lead(id)));
    await pause(RESEND_AFTER_MS);
    await system.sweep();
    await waitFor('end of the deliveries', async () =>
      (await Promise.all(ids.map((id) => system.lead(id)))).every(isDelivered),
    );

    expect(new Set(ids).size).toBe(20);
    expect(beforeSweep.every(isDelivered)).toBe(false);
    for (const id of ids) expect(await countsOf(id)).toEqual([1, 1, 1]);
  });
});

describe('a message', () => {
  it('that comes several times and out of order does what one does', async () => {
    const id = leadIdOf(await system.postForm(aFormOf(200)));
    const before = await system.deliveredLead(id);

    for (const queue of ['Handoffs', 'Assignments', 'Assignments', 'Handoffs', 'Assignments', 'Handoffs'])
      system.runner.send(queueCalled(queue), JSON.stringify({ v: 1, leadId: id, reason: 'again' }));
    await system.runner.whenQuiet(20_000);

    expect(await system.lead(id)).toMatchObject({ owner: before.owner, offer: before.offer });
    expect(await countsOf(id)).toEqual([1, 1, 1]);
  });
});

async function countsOf(leadId: string): Promise<readonly number[]> {
  const { cards, messages, webhooks } = await system.toldOf(leadId);
  return [cards, messages, webhooks].map((list) => list.length);
}

/** The template's names have endings of their own. */
function queueCalled(word: string): string {
  const queues = system.runner.queues().map(({ name }) => name);
  const name = queues.find((each) => each.toLowerCase().includes(word.toLowerCase()) && !/dead/i.test(each));
  if (name === undefined) throw new Error(`No queue is called ${word}, only ${queues.join(', ')}.`);
  return name;
}
