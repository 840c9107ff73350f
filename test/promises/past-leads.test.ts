import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbLeadRepository } from '#shared/adapters/dynamodb/lead-repository.ts';
import { DynamoDbPastLeads } from '#shared/adapters/dynamodb/past-leads.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { PastLeads } from '#shared/ports/past-leads.ts';
import type { ReplaySpan } from '#shared/ports/replay-book.ts';
import { aLead } from '#test/support/a-lead.ts';
import { InMemoryPastLeads } from '#test/support/in-memory-past-leads.ts';
import { startTables, type TestTables } from '#test/support/table.ts';

const NOW = '2026-11-23T10:00:00.000Z';

interface Kept {
  readonly past: PastLeads;
  keep(lead: Lead): Promise<unknown>;
}

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

describe.each([
  {
    name: 'in memory',
    open: async (): Promise<Kept> => {
      const leads: Lead[] = [];
      return { past: new InMemoryPastLeads(() => leads), keep: async (lead) => leads.push(lead) };
    },
  },
  {
    name: 'on DynamoDB',
    open: async (): Promise<Kept> => {
      const { client, name } = await tables.open();
      const leads = new DynamoDbLeadRepository(client, name);
      return { past: new DynamoDbPastLeads(client, name), keep: (lead) => leads.keep(lead) };
    },
  },
])('past leads $name', ({ open }) => {
  let kept: Kept;
  beforeEach(async () => {
    kept = await open();
  });

  async function keepAt(...moments: readonly string[]): Promise<void> {
    for (const [index, receivedAt] of moments.entries())
      await kept.keep(aLead({ id: `arrival-${index}`, receivedAt }));
  }

  async function read(span: ReplaySpan, before = NOW) {
    const { total, pages } = await kept.past.find(span, before);
    const ids: string[] = [];
    for await (const page of pages) ids.push(...page.map(({ id }) => id));
    return { total, ids };
  }

  it('are none in an empty table', async () => {
    expect(await read({ last: 10 })).toEqual({ total: 0, ids: [] });
  });

  it('are the last so many, newest first, and none that came since they were asked for', async () => {
    await keepAt(
      '2026-11-23T09:00:00.000Z',
      '2026-11-23T09:59:59.999Z',
      NOW,
      '2026-11-23T11:00:00.000Z',
      '2026-11-22T09:00:00.000Z',
    );

    expect(await read({ last: 2 })).toEqual({ total: 2, ids: ['arrival-1', 'arrival-0'] });
    expect(await read({ last: 9 })).toEqual({ total: 3, ids: ['arrival-1', 'arrival-0', 'arrival-4'] });
  });

  it('are those of a period, its beginning included and its end not, over the borders of months and years', async () => {
    await keepAt(
      '2025-12-30T23:59:59.999Z',
      '2025-12-31T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
      '2026-02-28T23:59:59.999Z',
      '2026-03-01T00:00:00.000Z',
    );

    const { ids } = await read({ from: '2025-12-31T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' });

    expect(ids).toEqual(['arrival-3', 'arrival-2', 'arrival-1']);
  });

  it('of a period that has not ended are those that came before they were asked for', async () => {
    await keepAt('2026-11-23T09:00:00.000Z', '2026-11-23T11:00:00.000Z');

    const { ids } = await read({ from: '2026-11-23T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' });

    expect(ids).toEqual(['arrival-0']);
  });

  it('of a period yet to come are none', async () => {
    await keepAt('2026-11-23T09:00:00.000Z');

    expect(await read({ from: '2027-01-01T00:00:00.000Z', to: '2027-02-01T00:00:00.000Z' })).toEqual({
      total: 0,
      ids: [],
    });
  });

  it('are whole leads, many of them, each once and in order', async () => {
    const moments = Array.from({ length: 1_230 }, (_, index) =>
      new Date(Date.UTC(2026, 9, 31, 23, 50) + index * 1_000).toISOString(),
    );
    await Promise.all(
      moments.map((receivedAt, index) => kept.keep(aLead({ id: `many-${index}`, receivedAt }))),
    );

    const { total, pages } = await kept.past.find({ last: 1_200 }, NOW);
    const leads: Lead[] = [];
    for await (const page of pages) leads.push(...page);

    expect(total).toBe(1_200);
    expect(leads.map(({ id }) => id)).toEqual(Array.from({ length: 1_200 }, (_, at) => `many-${1_229 - at}`));
    expect(leads[0]).toEqual(aLead({ id: 'many-1229', receivedAt: moments[1_229] ?? '' }));
  });
});
