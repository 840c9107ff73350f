import { describe, expect, it } from 'vitest';
import { connectorHealth } from '#functions/console/connector-health.ts';
import type { Destination } from '#shared/domain/destination.ts';
import { CLOSED_CIRCUIT, type Circuit } from '#shared/domain/circuit.ts';
import type { Handoff } from '#shared/domain/handoff.ts';
import { InMemoryLeads } from '#test/support/in-memory-leads.ts';
import { InMemorySettings } from '#test/support/in-memory-settings.ts';
import { anOfferedLead } from '#test/support/a-lead.ts';
import { AUTHORIZED, SETTINGS, consoleWorld } from './console-world.ts';

const NOW = new Date('2026-11-23T09:10:00.000Z');
const CRM: Destination = {
  id: 'crm',
  type: 'webhook',
  url: 'http://127.0.0.1:9',
  secret: 'x',
} as Destination;

function aLeadWith(id: string, outcome: Handoff['outcome'], at: string) {
  const lead = anOfferedLead({ id });
  const handoffs = lead.handoffs.map((one): Handoff => ({
    ...one,
    attempt: 1,
    outcome,
    at,
    reason: 'http-503',
  }));
  return { ...lead, handoffs };
}

async function healthOf(leads: readonly ReturnType<typeof aLeadWith>[], circuit: Circuit = CLOSED_CIRCUIT) {
  const settings = new InMemorySettings({
    ...SETTINGS,
    destinations: { ...SETTINGS.destinations, destinations: [CRM] },
  });
  return connectorHealth(NOW, {
    leads: new InMemoryLeads(leads),
    settings,
    circuits: { read: async () => circuit },
  });
}

describe('the health of connectors', () => {
  it('is trouble where the last thing that happened was a failure', async () => {
    const { destinations } = await healthOf([
      aLeadWith('first', 'delivered', '2026-11-23T09:01:00.000Z'),
      aLeadWith('second', 'unavailable', '2026-11-23T09:02:00.000Z'),
    ]);

    expect(destinations).toEqual([
      {
        id: 'crm',
        type: 'webhook',
        state: 'trouble',
        delivered: 1,
        waiting: 1,
        rejected: 0,
        lastDeliveredAt: '2026-11-23T09:01:00.000Z',
        lastFailure: { at: '2026-11-23T09:02:00.000Z', because: 'http-503' },
      },
    ]);
  });

  it('is good again with the next delivery, and quiet where nothing was to be delivered', async () => {
    const mended = await healthOf([
      aLeadWith('first', 'unavailable', '2026-11-23T09:01:00.000Z'),
      aLeadWith('second', 'delivered', '2026-11-23T09:02:00.000Z'),
    ]);
    const idle = await healthOf([]);

    expect(mended.destinations[0]?.state).toBe('ok');
    expect(idle.destinations[0]?.state).toBe('quiet');
    expect(idle.sources.map(({ state, lastLeadAt }) => [state, lastLeadAt])).toEqual([
      ['quiet', null],
      ['quiet', null],
    ]);
  });

  it('tells which registry is not asked, why and until when', async () => {
    const open = { until: '2026-11-23T09:11:00.000Z', because: 'quota-spent' } as const;

    const { registries } = await healthOf([], { version: 3, failures: 5, open });
    const later = await healthOf([], {
      version: 3,
      failures: 5,
      open: { ...open, until: '2026-11-23T09:09:00.000Z' },
    });

    expect(registries).toEqual([
      { id: 'dadata', state: 'trouble', because: 'quota-spent', until: open.until },
    ]);
    expect(later.registries[0]?.state).toBe('ok');
  });

  it('is to be had by programs and by people', async () => {
    const world = consoleWorld([anOfferedLead()]);
    const headers = await world.signIn();

    const told = await world.ask('GET', '/v1/connectors', { headers: AUTHORIZED });
    const shown = await world.ask('GET', '/console/connectors', { headers });

    expect(JSON.parse(told.body).sources[0]).toMatchObject({ id: 'main-site', state: 'ok', leads: 1 });
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toContain('работает');
  });
});
