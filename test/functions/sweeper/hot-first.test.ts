import { describe, expect, it } from 'vitest';
import { hotFirst } from '#functions/sweeper/hot-first.ts';
import { waitingFor } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Grade } from '#shared/domain/policy.ts';
import { offeredToSeveral } from '#shared/domain/offer-life.ts';
import { aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { sweeperWorld } from '#test/support/sweeper-world.ts';

const NOW = new Date('2026-11-23T09:00:10.000Z');
const DUE = '2026-11-23T09:00:50.000Z';

function waits(id: string, grade: Grade, receivedAt: string): Lead {
  const lead = aQualifiedLead({ id, receivedAt });
  const score = lead.score && { ...lead.score, grade };
  return waitingFor({ ...lead, score }, 'everybody-full', DUE, NOW);
}

describe('leads that look for a place at the same time', () => {
  it('are woken hot before cool and old before young, and the cool ones a moment later', async () => {
    const leads = [
      waits('cool', 'C', '2026-11-23T05:00:00.000Z'),
      waits('young', 'A', '2026-11-23T07:30:00.000Z'),
      waits('warm', 'B', '2026-11-23T06:00:00.000Z'),
      waits('old', 'A', '2026-11-23T07:00:00.000Z'),
    ];
    const world = sweeperWorld(...leads);

    await world.sweep();

    expect(world.assignments.sent).toEqual(['old', 'young', 'warm', 'cool']);
    expect(world.assignments.delays).toEqual([undefined, undefined, 3, 6]);
  });

  it('wait for nobody where nobody is hotter', () => {
    const [due] = hotFirst([waits('cool', 'C', '2026-11-23T05:00:00.000Z')], NOW);

    expect(due).not.toHaveProperty('delaySeconds');
  });

  it('come after the offers whose end frees a place', () => {
    const expired = anOfferedLead({ id: 'expired', nextActionAt: '2026-11-23T09:30:00.000Z' });
    const order = hotFirst([waits('hot', 'A', '2026-11-23T05:00:00.000Z'), expired], NOW);

    expect(order.map(({ lead }) => lead.id)).toEqual(['expired', 'hot']);
  });
});

describe('a lead that several were asked about', () => {
  it('looks for others once the deadline is over, and frees no place, for it took none', async () => {
    const { assignment } = anOfferedLead();
    if (assignment === undefined) throw new Error('no decision');
    const deadlineAt = '2026-11-23T09:05:00.000Z';
    const asked = offeredToSeveral(
      aQualifiedLead(),
      { reps: ['olga', 'pavel'], deadlineAt },
      assignment,
      [],
      NOW,
    );
    const world = sweeperWorld(asked, anOfferedLead({ id: 'other', nextActionAt: undefined }));
    world.clock.pass(3 * 60_000);
    expect(await world.sweep()).toMatchObject({ expired: 0 });
    world.clock.pass(60_000);

    expect(await world.sweep()).toMatchObject({ expired: 1 });

    expect(await world.lead()).toMatchObject({
      status: 'qualified',
      formerOffers: [
        { rep: 'olga', state: 'expired' },
        { rep: 'pavel', state: 'expired' },
      ],
    });
    expect(world.leads.load('olga')).toBe(1);
    expect(world.assignments.sent).toEqual(['lead-00000001']);
  });
});
