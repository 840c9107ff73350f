import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientKeysOf } from '#shared/domain/client-key.ts';
import { countCalls } from '#test/support/counted-calls.ts';
import { aStranger, qualified } from '#test/support/a-client.ts';
import { startTable, type TestTable } from '#test/support/table.ts';
import { onDynamoDb } from '#test/support/worlds.ts';

const DAY_MS = 24 * 60 * 60_000;
const TERMS = { windowMs: 7 * DAY_MS, over: [], apart: [] };
const LEAD = aStranger('lead-00000001', {
  contact: { phone: '+79990000001', email: 'anna@zavod.example' },
  requisites: { inn: '7707083893' },
});

describe('what the table knows of a client', () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await startTable();
  });
  afterAll(() => table.stop());

  it('is written in one call, names nobody, and goes once it counts no more', async () => {
    const { leads, clients } = onDynamoDb(table);
    await leads.keep(LEAD);
    const calls = countCalls(table.client);
    const keys = clientKeysOf(LEAD, ['inn', 'phone', 'email', 'email-domain']);

    await clients.claim(qualified(LEAD), keys, TERMS);

    expect(calls.map(({ command }) => command)).toEqual(['TransactWriteItemsCommand']);
    const { Items: items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    const claims = items.filter(({ pk }) => pk?.S?.startsWith('CLIENT#'));
    expect(claims).toHaveLength(4);
    expect(JSON.stringify(claims)).not.toMatch(/79990000001|anna|zavod|7707083893/);
    const endsMs = Date.parse(LEAD.receivedAt) + 9 * DAY_MS;
    expect(claims.map(({ expiresAt }) => Number(expiresAt?.N))).toEqual(claims.map(() => endsMs / 1000));
  });
});
