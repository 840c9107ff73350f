import { describe, expect, it } from 'vitest';
import { isOwned, needsOwner } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import {
  accepted,
  allOffersExpired,
  givenByHand,
  leftInPool,
  offerEnded,
  offeredTo,
  offeredToSeveral,
  takenFromPool,
} from '#shared/domain/offer-life.ts';
import { aQualifiedLead } from '#test/support/a-lead.ts';

const NOW = new Date('2026-11-23T09:10:00.000Z');
const LATER = new Date('2026-11-23T09:11:00.000Z');
const DEADLINE = '2026-11-23T09:30:00.000Z';
const DUE = { at: '2026-11-23T10:10:00.000Z', nextStepAt: '2026-11-23T10:15:00.000Z' };
const RECORD = {
  pool: 'all',
  strategy: 'first-to-accept',
  because: 'first-to-accept',
  at: DEADLINE,
  teamVersion: 1,
  candidates: [],
};

function offeredToThree(lead: Lead = aQualifiedLead()): Lead {
  const several = { reps: ['anna', 'olga', 'pavel'], deadlineAt: DEADLINE };
  return offeredToSeveral(lead, several, RECORD, ['messenger'], NOW);
}

function attempts({ openOffers = [] }: Lead): readonly number[] {
  return openOffers.map(({ attempt }) => attempt);
}

describe('a lead offered to several at once', () => {
  it('is nobody’s, and needs nobody to look for an owner until the deadline', () => {
    const lead = offeredToThree();

    expect(isOwned(lead)).toBe(false);
    expect(needsOwner(lead)).toBe(false);
    expect(attempts(lead)).toEqual([1, 2, 3]);
    expect(lead.nextActionAt).toBe(DEADLINE);
  });

  it('is told to each of them by the messenger, and to the CRM only once it has an owner', () => {
    const lead = offeredToThree();
    const taken = accepted(lead, LATER, { attempt: 2, destinations: ['crm'] });

    expect(lead.handoffs.map(({ destination, rep }) => [destination, rep])).toEqual([
      ['messenger', 'anna'],
      ['messenger', 'olga'],
      ['messenger', 'pavel'],
    ]);
    expect(taken.handoffs.map(({ destination, rep }) => [destination, rep])).toEqual([
      ['messenger', 'olga'],
      ['crm', 'olga'],
    ]);
  });

  it('belongs to whoever accepts; the others’ offers are withdrawn with the reason', () => {
    const taken = accepted(offeredToThree(), LATER, { attempt: 2, responseDue: DUE });

    expect(taken).toMatchObject({
      status: 'accepted',
      owner: 'olga',
      offer: { attempt: 2, state: 'accepted' },
    });
    expect(taken.openOffers).toBeUndefined();
    expect(taken.formerOffers.map(({ rep, state, because }) => [rep, state, because])).toEqual([
      ['anna', 'withdrawn', 'accepted-by-other'],
      ['pavel', 'withdrawn', 'accepted-by-other'],
    ]);
    expect(taken.nextActionAt).toBe('2026-11-23T09:12:00.000Z');
  });

  it('stays with the others when one declines, and looks for an owner when the last one has', () => {
    const afterOne = offerEnded(offeredToThree(), 'declined', 'busy', LATER, 1);
    const afterTwo = offerEnded(afterOne, 'declined', undefined, LATER, 3);
    const afterAll = offerEnded(afterTwo, 'declined', undefined, LATER, 2);

    expect([afterOne.status, attempts(afterOne)]).toEqual(['offered', [2, 3]]);
    expect(afterTwo.handoffs.map(({ rep }) => rep)).toEqual(['olga']);
    expect(afterAll.status).toBe('qualified');
    expect(afterAll.formerOffers.map(({ rep }) => rep)).toEqual(['anna', 'pavel', 'olga']);
  });

  it('looks for an owner when nobody has answered in time; the next offer has a number of its own', () => {
    const expired = allOffersExpired(offeredToThree(), LATER);
    const next = offeredTo(expired, { rep: 'ivan', deadlineAt: DEADLINE }, RECORD, ['crm'], LATER);

    expect(expired.formerOffers.every(({ state }) => state === 'expired')).toBe(true);
    expect(next.offer?.attempt).toBe(4);
  });
});

describe('a lead in a shared pool', () => {
  const shared = leftInPool(aQualifiedLead(), 'tenders', DEADLINE, RECORD, NOW);

  it('waits with a reason and a time, as every lead without an owner does', () => {
    expect(shared).toMatchObject({
      status: 'waiting',
      waiting: 'in-shared-pool',
      sharedPool: 'tenders',
      nextActionAt: DEADLINE,
    });
  });

  it('is offered and accepted in one step by whoever takes it', () => {
    const taken = takenFromPool(shared, 'anna', LATER, { destinations: ['crm'] });

    expect(taken.version).toBe(shared.version + 1);
    expect(taken).toMatchObject({
      status: 'accepted',
      owner: 'anna',
      offer: { attempt: 1, state: 'accepted' },
    });
    expect(taken.sharedPool).toBeUndefined();
    expect(taken.timings.assignedMs).toBe(taken.timings.acceptedMs);
  });
});

describe('a lead given by hand', () => {
  const hand = { rep: 'ivan', by: 'ops', reason: 'he knows the client' };

  it('goes from its owner to the rep in one version, with the reason, and without a deadline', () => {
    const before = offeredTo(aQualifiedLead(), { rep: 'olga', deadlineAt: DEADLINE }, RECORD, ['crm'], NOW);
    const given = givenByHand(before, hand, { ...RECORD, strategy: 'by-hand' }, LATER, {
      destinations: ['crm'],
    });

    expect(given.version).toBe(before.version + 1);
    expect(given).toMatchObject({ status: 'accepted', owner: 'ivan', offer: { attempt: 2 } });
    expect(given.formerOffers).toMatchObject([{ rep: 'olga', state: 'withdrawn', because: 'by-hand' }]);
    expect(given.timeline.at(-1)).toMatchObject({
      event: 'lead.given-by-hand',
      by: 'ops',
      because: 'he knows the client',
    });
    expect(given.handoffs.filter(({ outcome }) => outcome === 'pending')).toMatchObject([{ rep: 'ivan' }]);
  });

  it('is taken from all who were asked at once', () => {
    const given = givenByHand(offeredToThree(), hand, RECORD, LATER, {});

    expect(given.formerOffers.map(({ rep }) => rep)).toEqual(['anna', 'olga', 'pavel']);
    expect(given.openOffers).toBeUndefined();
    expect(given.offer).toMatchObject({ rep: 'ivan', attempt: 4 });
  });
});
