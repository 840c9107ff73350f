import { describe, expect, it } from 'vitest';
import { balanceHandler } from '#functions/balance/handler.ts';
import { waitingFor } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { accepted, offeredToSeveral } from '#shared/domain/offer-life.ts';
import { lost, won } from '#shared/domain/response-life.ts';
import { aLead, aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { aTeam, aTeamMember } from '#test/support/assignment-world.ts';
import { InMemoryLeads } from '#test/support/in-memory-leads.ts';
import { InMemorySettings } from '#test/support/in-memory-settings.ts';
import { recordingTools } from '#test/support/recording-tools.ts';
import { SWEEPER_SETTINGS } from '#test/support/sweeper-world.ts';

const THEN = new Date('2026-11-23T09:01:00.000Z');
const TONIGHT = '2026-11-24T00:30:00.000Z';

/** The balance of half past midnight, over leads that arrived the morning before. */
function night(leads: readonly Lead[], now = TONIGHT) {
  const table = new InMemoryLeads(leads);
  const tools = recordingTools();
  const pauses: number[] = [];
  const dependencies = {
    ...tools,
    sweep: table,
    leads: table,
    held: table,
    roster: table,
    settings: new InMemorySettings({
      ...SWEEPER_SETTINGS,
      team: aTeam(aTeamMember('olga'), aTeamMember('pavel')),
    }),
    clock: { now: () => new Date(now) },
    pause: async (attempt: number) => void pauses.push(attempt),
  };
  return { table, tools, pauses, dependencies, balance: () => balanceHandler(dependencies)() };
}

function askedTogether(): Lead {
  const { assignment } = anOfferedLead();
  if (assignment === undefined) throw new Error('no decision');
  const offers = { reps: ['olga', 'pavel'], deadlineAt: '2026-11-24T09:00:00.000Z' };
  return offeredToSeveral(aQualifiedLead({ id: 'asked' }), offers, assignment, [], THEN);
}

const SOMEWHERE: readonly Lead[] = [
  anOfferedLead({ id: 'offered' }),
  accepted(anOfferedLead({ id: 'accepted' }), THEN),
  anOfferedLead({ id: 'escalated', status: 'escalated' }),
  aQualifiedLead({ id: 'rejected', status: 'rejected', nextActionAt: undefined }),
  aQualifiedLead({ id: 'duplicate', status: 'duplicate', duplicateOf: 'accepted' }),
  waitingFor(aQualifiedLead({ id: 'waits' }), 'everybody-full', '2026-11-24T06:00:00.000Z', THEN),
  askedTogether(),
  won(anOfferedLead({ id: 'won' }), 'crm', THEN),
  lost(anOfferedLead({ id: 'lost' }), 'too-expensive', 'crm', THEN),
];

describe('a night when all is well', () => {
  it('finds every lead in exactly one place, and every load right', async () => {
    const { balance, tools } = night(SOMEWHERE);

    expect(await balance()).toEqual({
      counts: { owned: 3, rejected: 1, duplicate: 1, waiting: 2, ended: 2 },
      inMotion: 0,
      unbalanced: { count: 0, leadIds: [] },
      drifts: [],
    });
    expect(tools.counts).toEqual({ UnbalancedLeads: 0, LoadDrift: 0 });
    expect(tools.lines.map(({ level, event }) => [level, event])).toEqual([['info', 'leads.balanced']]);
    expect(tools.published.times).toBe(1);
  });

  it('leaves out what has only just come, or just moved', async () => {
    const { balance } = night(
      [
        aLead({ id: 'just-came', receivedAt: '2026-11-24T00:20:00.000Z' }),
        aQualifiedLead({
          id: 'just-freed',
          timeline: [{ at: '2026-11-24T00:29:00.000Z', event: 'offer.declined', by: 'olga' }],
        }),
      ],
      TONIGHT,
    );

    expect(await balance()).toMatchObject({ inMotion: 1, unbalanced: { count: 0 } });
  });
});

describe('a lead that is nowhere', () => {
  const offered = anOfferedLead({ id: 'lost-one' });

  it.each([
    ['was never judged', aLead({ id: 'lost-one' })],
    ['was judged and left', aQualifiedLead({ id: 'lost-one' })],
    ['waits for nothing', { ...aQualifiedLead({ id: 'lost-one' }), status: 'waiting' as const }],
    [
      'waits without a time',
      aQualifiedLead({
        id: 'lost-one',
        status: 'waiting',
        waiting: 'everybody-full',
        nextActionAt: undefined,
      }),
    ],
    ['is accepted by nobody', { ...accepted(offered, THEN), owner: undefined }],
    ['is owned and asked about', { ...offered, openOffers: askedTogether().openOffers }],
    ['is rejected and owned', { ...offered, status: 'rejected' as const }],
    ['is offered without a deadline to come', { ...offered, nextActionAt: undefined }],
    ['is a duplicate of nothing', aQualifiedLead({ id: 'lost-one', status: 'duplicate' })],
  ])('because it %s is named, and rings', async (_name, lead) => {
    const { balance, tools } = night([...SOMEWHERE, lead as Lead]);

    expect((await balance()).unbalanced).toEqual({ count: 1, leadIds: ['lost-one'] });

    expect(tools.counts).toMatchObject({ UnbalancedLeads: 1 });
    expect(tools.lines).toContainEqual({
      level: 'error',
      event: 'leads.unbalanced',
      fields: { count: 1, leadIds: ['lost-one'] },
    });
  });

  it('is found although the sweep looks at it every two minutes', async () => {
    const stuck = aQualifiedLead({
      id: 'lost-one',
      timeline: [
        { at: '2026-11-23T09:00:00.000Z', event: 'lead.received' },
        { at: '2026-11-24T00:29:00.000Z', event: 'lead.swept', by: 'sweeper' },
      ],
    });

    expect((await night([stuck]).balance()).unbalanced.leadIds).toEqual(['lost-one']);
  });

  it('is found for five weeks, and then no more', async () => {
    const old = (receivedAt: string) => aLead({ id: receivedAt, receivedAt });
    const { balance } = night([old('2026-10-20T00:29:59.999Z'), old('2026-10-20T00:30:00.000Z')]);

    expect((await balance()).unbalanced.leadIds).toEqual(['2026-10-20T00:30:00.000Z']);
  });

  it('that has moved since its page was read is nowhere no more', async () => {
    const { balance, table } = night([aQualifiedLead({ id: 'moved' })]);
    table.find = async () => anOfferedLead({ id: 'moved' });

    expect(await balance()).toMatchObject({ counts: { owned: 1 }, unbalanced: { count: 0 } });
  });
});

describe('a load that is not what its rep holds', () => {
  it('is told for whoever has it, also for one who has left', async () => {
    const left = anOfferedLead({ id: 'of-ivan' });
    const { balance, tools, dependencies } = night([
      ...SOMEWHERE,
      { ...left, owner: 'ivan', offer: left.offer && { ...left.offer, rep: 'ivan' } },
    ]);
    dependencies.roster.states = async (reps) =>
      Object.fromEntries(reps.map((rep) => [rep, { open: rep === 'ivan' ? 0 : rep === 'olga' ? 5 : 0 }]));

    expect((await balance()).drifts).toEqual([
      { rep: 'olga', counted: 5, held: 3 },
      { rep: 'ivan', counted: 0, held: 1 },
    ]);
    expect(tools.counts).toMatchObject({ LoadDrift: 3 });
  });

  it('is none where a lead only moved while it was counted', async () => {
    const { balance, table, dependencies, pauses } = night([anOfferedLead()]);
    const states = table.states.bind(table);
    let looks = 0;
    dependencies.roster.states = async (reps) => {
      looks += 1;
      return looks === 1 ? { olga: { open: 7 } } : states(reps);
    };

    expect((await balance()).drifts).toEqual([]);
    expect(pauses).toEqual([1]);
  });
});
