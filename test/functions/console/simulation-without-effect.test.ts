import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbSettingsArchive } from '#shared/adapters/dynamodb/settings-archive.ts';
import { createSimulationAdapters } from '#shared/adapters/wiring/simulation.ts';
import { clientKeysOf } from '#shared/domain/client-key.ts';
import { aQualifiedLead } from '#test/support/a-lead.ts';
import { demoSettings, InMemorySettings } from '#test/support/in-memory-settings.ts';
import { answerJson, scriptedServer, type ScriptedServer } from '#test/support/scripted-server.ts';
import { startTable, type TestTable } from '#test/support/table.ts';
import { onDynamoDb, type World as Ports } from '#test/support/worlds.ts';
import { AUTHORIZED, JSON_BODY, TEAM, consoleWorld } from './console-world.ts';

/** All that reads; whatever else a client sends is refused and remembered. */
const READS: ReadonlySet<string> = new Set(['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand']);

const FIRST = aQualifiedLead();
const FIELDS = {
  phone: '+7 999 000-00-02',
  inn: '7736207543',
  product: 'Пресс',
  consent: 'on',
  name: 'Пётр',
};

describe('a simulation over the real table', () => {
  let table: TestTable;
  let ports: Ports;
  let registry: ScriptedServer;
  let sent: string[];
  let status = 200;

  beforeAll(async () => {
    table = await startTable();
    registry = await scriptedServer((response) => answerJson(response, status, { suggestions: [] }));
    ports = onDynamoDb(table);
    await ports.leads.keep({ ...FIRST, version: 1 });
    await ports.clients.claim({ ...FIRST, version: 2 }, clientKeysOf(FIRST, ['inn']), {
      windowMs: 3_600_000,
      over: [],
      apart: [],
    });
    await archive().publish('policy', 'as it was', (await demoSettings()).policy, { by: 'test' });
    sent = refuseWrites(table.client);
  });

  afterAll(async () => {
    await registry.stop();
    await table.stop();
  });

  it.each([
    [
      'of a new client',
      { source: 'html', fields: FIELDS },
      { duplicateOf: null, counterparty: { from: 'registry' }, owner: { outcome: 'offered' } },
    ],
    [
      'of a client somebody serves',
      { source: 'html', fields: { ...FIELDS, inn: FIRST.requisites.inn } },
      { duplicateOf: FIRST.id },
    ],
    ['of a kept lead', { leadId: FIRST.id }, { owner: { outcome: 'offered' } }],
    ['under a version', { source: 'html', fields: FIELDS, policyVersion: 1 }, { policyVersion: 1 }],
  ])('writes nothing: %s', async (_what, body, outcome) => {
    sent.length = 0;

    expect(await simulated(body)).toMatchObject(outcome);
    expect(sent.filter((command) => !READS.has(command))).toEqual([]);
    expect(sent.length).toBeGreaterThan(0);
  });

  it('writes nothing either when the registry fails, as often as it likes', async () => {
    status = 500;
    sent.length = 0;

    for (let times = 0; times < 7; times += 1)
      expect(await simulated({ source: 'html', fields: { ...FIELDS, phone: '+79990000009' } })).toMatchObject(
        {
          counterparty: { from: 'unchecked' },
        },
      );
    expect(sent.filter((command) => !READS.has(command))).toEqual([]);
  });

  function archive(): DynamoDbSettingsArchive {
    return new DynamoDbSettingsArchive(table.client, table.name);
  }

  async function simulated(body: unknown): Promise<unknown> {
    const demo = await demoSettings();
    const counterpartyCheck = { ...demo.policy.counterpartyCheck, baseUrl: registry.url };
    const secrets = { find: async () => 'key-of-the-test' };
    const adapters = createSimulationAdapters({
      table: table.client,
      tableName: table.name,
      secrets,
      addresses: 'loopback-too',
    });
    const world = consoleWorld([], {
      leads: ports.leads,
      book: ports.book,
      clients: ports.clients,
      archive: archive(),
      settings: new InMemorySettings({ ...demo, policy: { ...demo.policy, counterpartyCheck }, team: TEAM }),
      simulation: async () => adapters,
    });
    const answer = await world.ask('POST', '/v1/simulations', {
      headers: { ...AUTHORIZED, ...JSON_BODY },
      body: JSON.stringify(body),
    });
    return JSON.parse(answer.body);
  }
});

function refuseWrites(client: DynamoDBClient): string[] {
  const sent: string[] = [];
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const command = String(context.commandName);
      sent.push(command);
      if (!READS.has(command)) throw new Error(`${command} writes`);
      return next(args);
    },
    { step: 'initialize' },
  );
  return sent;
}
