import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planRequests } from '#cdk/local/demo/plan.ts';
import { FORM_FLAWS } from '#cdk/local/demo/request.ts';
import { sendAll } from '#cdk/local/demo/send.ts';
import { readSigningKeys } from '#cdk/local/demo/signing-keys.ts';
import { aFormOf } from '#test/support/a-form.ts';
import { LocalSystem, isDelivered, leadIdOf } from '#test/support/local-system.ts';
import { waitFor } from '#test/support/wait-for.ts';

/** Of the demonstration's team: what the CRM and the messenger call each rep. */
const ACCOUNTS: Readonly<Record<string, { readonly crm: number; readonly messenger: string }>> = {
  olga: { crm: 11, messenger: '100011' },
  anna: { crm: 12, messenger: '100012' },
  pavel: { crm: 13, messenger: '100013' },
  ivan: { crm: 14, messenger: '100014' },
};

let system: LocalSystem;
beforeAll(async () => void (system = await LocalSystem.start()));
afterAll(() => system.stop());

describe('a good lead', () => {
  it('that came by the form reaches CRM, messenger and webhook, all with the same rep', async () => {
    const answer = await system.postEvent('web-form/valid.json');
    const lead = await system.deliveredLead(leadIdOf(answer));
    const { cards, messages, webhooks } = await system.toldOf(lead.id);

    expect(answer).toMatchObject({ status: 202, json: { outcome: 'received' } });
    expect(lead).toMatchObject({ status: 'offered', offer: { state: 'open', rep: lead.owner, attempt: 1 } });
    const account = ACCOUNTS[lead.owner ?? ''];
    expect(cards.map(({ fields }) => fields)).toMatchObject([
      { assignedById: account?.crm, opportunity: 1_500_000, utmSource: 'yandex' },
    ]);
    expect(messages.map(({ chatId }) => chatId)).toEqual([account?.messenger]);
    expect(webhooks.map(({ body }) => body)).toMatchObject([
      { type: 'lead.assigned', data: { owner: { id: lead.owner }, lead: { id: lead.id } } },
    ]);
  });

  it('explains itself: verdict, score, owner and every step', async () => {
    const lead = await system.deliveredLead(leadIdOf(await system.postForm(aFormOf(1))));

    expect(lead).toMatchObject({
      counterparty: { outcome: 'found', status: 'active', region: 'RU-MOW' },
      verdict: { outcome: 'qualified', policyVersion: 1, reasons: [] },
      score: { total: 96, grade: 'A' },
      assignment: { pool: 'key', strategy: 'weighted', teamVersion: 1 },
    });
    expect(lead.score?.terms.reduce((sum, { points }) => sum + points, 0)).toBe(96);
    expect(lead.score?.terms.every(({ because }) => because.length > 5)).toBe(true);
    expect(lead.assignment?.candidates).toContainEqual(
      expect.objectContaining({ rep: lead.owner, eligible: true, code: 'turn' }),
    );
    expect(lead.timeline.map(({ event }) => event)).toEqual([
      ...['lead.received', 'lead.qualified', 'lead.offered'],
      ...['handoff.delivered', 'handoff.delivered', 'handoff.delivered'],
    ]);
    const { qualifiedMs, assignedMs, deliveredMs } = lead.timings;
    const inOrder = [0, qualifiedMs, assignedMs, deliveredMs].map(Number);
    expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
  });

  it('that was a missed call reaches a rep the same way', async () => {
    const answer = await system.postEvent('telephony/mango-missed.json');
    const lead = await waitFor('delivered call', async () =>
      (await system.leads('source=mango')).find(isDelivered),
    );
    const { cards, messages, webhooks } = await system.toldOf(lead.id);

    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(lead).toMatchObject({
      ...{ kind: 'call', status: 'offered', contact: { phone: '+74997654321' } },
      call: { missed: true, talkSeconds: 0, trackingNumber: '+74950000102' },
      assignment: { pool: 'everybody' },
    });
    expect(cards.map(({ fields }) => fields['assignedById'])).toEqual([ACCOUNTS[lead.owner ?? '']?.crm]);
    expect(messages.map(({ text }) => text)).toEqual([expect.stringContaining('Пропущенный звонок')]);
    expect(messages[0]?.text).not.toContain('74997654321');
    expect(webhooks).toHaveLength(1);
  });
});

describe('a lead that nobody should work on', () => {
  it.each([
    ['private-person', 'individual'],
    ['unserved-region', 'region-not-served'],
    ['liquidated-company', 'company-liquidated'],
    ['honeypot', 'spam'],
  ])('%s is rejected as %s, with a sentence, and its sender is not told', async (situation, reason) => {
    const answer = await system.postEvent(`web-form/${situation}.json`);
    const lead = await system.leadOnce(leadIdOf(answer), 'judged', ({ verdict }) => verdict !== null);

    expect(answer).toMatchObject({ status: 202, json: { outcome: 'received' } });
    expect(lead).toMatchObject({ status: 'rejected', owner: null, offer: null, handoffs: [] });
    expect(lead.verdict?.reasons[0]).toBe(reason);
    expect(lead.verdict?.because).toMatch(/\p{L}{3}/u);
    expect(await system.toldOf(lead.id)).toEqual({ cards: [], messages: [], webhooks: [] });
  });

  it('with an INN typed wrong is not kept, and its sender is told in their language', async () => {
    const answer = await system.postEvent('web-form/wrong-inn.json');

    expect(answer).toMatchObject({
      status: 422,
      json: { code: 'invalid-fields', errors: [{ field: 'inn', code: 'inn-checksum' }] },
    });
    expect(answer.text).toMatch(/ИНН/);
  });
});

describe('the demonstration', () => {
  it('makes of each request what it was meant for', async () => {
    const requests = planRequests({
      ...{ count: 80, seed: 20261123, run: 'journey', now: new Date() },
      keys: await readSigningKeys(),
    });

    const answers = await sendAll(requests, { url: system.url, perSecond: 40, onAnswer: () => undefined });
    await system.runner.whenQuiet(20_000);

    for (const { request, status, says } of answers) {
      const expected = { call: [200, ''], repeat: [202, 'repeated'], 'wrong-inn': [422, 'inn-checksum'] };
      const other = [202, 'received'];
      const wanted = Object.entries(expected).find(([intent]) => intent === request.intent)?.[1] ?? other;
      expect([status, says], request.intent).toEqual(wanted);
    }
    const leads = await system.leads(`status=rejected`);
    const reasons = new Set(leads.map(({ verdict }) => verdict?.reasons[0]));
    const flaws = FORM_FLAWS.filter((flaw) => flaw !== 'wrong-inn');
    expect([...reasons].toSorted()).toEqual(flaws.toSorted());
  });
});
