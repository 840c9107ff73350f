import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFormOf } from '#test/support/a-form.ts';
import { LocalSystem, leadIdOf } from '#test/support/local-system.ts';

let system: LocalSystem;
beforeAll(async () => {
  system = await LocalSystem.start();
});
afterAll(() => system.stop());

async function delivered(index: number): Promise<string> {
  const id = leadIdOf(await system.postForm(aFormOf(index), `first-response-${index}`));
  await system.deliveredLead(id);
  return id;
}

/** What a rep does on the card's page in the CRM. */
async function press(leadId: string, stage: string): Promise<void> {
  const [card] = (await system.toldOf(leadId)).cards;
  const { status } = await system.request(`/local/stand-ins/bitrix24/cards/${card?.id}`, {
    method: 'POST',
    body: new URLSearchParams({ stage }),
  });
  expect(status).toBe(200);
}

describe('what becomes of a card in the CRM', () => {
  it('becomes of its lead: begun, and then won', async () => {
    const id = await delivered(1);

    await press(id, 'IN_PROCESS');
    const begun = await system.leadOnce(id, 'accepted', ({ status }) => status === 'accepted');
    expect(begun.timeline.map(({ event }) => event)).toContain('lead.first-response');

    await press(id, 'CONVERTED');
    await system.leadOnce(id, 'won', ({ status }) => status === 'won');
  });
});

describe('a rep who goes home', () => {
  it('has open offers given to others within the minute', async () => {
    const id = await delivered(2);
    const { owner } = await system.lead(id);

    const { status } = await system.request(`/v1/reps/${owner}`, {
      method: 'PATCH',
      headers: { authorization: 'Bearer local-ops', 'content-type': 'application/json' },
      body: '{"onDuty": false}',
    });

    expect(status).toBe(200);
    const given = await system.leadOnce(
      id,
      'with somebody else',
      (lead) => lead.owner !== owner && lead.status !== 'qualified',
    );
    expect(given.timeline.map(({ event }) => event)).toContain('offer.withdrawn');
  });
});

describe('the balance of the night', () => {
  it('finds every lead somewhere, and every load what it should be', async () => {
    const [result] = await system.runner.fireSchedule('balance');

    expect(result).toMatchObject({ outcome: 'answered' });
    expect(JSON.stringify(result)).toContain('"drifts":[]');
  });
});
