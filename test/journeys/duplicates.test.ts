import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFormOf } from '#test/support/a-form.ts';
import { LocalSystem, isDelivered, leadIdOf } from '#test/support/local-system.ts';
import { waitFor } from '#test/support/wait-for.ts';

let system: LocalSystem;
beforeAll(async () => void (system = await LocalSystem.start()));
afterAll(() => system.stop());

describe('one client by several ways', () => {
  it('who calls and then fills in the form is one lead with two touches, one owner and one card', async () => {
    await system.postEvent('telephony/mango-missed.json');
    const call = await waitFor('delivered call', async () =>
      (await system.leads('source=mango')).find(isDelivered),
    );

    const form = { ...aFormOf(1), phone: call.contact.phone };
    const answer = await system.postForm(form, crypto.randomUUID());
    const touched = await system.leadOnce(
      call.id,
      'told of its touch',
      (lead) => lead.touches.length === 2 && lead.handoffs.length > call.handoffs.length && isDelivered(lead),
    );

    expect(answer).toMatchObject({ status: 202, json: { outcome: 'received' } });
    expect(touched).toMatchObject({ status: 'offered', owner: call.owner, offer: call.offer });
    expect(touched.touches).toMatchObject([
      { leadId: call.id, kind: 'call', source: 'mango' },
      { leadId: leadIdOf(answer), kind: 'form', source: 'html' },
    ]);
    expect(await system.lead(leadIdOf(answer))).toMatchObject({
      ...{ status: 'duplicate', duplicateOf: call.id, owner: null, handoffs: [] },
    });
    expect((await system.toldOf(call.id)).cards).toHaveLength(1);
    expect((await system.toldOf(leadIdOf(answer))).cards).toEqual([]);
  });

  it('who fills in twenty forms at once is one lead', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        system.postForm({ ...aFormOf(2), message: `Вопрос номер ${index}, позвоните` }, crypto.randomUUID()),
      ),
    );
    await system.runner.whenQuiet(20_000);

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    const leads = await Promise.all(answers.map((answer) => system.lead(leadIdOf(answer))));
    const [first, ...others] = leads.filter(({ status }) => status === 'offered');
    expect(others).toEqual([]);
    expect(leads.filter(({ duplicateOf }) => duplicateOf === first?.id)).toHaveLength(19);
    expect(first?.touches).toHaveLength(20);
    expect((await system.toldOf(first?.id ?? '')).cards).toHaveLength(1);
  });
});
