import { describe, expect, it } from 'vitest';
import { intentsFor } from '#shared/domain/handoff.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { accepted } from '#shared/domain/offer-life.ts';
import { takenOver } from '#shared/domain/take-over.ts';
import { anOfferedLead } from '#test/support/a-lead.ts';
import { handoffWorld } from '#test/support/handoff-world.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';

const SETTINGS = await demoSettings();
const ACCEPTED_AT = new Date('2026-11-23T09:00:20.000Z');

function anAcceptedLead(): Lead {
  const lead = accepted(anOfferedLead(), ACCEPTED_AT);
  return {
    ...lead,
    handoffs: lead.handoffs.map((one) => ({ ...one, outcome: 'delivered', externalId: '1' })),
  };
}

describe('news that a client still waits', () => {
  it('reaches whom it concerns, and only the owner gets the owner’s link', async () => {
    const lead = anAcceptedLead();
    const world = handoffWorld(SETTINGS, {
      ...lead,
      handoffs: [
        ...lead.handoffs,
        ...intentsFor('olga', 1, ['messenger'], { notice: 'response-due' }),
        ...intentsFor('boss', 1, ['messenger'], { notice: 'response-overdue' }),
      ],
    });

    await world.handle();
    await world.handle();

    expect(
      world.told.map(({ rep, notice, offerUrl, pageUrl }) => [rep.id, notice?.en, offerUrl, pageUrl]),
    ).toEqual([
      ['olga', expect.stringContaining('time to reach'), '', 'http://127.0.0.1:9/o/lead-00000001.1'],
      ['boss', expect.stringContaining('Nobody has reached'), '', ''],
    ]);
    const { handoffs } = await world.lead();
    expect(handoffs.every(({ outcome }) => outcome === 'delivered')).toBe(true);
  });

  it('and of its new owner reaches both after a takeover, the former one without a button', async () => {
    const takeover = {
      supervisor: 'boss',
      because: 'no-response',
      teamVersion: 1,
      destinations: ['crm', 'messenger'],
      messengers: ['messenger'],
    } as const;
    const world = handoffWorld(SETTINGS, takenOver(anAcceptedLead(), takeover, ACCEPTED_AT));

    await world.handle();

    const told = world.told.map(({ rep, destination, notice, offerUrl }) => [
      destination.id,
      rep.id,
      notice === undefined ? 'the lead' : 'news',
      offerUrl === '' ? 'no button' : 'button',
    ]);
    expect(told).toEqual([
      ['crm', 'boss', 'the lead', 'button'],
      ['messenger', 'boss', 'the lead', 'button'],
      ['messenger', 'olga', 'news', 'no button'],
    ]);
  });
});
