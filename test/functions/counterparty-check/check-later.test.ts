import { describe, expect, it } from 'vitest';
import { waitingFor } from '#shared/domain/lead-life.ts';
import { accepted, offerEnded } from '#shared/domain/offer-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { RegistryAnswer } from '#shared/ports/counterparty-registry.ts';
import {
  CHECK_TIME,
  aQualifiedUnchecked,
  anOfferedUnchecked,
  checkWorld,
  unchecked,
} from '#test/support/check-world.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { found } from '#test/support/intake-world.ts';

const ID = 'lead-00000001';
const SETTINGS = await demoSettings();
const AT = CHECK_TIME.toISOString();
const ACTIVE = found('7707083893', { checkedAt: AT });
const LIQUIDATED = found('7707083893', { status: 'liquidated', checkedAt: AT });
const DOWN: RegistryAnswer = { outcome: 'unavailable', because: 'unavailable' };

const worldOf = (lead: Lead, answer: RegistryAnswer = LIQUIDATED) =>
  checkWorld(SETTINGS, { leads: [lead], answer: () => answer });

describe('a company that turns out to be liquidated', () => {
  it('rejects a lead that nobody owns', async () => {
    const world = worldOf(aQualifiedUnchecked());

    expect(await world.handle(ID)).toEqual([]);

    const lead = await world.lead();
    expect(lead).toMatchObject({
      version: 3,
      status: 'rejected',
      counterparty: { outcome: 'found', status: 'liquidated' },
      verdict: { outcome: 'rejected', reasons: ['company-liquidated'] },
    });
    for (const gone of ['check', 'score', 'nextActionAt', 'laterCheck'])
      expect(lead).not.toHaveProperty(gone);
    expect(lead.timeline.slice(-2)).toEqual([
      { at: AT, event: 'counterparty.checked-later', because: 'company-liquidated' },
      { at: AT, event: 'lead.rejected', because: 'company-liquidated' },
    ]);
    expect(world.tools.counts).toEqual({ CheckedLater: 1, LeadRejected: 1 });
  });

  it('leaves a lead with its owner, who has to be told everywhere', async () => {
    const before = anOfferedUnchecked();
    const world = worldOf(before);

    await world.handle(ID);

    const lead = await world.lead();
    expect(lead).toMatchObject({
      status: 'offered',
      owner: 'olga',
      offer: before.offer,
      counterparty: { outcome: 'unchecked' },
      verdict: { outcome: 'qualified', policyVersion: 3 },
      laterCheck: {
        at: AT,
        counterparty: { status: 'liquidated' },
        verdict: { outcome: 'rejected', reasons: ['company-liquidated'] },
      },
    });
    expect(lead).not.toHaveProperty('check');
    expect(lead.handoffs.slice(1)).toEqual(
      ['crm', 'messenger', 'webhook'].map((destination) => ({
        destination,
        rep: 'olga',
        offerAttempt: 1,
        attempt: 0,
        outcome: 'pending',
        notice: 'company-liquidated',
      })),
    );
    expect(lead.nextActionAt).toBe('2026-11-23T09:03:00.000Z');
    expect(world.handoffs.sent).toEqual([ID]);
    expect(world.tools.counts).toEqual({ CheckedLater: 1 });
  });

  it('is told to the owner of an accepted lead as well', async () => {
    const world = worldOf(accepted(anOfferedUnchecked(), new Date('2026-11-23T09:01:00Z')));

    await world.handle(ID);

    expect(await world.lead()).toMatchObject({
      status: 'accepted',
      owner: 'olga',
      laterCheck: { verdict: { outcome: 'rejected' } },
    });
    expect(world.handoffs.sent).toEqual([ID]);
  });

  it('keeps the lead from the next rep once its owner has declined', async () => {
    const world = worldOf(anOfferedUnchecked());
    await world.handle(ID);

    const ended = offerEnded(await world.lead(), 'declined', 'busy', new Date('2026-11-23T09:05:00Z'));

    expect(ended).toMatchObject({
      status: 'rejected',
      counterparty: { status: 'liquidated' },
      verdict: { outcome: 'rejected' },
      formerOffers: [{ rep: 'olga', state: 'declined' }],
      handoffs: [{ destination: 'crm', outcome: 'delivered' }],
    });
    expect(ended).not.toHaveProperty('nextActionAt');
    expect(ended.timeline.slice(-2).map(({ event }) => event)).toEqual(['offer.declined', 'lead.rejected']);
  });

  it('is told of although the queue is down: the sweep finds what was written', async () => {
    const world = worldOf(anOfferedUnchecked());
    world.handoffs.send = async () => {
      throw new Error('the queue is down');
    };

    expect(await world.handle(ID)).toEqual([]);

    expect((await world.lead()).nextActionAt).toBe('2026-11-23T09:03:00.000Z');
  });
});

describe('a company that turns out to be in order', () => {
  it('stands beside what the lead was judged by, and disturbs nobody', async () => {
    const before = anOfferedUnchecked();
    const world = worldOf(before, ACTIVE);

    await world.handle(ID);

    const lead = await world.lead();
    expect(lead).toMatchObject({
      score: before.score,
      laterCheck: { counterparty: { status: 'active' }, verdict: { outcome: 'qualified' } },
    });
    expect(lead.handoffs).toEqual(before.handoffs);
    expect(lead.nextActionAt).toBe(before.offer?.deadlineAt);
    expect(lead.timeline.at(-1)).toMatchObject({ event: 'counterparty.checked-later', because: 'active' });
    expect(world.handoffs.sent).toEqual([]);
  });

  it('is what a lead without an owner is judged by from then on, while it waits', async () => {
    const until = '2026-11-23T12:00:00.000Z';
    const now = new Date('2026-11-23T09:00:30Z');
    const waiting = {
      ...waitingFor(aQualifiedUnchecked(), 'nobody-on-duty', until, now),
      nextActionAt: until,
    };
    const world = worldOf(waiting, ACTIVE);

    await world.handle(ID);

    const lead = await world.lead();
    expect(lead).toMatchObject({
      status: 'waiting',
      waiting: 'nobody-on-duty',
      counterparty: { status: 'active' },
      nextActionAt: until,
    });
    expect(lead.verdict?.rules.find(({ code }) => code === 'company-liquidated')?.result).toBe('passed');
    expect(lead).not.toHaveProperty('laterCheck');
  });

  it('that nobody knows is an answer, too', async () => {
    const world = worldOf(anOfferedUnchecked(), { outcome: 'not-found' });

    await world.handle(ID);

    expect((await world.lead()).laterCheck?.counterparty).toMatchObject({ outcome: 'not-found' });
  });
});

describe('the registry', () => {
  it('is asked with patience, and its answer is kept for the next lead of that company', async () => {
    const second = anOfferedUnchecked({ id: 'lead-00000002' });
    const world = checkWorld(SETTINGS, { leads: [anOfferedUnchecked(), second], answer: () => LIQUIDATED });

    await world.handle(ID);
    await world.handle('lead-00000002');

    expect(world.asked).toEqual([8_000]);
    expect(await world.lead('lead-00000002')).toMatchObject({
      laterCheck: { counterparty: { status: 'liquidated' } },
    });
    const company = { country: 'RU', id: '7707083893', kpp: '773601001' };
    expect((await world.cache.find(company))?.freshUntil).toBe('2026-12-23T09:02:00.000Z');
  });

  it('is asked at most five times a second by one copy of the function', async () => {
    const world = worldOf(anOfferedUnchecked());

    await world.handle(ID);
    await world.handle(ID);

    expect(world.pauses).toEqual([200]);
  });

  it('that is down for a day is asked 32 times, ever more rarely, and then no more', async () => {
    const world = worldOf(anOfferedUnchecked(), DOWN);
    const times: number[] = [];
    for (let lead = await world.lead(); lead.check !== undefined; lead = await world.lead()) {
      world.clock.pass(Math.max(0, Date.parse(lead.check.nextAt) - world.clock.now().getTime()));
      times.push(world.clock.now().getTime() - CHECK_TIME.getTime());
      await world.handle(ID);
    }

    const lead = await world.lead();
    expect(times.slice(0, 7).map((ms) => ms / 1_000)).toEqual([0, 75, 150, 225, 300, 1_200, 2_100]);
    expect(times).toHaveLength(32);
    expect(times.at(-1)).toBe(24 * 3_600_000 + 300_000);
    expect(lead.timeline.slice(-1)).toMatchObject([
      { event: 'counterparty.check-given-up', because: 'unavailable' },
    ]);
    expect(lead).toMatchObject({ status: 'offered', counterparty: { outcome: 'unchecked' } });
    expect(world.tools.counts).toEqual({ CheckPostponed: 31, CheckGivenUp: 1 });
  });

  it('is not asked again before its quota is new', async () => {
    const retryAt = '2026-11-23T21:00:00.000Z';
    const world = worldOf(anOfferedUnchecked(), { outcome: 'unavailable', because: 'quota-spent', retryAt });
    await world.handle(ID);

    world.clock.pass(60 * 60_000);
    await world.handle(ID);

    expect(world.asked).toHaveLength(1);
    expect(await world.lead()).toMatchObject({
      check: { attempts: 1, nextAt: retryAt },
      nextActionAt: '2026-11-23T09:30:00.000Z',
    });
  });

  it('that leaves us with what was known before has not answered', async () => {
    const world = worldOf(anOfferedUnchecked(), DOWN);
    const company = { country: 'RU', id: '7707083893', kpp: '773601001' };
    if (ACTIVE.outcome !== 'found') throw new Error('no company');
    await world.cache.remember(company, ACTIVE.counterparty, '2026-11-23T09:00:00.000Z');

    await world.handle(ID);

    const lead = await world.lead();
    expect(lead).toMatchObject({ check: { attempts: 1 }, counterparty: { outcome: 'unchecked' } });
    expect(lead).not.toHaveProperty('laterCheck');
  });
});

describe('the policy that speaks again', () => {
  const { policy } = SETTINGS;
  const lenient = { ...policy, version: 3, rejections: [] };

  it('is the version that judged the lead', async () => {
    const leads = [anOfferedUnchecked()];
    const world = checkWorld(SETTINGS, {
      leads,
      answer: () => LIQUIDATED,
      archive: { 3: { policy: lenient } },
    });

    await world.handle(ID);

    expect((await world.lead()).laterCheck?.verdict).toMatchObject({
      outcome: 'qualified',
      policyVersion: 3,
    });
  });

  it('is the one in force where that version is gone', async () => {
    const world = worldOf(anOfferedUnchecked());

    await world.handle(ID);

    expect((await world.lead()).laterCheck?.verdict).toMatchObject({ outcome: 'rejected', policyVersion: 1 });
  });
});

describe('a message', () => {
  it('that comes three times at once has its lead told of once', async () => {
    const world = worldOf(anOfferedUnchecked());

    await Promise.all([world.handle(ID), world.handle(ID), world.handle(ID)]);
    await world.handle(ID);

    const lead = await world.lead();
    expect(lead.handoffs.filter(({ notice }) => notice !== undefined)).toHaveLength(3);
    expect(lead.timeline.filter(({ event }) => event === 'counterparty.checked-later')).toHaveLength(1);
    expect(new Set(world.handoffs.sent)).toEqual(new Set([ID]));
    expect(lead).not.toHaveProperty('check');
  });

  it.each([
    ['of a lead that is gone', 'lead-gone-by-now', undefined],
    ['that comes before its time', ID, { check: { attempts: 1, nextAt: '2026-11-23T09:02:00.001Z' } }],
    ['of a lead that was rejected meanwhile', ID, { status: 'rejected' }],
    ['of a lead that turned out to be a duplicate', ID, { status: 'duplicate' }],
    ['of a lead that is won', ID, { status: 'won' }],
    ['of a lead that is lost', ID, { status: 'lost' }],
    ['of a lead that is to be judged anew', ID, { verdict: undefined }],
  ] as const)('%s asks nobody', async (_name, id, change) => {
    const lead: Lead = Object.assign({}, anOfferedUnchecked(), change);
    const world = worldOf(lead);

    expect(await world.handle(id)).toEqual([]);

    expect(world.asked).toEqual([]);
    expect(await world.lead()).toEqual(lead);
  });

  it('finds the lead as it is when the answer comes, whoever changed it while the registry was asked', async () => {
    const world = checkWorld(SETTINGS, {
      leads: [anOfferedUnchecked()],
      answer: async () => {
        await world.leads.save(accepted(await world.lead(), CHECK_TIME));
        return LIQUIDATED;
      },
    });

    await world.handle(ID);

    expect(await world.lead()).toMatchObject({
      status: 'accepted',
      offer: { state: 'accepted' },
      laterCheck: { verdict: { outcome: 'rejected' } },
    });
    expect(world.asked).toHaveLength(1);
  });

  it('comes back when the table fails, and asks nobody a second time', async () => {
    const world = worldOf(anOfferedUnchecked());
    const save = world.leads.save.bind(world.leads);
    world.leads.save = async () => {
      throw new Error('the table is down');
    };
    await expect(world.handle(ID)).rejects.toThrow();

    world.leads.save = save;
    world.clock.pass(60_000);
    await world.handle(ID);

    expect(world.asked).toHaveLength(1);
    expect(await world.lead()).toMatchObject({ laterCheck: { counterparty: { status: 'liquidated' } } });
  });

  it('says what came of it, and nothing of the company', async () => {
    const world = worldOf(anOfferedUnchecked());

    await world.handle(ID);

    expect(world.tools.lines).toEqual([
      {
        level: 'info',
        event: 'counterparty.checked-later',
        fields: { leadId: ID, outcome: 'owner-told', counterparty: 'found', reason: 'company-liquidated' },
      },
    ]);
  });
});

describe('a lead judged by what was known before', () => {
  it('is checked later as well', async () => {
    const stale = { ...(ACTIVE.outcome === 'found' ? ACTIVE.counterparty : failed()), stale: true };
    const world = worldOf(anOfferedUnchecked(unchecked({ counterparty: stale })));

    await world.handle(ID);

    expect(await world.lead()).toMatchObject({
      counterparty: { status: 'active', stale: true },
      laterCheck: { counterparty: { status: 'liquidated', stale: false } },
    });
  });
});

function failed(): never {
  throw new Error('no company');
}
