import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LeadView } from '#functions/console/lead-view.ts';
import { A_FORM, aFormOf } from '#test/support/a-form.ts';
import { demoSettingsWith } from '#test/support/demo-settings.ts';
import { LocalSystem, leadIdOf, offerPathOf, type Received } from '#test/support/local-system.ts';

let system: LocalSystem;
let settingsFolder: string;
beforeAll(async () => {
  // Without the one rep who goes home at night, all of them can be asked at any hour.
  settingsFolder = await demoSettingsWith('team', '      - rep: ivan\n', '');
  system = await LocalSystem.start({ settingsFolder });
});
afterAll(async () => {
  await system.stop();
  await rm(settingsFolder, { recursive: true, force: true });
});

const JSON_HEADERS = { accept: 'application/json', 'content-type': 'application/json' };

let clients = 0;

/** A lead of a new client, with the link in the newest message about it. */
async function offeredLead(
  form = aFormOf((clients += 1)),
): Promise<{ readonly lead: LeadView; readonly path: string }> {
  const lead = await system.deliveredLead(leadIdOf(await system.postForm(form, crypto.randomUUID())));
  return { lead, path: await newestPath(lead.id) };
}

async function newestPath(leadId: string): Promise<string> {
  return offerPathOf((await system.toldOf(leadId)).messages.at(-1));
}

function answer(path: string, body: Readonly<Record<string, string>>): Promise<Received> {
  return system.request(path, { method: 'POST', headers: JSON_HEADERS, body: JSON.stringify(body) });
}

describe("the link in a rep's message", () => {
  it('changes nothing by being opened, by whatever means and however often', async () => {
    const { lead, path } = await offeredLead();

    const opened = [
      await system.request(path),
      await system.request(`${path}?answer=accept`),
      await system.request(path, { headers: { accept: 'application/json', 'user-agent': 'TelegramBot' } }),
      await system.request(path, { method: 'HEAD' }),
    ];

    expect(opened.map(({ status }) => status < 500)).toEqual(opened.map(() => true));
    expect(opened[0]?.text).toContain('<form method="post"');
    expect(await system.lead(lead.id)).toEqual(lead);
  });

  it('shows who asks only to the rep who accepted', async () => {
    const { lead, path } = await offeredLead(A_FORM);

    const before = await system.request(path);
    const accepted = await answer(path, { answer: 'accept' });

    expect(before.text).not.toContain('000-00-01');
    expect(accepted).toMatchObject({
      status: 200,
      json: { outcome: 'accepted', contact: { phone: '+79990000001' } },
    });
    expect(await system.lead(lead.id)).toMatchObject({
      ...{ status: 'accepted', owner: lead.owner },
      offer: { state: 'accepted' },
      timings: { acceptedMs: expect.any(Number) },
    });
  });

  it('declined, puts the lead before the next rep, who is told; the first cannot take it any more', async () => {
    const { lead, path } = await offeredLead();

    const declined = await answer(path, { answer: 'decline', reason: 'busy' });
    const next = await system.leadOnce(
      lead.id,
      'with the next rep',
      ({ offer, handoffs }) =>
        offer?.attempt === 2 && handoffs.filter(({ outcome }) => outcome === 'delivered').length === 6,
    );
    const nextPath = await newestPath(lead.id);
    const late = await answer(path, { answer: 'accept' });
    const accepted = await answer(nextPath, { answer: 'accept' });

    expect(declined).toMatchObject({ status: 200, json: { outcome: 'declined' } });
    expect(next.owner).not.toBe(lead.owner);
    expect(next.formerOffers).toMatchObject([{ rep: lead.owner, state: 'declined', because: 'busy' }]);
    expect(late).toMatchObject({ status: 409, json: { outcome: 'already-declined' } });
    expect(accepted).toMatchObject({ status: 200, json: { outcome: 'accepted' } });
    const { cards, messages } = await system.toldOf(lead.id);
    expect(cards).toHaveLength(1);
    expect(cards[0]?.updates).toHaveLength(1);
    expect(new Set(messages.map(({ chatId }) => chatId)).size).toBe(2);
    expect(await system.lead(lead.id)).toMatchObject({ status: 'accepted', owner: next.owner });
  });

  it('accepted by ten clicks at once, is accepted once', async () => {
    const { lead, path } = await offeredLead();

    const clicks = await Promise.all(Array.from({ length: 10 }, () => answer(path, { answer: 'accept' })));

    const { timeline } = await system.lead(lead.id);
    expect(timeline.filter(({ event }) => event === 'offer.accepted')).toHaveLength(1);
    expect(clicks.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(clicks.filter(({ status }) => status === 409)).toHaveLength(9);
  });

  it('that nobody sent opens nothing', async () => {
    const { path } = await offeredLead();
    const forged = `${path.slice(0, -4)}AAAA`;

    expect((await system.request(forged)).status).toBe(404);
    expect((await answer(forged, { answer: 'accept' })).status).toBe(404);
  });
});

describe('a lead that everybody declines', () => {
  it('ends with the supervisor, who has it for good', async () => {
    const { lead } = await offeredLead();
    const asked: string[] = [];

    let current = lead;
    while (current.status === 'offered') {
      asked.push(current.owner ?? '');
      const attempt = current.offer?.attempt ?? 0;
      await answer(await newestPath(lead.id), { answer: 'decline', reason: 'not-my-product' });
      current = await system.leadOnce(
        lead.id,
        'with somebody else',
        ({ offer, handoffs }) =>
          offer !== null &&
          offer.attempt > attempt &&
          handoffs.every(({ outcome }) => outcome === 'delivered') &&
          handoffs.some(({ offerAttempt }) => offerAttempt === offer.attempt),
      );
    }
    const refused = await answer(await newestPath(lead.id), { answer: 'decline' });

    expect(asked.toSorted()).toEqual(['anna', 'olga', 'pavel']);
    expect(current).toMatchObject({ status: 'escalated', owner: 'olga' });
    expect(refused).toMatchObject({ status: 409, json: { outcome: 'last-in-line' } });
  });
});
