import { describe, expect, it } from 'vitest';
import { scheduledHandler } from '#functions/balance/scheduled-handler.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aLead } from '#test/support/a-lead.ts';
import { aSource } from '#test/support/a-source.ts';
import { InMemoryLeads } from '#test/support/in-memory-leads.ts';
import { InMemorySettings } from '#test/support/in-memory-settings.ts';
import { recordingTools } from '#test/support/recording-tools.ts';
import { SWEEPER_SETTINGS } from '#test/support/sweeper-world.ts';

const NOW = Date.parse('2026-11-24T09:00:00.000Z');
const WEEK_MS = 7 * 24 * 3_600_000;

describe('the look at the sources', () => {
  it('names one that has gone silent, and counts it', async () => {
    const { run, tools } = worldOf([...pastWeeks('site'), aLeadOf('market', NOW - 60_000)]);

    expect(await run({ task: 'sources' })).toEqual({ silent: [{ source: 'site', usually: 10 }] });
    expect(tools.counts).toEqual({ SourceSilent: 1 });
    expect(tools.lines).toMatchObject([
      { level: 'error', event: 'source.silent', fields: { source: 'site' } },
    ]);
    expect(tools.published.times).toBe(1);
  });

  it('counts none as soon as a lead comes', async () => {
    const { run, tools } = worldOf([...pastWeeks('site'), aLeadOf('site', NOW - 60_000)]);

    expect(await run({ task: 'sources' })).toEqual({ silent: [] });
    expect(tools.counts).toEqual({ SourceSilent: 0 });
  });

  it('does not miss a source that was taken out of the settings', async () => {
    const { run } = worldOf(pastWeeks('former'));

    expect(await run({ task: 'sources' })).toEqual({ silent: [] });
  });

  it.each([undefined, {}, { task: 'other' }])('is not meant by %j: that is the balance', async (event) => {
    const { run } = worldOf([]);

    expect(await run(event)).toHaveProperty('unbalanced');
  });
});

function worldOf(leads: readonly Lead[]) {
  const table = new InMemoryLeads(leads);
  const tools = recordingTools();
  const sources = { version: 1, sources: [aSource({ id: 'site' }), aSource({ id: 'market' })] };
  const run = scheduledHandler({
    ...tools,
    sweep: table,
    leads: table,
    held: table,
    roster: table,
    settings: new InMemorySettings({ ...SWEEPER_SETTINGS, sources }),
    clock: { now: () => new Date(NOW) },
    pause: async () => undefined,
  });
  return { run, tools };
}

/** Ten leads in the same hour of each of the last four weeks. */
function pastWeeks(source: string): readonly Lead[] {
  return [1, 2, 3, 4].flatMap((week) =>
    Array.from({ length: 10 }, (_, index) => aLeadOf(source, NOW - week * WEEK_MS - (index + 1) * 60_000)),
  );
}

function aLeadOf(source: string, at: number): Lead {
  return aLead({ id: `${source}-${at}`, source, receivedAt: new Date(at).toISOString() });
}
