import { describe, expect, it } from 'vitest';
import { accepted } from '#shared/domain/offer-life.ts';
import { anOfferedUnchecked, foundOut } from '#test/support/check-world.ts';
import { handoffWorld, type Deliver } from '#test/support/handoff-world.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { aTouch } from '#test/support/a-lead.ts';

const SETTINGS = await demoSettings();
describe('what a later check has found', () => {
  it('is told to the owner once everywhere, in the words of the policy', async () => {
    const lead = foundOut(accepted(anOfferedUnchecked(), new Date('2026-11-23T09:01:00Z')));
    const world = handoffWorld(SETTINGS, lead);

    await world.handle();
    await world.handle();

    const sentence = { ru: 'Компания ликвидирована.', en: 'The company has been liquidated.' };
    expect(
      world.told.map(({ destination, notice, offerUrl, pageUrl }) => [
        destination.id,
        notice,
        offerUrl,
        pageUrl,
      ]),
    ).toEqual([
      ['crm', sentence, '', 'http://127.0.0.1:9/o/lead-00000001.1'],
      ['messenger', sentence, '', 'http://127.0.0.1:9/o/lead-00000001.1'],
    ]);
    const after = await world.lead();
    expect(after.handoffs.filter(({ notice }) => notice !== undefined)).toMatchObject([
      { destination: 'crm', outcome: 'delivered' },
      { destination: 'messenger', outcome: 'delivered' },
    ]);
    expect(after).toMatchObject({ status: 'accepted', owner: 'olga' });
    expect(after.timings.deliveredMs).toBe(lead.timings.deliveredMs);
  });

  it('does not count as one more lead delivered', async () => {
    const world = handoffWorld(SETTINGS, foundOut(anOfferedUnchecked(), 'company-liquidated', ['crm']));

    await world.handle();

    expect(world.tools.counts).toEqual({ HandoffDelivered: 1 });
    expect(world.tools.lines[0]?.fields).toMatchObject({
      notice: 'company-liquidated',
      outcome: 'delivered',
    });
  });

  it('waits until the destination has heard of the lead itself', async () => {
    const untold = anOfferedUnchecked();
    const lead = foundOut({
      ...untold,
      handoffs: untold.handoffs.map((handoff) => ({ ...handoff, attempt: 0, outcome: 'pending' })),
    });
    const world = handoffWorld(SETTINGS, lead);

    await world.handle();

    expect(world.told.map(({ destination, notice }) => [destination.id, notice === undefined])).toEqual([
      ['crm', true],
      ['messenger', false],
      ['crm', false],
    ]);
  });

  it('is told beside a touch, each for itself', async () => {
    const { first, touch } = aTouch(foundOut(anOfferedUnchecked(), 'company-liquidated', ['crm']));
    const world = handoffWorld(SETTINGS, first);
    world.leads.put(touch);

    await world.handle();

    expect(world.told.map(({ touch, notice }) => [touch?.id, notice?.ru])).toEqual([
      [undefined, 'Компания ликвидирована.'],
      ['lead-00000002', undefined],
    ]);
    expect((await world.lead()).handoffs.map(({ outcome }) => outcome)).toEqual([
      'delivered',
      'delivered',
      'delivered',
    ]);
  });

  it('is tried again while a destination is away, and the others are left alone', async () => {
    let isAway = true;
    const deliver: Deliver = async ({ destination }) =>
      isAway && destination.id === 'crm'
        ? { outcome: 'unavailable', reason: 'http-503' }
        : { outcome: 'delivered', externalId: '7' };
    const world = handoffWorld(SETTINGS, foundOut(anOfferedUnchecked()), deliver);
    await world.handle();

    isAway = false;
    world.clock.pass(31_000);
    await world.handle();

    expect(world.told.map(({ destination }) => destination.id)).toEqual(['crm', 'messenger', 'crm']);
  });

  it('is said by its bare code where no policy has words for it any more', async () => {
    const world = handoffWorld(SETTINGS, foundOut(anOfferedUnchecked(), 'rule-of-long-ago', ['messenger']));

    await world.handle();

    expect(world.told[0]?.notice).toEqual({ ru: 'rule-of-long-ago', en: 'rule-of-long-ago' });
  });
});
