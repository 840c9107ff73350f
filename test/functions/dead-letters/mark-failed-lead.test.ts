import { describe, expect, it } from 'vitest';
import { deadLettersHandler } from '#functions/dead-letters/handler.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aLead, aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { readEvent } from '#test/support/events.ts';
import { InMemoryLeads } from '#test/support/in-memory-leads.ts';
import { HandClock } from '#test/support/intake-world.ts';
import { aBatch, aContext, workMessage } from '#test/support/lambda.ts';
import { recordingTools } from '#test/support/recording-tools.ts';

const ID = 'lead-00000001';
const IN_A_QUARTER = '2026-11-23T09:15:00.000Z';

function deadLettersWorld(...leads: readonly Lead[]) {
  const table = new InMemoryLeads(leads);
  const tools = recordingTools();
  const handler = deadLettersHandler({ leads: table, clock: new HandClock(), ...tools });
  return {
    leads: table,
    tools,
    handler: (event: Parameters<typeof handler>[0]) => handler(event, aContext('dead-letters')),
    handle: (...bodies: readonly string[]) => handler(aBatch(...bodies), aContext('dead-letters')),
  };
}

describe('a lead whose message was given up', () => {
  it.each([aLead(), aQualifiedLead(), aQualifiedLead({ status: 'waiting', waiting: 'everybody-full' })])(
    'is visible as waiting with its reason when it was $status, and is tried again',
    async (lead) => {
      const world = deadLettersWorld(lead);

      expect(await world.handle(workMessage(ID))).toEqual({ batchItemFailures: [] });

      expect(await world.leads.find(ID)).toMatchObject({
        status: 'waiting',
        waiting: 'processing-failed',
        nextActionAt: IN_A_QUARTER,
      });
      expect(world.tools.counts).toEqual({ DeadLetterReceived: 1 });
      expect(world.tools.lines).toMatchObject([
        {
          level: 'error',
          event: 'lead.processing-failed',
          fields: { leadId: ID, status: 'waiting', queue: 'assignments' },
        },
      ]);
    },
  );

  it('keeps its owner, shows what happened, and its offer still ends in time', async () => {
    const soon = { ...anOfferedLead(), id: 'lead-soon', offer: offerUntil('2026-11-23T09:05:00.000Z') };
    const world = deadLettersWorld(anOfferedLead(), soon);

    await world.handle(workMessage(ID), workMessage('lead-soon'));

    expect(await world.leads.find(ID)).toMatchObject({
      status: 'offered',
      owner: 'olga',
      nextActionAt: IN_A_QUARTER,
    });
    expect((await world.leads.find(ID))?.timeline.at(-1)?.event).toBe('lead.processing-failed');
    expect(await world.leads.find('lead-soon')).toMatchObject({ nextActionAt: '2026-11-23T09:05:00.000Z' });
  });

  it.each(['rejected', 'duplicate', 'won', 'lost'] as const)(
    'stays as it is once it is %s',
    async (status) => {
      const ended = aQualifiedLead({ status });
      const world = deadLettersWorld(ended);

      await world.handle(workMessage(ID));

      expect(await world.leads.find(ID)).toEqual(ended);
    },
  );

  it('is marked although others change it at the same moment', async () => {
    const world = deadLettersWorld(aQualifiedLead());
    const save = world.leads.save.bind(world.leads);
    let races = 2;
    world.leads.save = async (lead) => {
      if (races-- > 0) return 'outdated';
      return save(lead);
    };

    await world.handle(workMessage(ID));

    expect(await world.leads.find(ID)).toMatchObject({ waiting: 'processing-failed' });
  });
});

describe('a dead letter', () => {
  it('as it is recorded is understood', async () => {
    const world = deadLettersWorld(aLead({ id: '5b1f0c6e-8f1d-4c3a-9a55-2d6c1e0f7a10' }));

    await world.handler(await readEvent('dead-letters/assignment-failed.json'));

    expect(world.leads.all()).toMatchObject([{ waiting: 'processing-failed' }]);
  });

  it.each([
    '',
    '{',
    'null',
    '{"v":2,"leadId":"lead-00000001","reason":"x"}',
    '{"v":1,"leadId":"short","reason":"x"}',
  ])('that names no lead stays where it is for a person to read: %j', async (body) => {
    const world = deadLettersWorld(aLead());

    const answer = await world.handle(body, workMessage(ID));

    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: '00000000-0000-4000-8000-000000000000' }]);
    expect(await world.leads.find(ID)).toMatchObject({ waiting: 'processing-failed' });
  });

  it('about a lead that is not there is told to a person, and is done', async () => {
    const world = deadLettersWorld();

    expect(await world.handle(workMessage('lead-nobody-kept'))).toEqual({ batchItemFailures: [] });
    expect(world.tools.lines).toMatchObject([{ level: 'error', fields: { status: 'unknown' } }]);
  });

  it('comes back when the table is down', async () => {
    const world = deadLettersWorld(aLead());
    world.leads.find = async () => {
      throw new Error('down');
    };

    await expect(world.handle(workMessage(ID))).rejects.toThrow('All records failed');
  });
});

function offerUntil(deadlineAt: string) {
  const { offer } = anOfferedLead();
  if (offer === undefined) throw new Error('the lead has no offer');
  return { ...offer, deadlineAt };
}
