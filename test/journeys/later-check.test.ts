import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localCredentials } from '#cdk/local/engines/tables.ts';
import type { LeadView } from '#functions/console/lead-view.ts';
import { DynamoDbLeadRepository } from '#shared/adapters/dynamodb/lead-repository.ts';
import { aFormOf } from '#test/support/a-form.ts';
import { LocalSystem, isDelivered, leadIdOf } from '#test/support/local-system.ts';

/** The stand-in's company that was liquidated in 2022. */
const LIQUIDATED_INN = '5099543210';
const ACTIVE_INN = '7799123455';

let system: LocalSystem;
let table: DynamoDBClient;
let leads: DynamoDbLeadRepository;

beforeAll(async () => {
  system = await LocalSystem.start();
  const { endpoints } = system.runner;
  table = new DynamoDBClient({
    endpoint: endpoints.dynamodb,
    region: 'eu-central-1',
    ...localCredentials(),
  });
  const name = system.runner.environmentOf('console')['LEADS_TABLE_NAME'] ?? '';
  leads = new DynamoDbLeadRepository(table, name);
});
afterAll(async () => {
  table.destroy();
  await system.stop();
});

/** Both registries are cut off while the lead comes, and back afterwards. */
async function leadWithoutRegistry(person: number, inn: string): Promise<LeadView> {
  await system.fault('registry', { mode: 'down' });
  await system.fault('checko', { mode: 'down' });
  const id = leadIdOf(await system.postForm({ ...aFormOf(person), inn, company: 'ООО «Вектор»' }));
  const lead = await system.deliveredLead(id);
  await system.fault('registry', { mode: 'ok' });
  await system.fault('checko', { mode: 'ok' });
  return lead;
}

/** As if the minute had passed after which the company is asked about again; then the sweep comes by. */
async function checkNow(id: string): Promise<void> {
  const lead = await leads.find(id);
  if (lead?.check === undefined) throw new Error('there is no check to be done');
  const past = new Date(Date.now() - 1_000).toISOString();
  const check = { ...lead.check, nextAt: past };
  expect(await leads.save({ ...lead, version: lead.version + 1, check, nextActionAt: past })).toBe('saved');
  await system.sweep();
}

describe('a lead that comes while no registry answers', () => {
  it('is with its rep within seconds, who hears later that the company is liquidated', async () => {
    const before = await leadWithoutRegistry(1, LIQUIDATED_INN);
    expect(before).toMatchObject({
      status: 'offered',
      counterparty: { outcome: 'unchecked', because: 'unavailable' },
      check: { attempts: 0 },
      laterCheck: null,
    });
    expect(before.timings.deliveredMs).toBeLessThan(10_000);

    await checkNow(before.id);
    const after = await system.leadOnce(
      before.id,
      'checked and told of',
      (lead) => lead.laterCheck !== null && isDelivered(lead),
    );

    expect(after).toMatchObject({
      status: 'offered',
      owner: before.owner,
      offer: before.offer,
      counterparty: { outcome: 'unchecked' },
      verdict: { outcome: 'qualified' },
      check: null,
      laterCheck: {
        counterparty: { status: 'liquidated', registry: 'dadata' },
        verdict: { outcome: 'rejected', reasons: ['company-liquidated'] },
      },
    });
    const { messages, cards, webhooks } = await system.toldOf(before.id);
    expect(messages.map(({ text }) => text.includes('Компания ликвидирована'))).toEqual([false, true]);
    expect(cards.map(({ comments }) => comments.map(({ text }) => text.split('\n')[0]))).toEqual([
      ['Компания ликвидирована: ООО "ТЕСТ-БЫЛО"'],
    ]);
    expect(webhooks.map(({ body }) => JSON.stringify(body).match(/"type":"([^"]+)"/)?.[1])).toEqual([
      'lead.assigned',
      'lead.notice',
    ]);

    const [listed] = (await system.leads('source=html')).filter(({ id }) => id === before.id);
    expect(listed?.laterCheck).toEqual(after.laterCheck);
    await system.runner.whenQuiet(20_000);
    expect((await system.toldOf(before.id)).messages).toHaveLength(2);
  });

  it('is confirmed later without a word to its rep, when all is well with the company', async () => {
    const before = await leadWithoutRegistry(2, ACTIVE_INN);

    await checkNow(before.id);
    const after = await system.leadOnce(before.id, 'checked', ({ laterCheck }) => laterCheck !== null);

    expect(after).toMatchObject({
      owner: before.owner,
      laterCheck: { counterparty: { status: 'active' }, verdict: { outcome: 'qualified' } },
    });
    await system.runner.whenQuiet(20_000);
    expect((await system.toldOf(before.id)).messages).toHaveLength(1);
  });
});
