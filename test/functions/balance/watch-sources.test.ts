import { describe, expect, it } from 'vitest';
import { scheduledHandler } from '#functions/balance/scheduled-handler.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aLead } from '#test/support/a-lead.ts';
import { aSource } from '#test/support/a-source.ts';
import { InMemoryLeads } from '#test/support/in-memory-leads.ts';
import { InMemoryReportBook } from '#test/support/in-memory-report-book.ts';
import { InMemorySettings } from '#test/support/in-memory-settings.ts';
import { recordingTools } from '#test/support/recording-tools.ts';
import { SWEEPER_SETTINGS } from '#test/support/sweeper-world.ts';

const NOW = Date.parse('2026-11-24T09:00:00.000Z');
const DAY_MS = 24 * 3_600_000;
const WEEK_MS = 7 * DAY_MS;

describe('the look at the sources', () => {
  it('names one that has gone silent, and counts it', async () => {
    const { run, tools } = worldOf([...pastWeeks('site'), aLeadOf('market', NOW - 60_000)]);

    expect(await run({ task: 'sources' })).toEqual({ silent: [{ source: 'site', hours: 1, usually: 10 }] });
    expect(tools.counts).toEqual({ SourceSilent: 1 });
    expect(tools.lines).toMatchObject([
      { level: 'error', event: 'source.silent', fields: { source: 'site' } },
    ]);
    expect(tools.published.times).toBe(1);
  });

  it('names one with two leads a day after four whole days without any', async () => {
    const { run } = worldOf(twoADay('site', 4));

    expect(await run({ task: 'sources' })).toEqual({ silent: [{ source: 'site', hours: 96, usually: 8 }] });
  });

  it('does not name it while its usual eight are not yet due', async () => {
    const { run } = worldOf(twoADay('site', 3));

    expect(await run({ task: 'sources' })).toEqual({ silent: [] });
  });

  it('believes the leads more than tallies that lag behind', async () => {
    const late = aLeadOf('site', NOW - 2 * DAY_MS);
    const { run } = worldOf([...twoADay('site', 4), late], (lead) => lead.id !== late.id);

    expect(await run({ task: 'sources' })).toEqual({ silent: [] });
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

function worldOf(leads: readonly Lead[], isTallied: (lead: Lead) => boolean = () => true) {
  const table = new InMemoryLeads(leads);
  const tools = recordingTools();
  const sources = { version: 1, sources: [aSource({ id: 'site' }), aSource({ id: 'market' })] };
  const run = scheduledHandler({
    ...tools,
    sweep: table,
    reports: new InMemoryReportBook(() => leads.filter(isTallied)),
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

/** Five weeks of two leads a day, the last so many days ago. */
function twoADay(source: string, silentDays: number): readonly Lead[] {
  const days = Array.from({ length: 36 }, (_, index) => index).filter((day) => day > silentDays);
  return days.flatMap((day) => [
    aLeadOf(source, NOW - day * DAY_MS - 2 * 3_600_000),
    aLeadOf(source, NOW - day * DAY_MS + 3_600_000),
  ]);
}

function aLeadOf(source: string, at: number): Lead {
  return aLead({ id: `${source}-${at}`, source, receivedAt: new Date(at).toISOString() });
}
