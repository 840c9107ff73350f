import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '#cdk/local/stand-ins/faults.ts';
import type { LeadView } from '#functions/console/lead-view.ts';
import { aFormOf } from '#test/support/a-form.ts';
import { LocalSystem, leadIdOf } from '#test/support/local-system.ts';

let system: LocalSystem;
beforeAll(async () => void (system = await LocalSystem.start()));
afterAll(() => system.stop());

let clients = 0;

/** Each of another client and company, so that no answer of the registry is remembered from before. */
function formOf(inn: string) {
  return { ...aFormOf((clients += 1)), inn, company: 'ООО «Вектор»' };
}

const REGISTRIES = ['registry', 'checko'] as const;

async function bothRegistries(fault: Fault): Promise<void> {
  for (const registry of REGISTRIES) await system.fault(registry, fault);
}

describe('without any registry', () => {
  afterEach(() => bothRegistries({ mode: 'ok' }));

  it('that is slow the visitor is answered before it is', async () => {
    await bothRegistries({ mode: 'slow', ms: 8_000 });
    const { registry: before } = await system.deliveries();

    const answer = await system.postForm(formOf('5499701856'));

    const { registry: after } = await system.deliveries();
    expect(answer).toMatchObject({ status: 202, json: { outcome: 'received' } });
    expect(after).toEqual(before);
    const lead = await system.deliveredLead(leadIdOf(answer));
    expect(lead).toMatchObject({
      status: 'offered',
      counterparty: { outcome: 'unchecked', because: 'slow' },
    });
  });

  it.each([
    ['cut off', { mode: 'down' }, '7799700374'],
    ['refusing', { mode: 'refusing', status: 503 }, '7899700748'],
    ['talking nonsense', { mode: 'garbage' }, '5099701114'],
  ] as const)('that is %s a lead is routed all the same, and says so', async (_, fault, inn) => {
    await bothRegistries(fault);

    const lead = await system.deliveredLead(leadIdOf(await system.postForm(formOf(inn))));

    expect(lead).toMatchObject({ status: 'offered', counterparty: { outcome: 'unchecked' } });
    const unknown = lead.verdict?.rules.filter(({ result }) => result === 'unknown').map(({ code }) => code);
    expect(unknown).toEqual(expect.arrayContaining(['company-liquidated', 'region-not-served']));
    expect((await system.toldOf(lead.id)).cards).toHaveLength(1);
  });
});

describe('a destination that fails', () => {
  let uncertain: LeadView;
  let refused: LeadView;

  beforeAll(async () => {
    await system.fault('crm', { mode: 'lose-answer', times: 1 });
    uncertain = await attempted(formOf('6699702224'));
    await system.fault('messenger', { mode: 'refusing', status: 503, times: 1 });
    refused = await attempted(formOf('1699702592'));
  });

  async function attempted(form: ReturnType<typeof formOf>): Promise<LeadView> {
    const id = leadIdOf(await system.postForm(form));
    return system.leadOnce(id, 'tried', ({ handoffs }) =>
      handoffs.some(({ nextAttemptAt }) => nextAttemptAt),
    );
  }

  it('does not keep the others from being told', async () => {
    expect(outcomesOf(uncertain)).toEqual({ crm: 'uncertain', messenger: 'delivered', webhook: 'delivered' });
    expect(outcomesOf(refused)).toEqual({ crm: 'delivered', messenger: 'unavailable', webhook: 'delivered' });
    expect((await system.toldOf(refused.id)).messages).toEqual([]);
  });

  it('is told later, once: a CRM whose answer was lost still has one card', { timeout: 70_000 }, async () => {
    await pause(untilDue([uncertain, refused]));
    await system.sweep();

    const crmAgain = await system.deliveredLead(uncertain.id);
    const messengerAgain = await system.deliveredLead(refused.id);

    const [first, second] = [await system.toldOf(uncertain.id), await system.toldOf(refused.id)];
    for (const told of [first, second]) {
      expect([told.cards, told.messages, told.webhooks].map((list) => list.length)).toEqual([1, 1, 1]);
    }
    expect(crmAgain.handoffs).toContainEqual(
      expect.objectContaining({ destination: 'crm', attempt: 2, externalId: String(first.cards[0]?.id) }),
    );
    expect(crmAgain.timeline.map(({ event }) => event)).toContain('handoff.uncertain');
    expect(messengerAgain.handoffs).toContainEqual(
      expect.objectContaining({ destination: 'messenger', attempt: 2, outcome: 'delivered' }),
    );
  });
});

function outcomesOf({ handoffs }: LeadView): Readonly<Record<string, string>> {
  return Object.fromEntries(handoffs.map(({ destination, outcome }) => [destination, outcome]));
}

/** The first retry comes after half a minute, and is really waited for. */
function untilDue(leads: readonly LeadView[]): number {
  const due = leads.flatMap(({ handoffs }) => handoffs.map(({ nextAttemptAt }) => nextAttemptAt ?? ''));
  return Math.max(0, Date.parse(due.toSorted().at(-1) ?? '') - Date.now()) + 50;
}
