import { describe, expect, it } from 'vitest';
import {
  handoffsTried,
  isUnattended,
  isWatchedAsArrival,
  nothingDue,
  processingFailed,
  swept,
  waitingFor,
} from '#shared/domain/lead-life.ts';
import { accepted, offerEnded, offeredTo } from '#shared/domain/offer-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aLead, aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';

const NOW = new Date('2026-11-23T09:10:00.000Z');
const IN_A_MINUTE = '2026-11-23T09:11:00.000Z';
const DEADLINE = '2026-11-23T09:30:00.000Z';
const RECORD = {
  pool: 'all',
  strategy: 'weighted',
  because: 'turn',
  at: DEADLINE,
  teamVersion: 1,
  candidates: [],
};

function offered(lead: Lead, escalated = false): Lead {
  return offeredTo(lead, { rep: 'anna', deadlineAt: DEADLINE, escalated }, RECORD, ['crm', 'messenger'], NOW);
}

function tried(lead: Lead, outcome: 'delivered' | 'unavailable'): Lead {
  const result =
    outcome === 'delivered'
      ? ({ outcome, externalId: '1' } as const)
      : ({ outcome, reason: 'http-503' } as const);
  return handoffsTried(
    lead,
    lead.handoffs.map((handoff) => ({ handoff, result })),
    NOW,
  );
}

describe('every step of a lead’s life', () => {
  it.each([
    ['judged and offered', () => offered(aQualifiedLead())],
    ['waiting', () => waitingFor(aQualifiedLead(), 'everybody-full', DEADLINE, NOW)],
    ['swept', () => swept(aQualifiedLead(), DEADLINE, NOW)],
    [
      'accepted',
      () => ({ ...accepted(anOfferedLead(), NOW), version: accepted(anOfferedLead(), NOW).version - 1 }),
    ],
  ])('is one version further and one entry longer: %s', (_name, step) => {
    const after = step();

    expect(after.version).toBe(3);
    expect(after.timeline.at(-1)?.at).toBe(NOW.toISOString());
  });
});

describe('when the sweep must look at a lead again', () => {
  it('is the deadline for the offer of a fresh arrival, which the sweep of arrivals looks at anyway', () => {
    expect(isWatchedAsArrival(aQualifiedLead())).toBe(true);
    expect(offered(aQualifiedLead()).nextActionAt).toBe(DEADLINE);
  });

  it.each([
    ['a wait', waitingFor(aQualifiedLead(), 'everybody-full', DEADLINE, NOW)],
    ['a sweep', swept(aQualifiedLead(), DEADLINE, NOW)],
    ['another offer', offerEnded(anOfferedLead(), 'declined', 'busy', NOW)],
  ])('is in a minute for an offer after %s, for that look has been', (_name, lead) => {
    expect(offered(lead).nextActionAt).toBe(IN_A_MINUTE);
  });

  it('is in a minute for an escalation, which has no deadline', () => {
    expect(offered(aQualifiedLead(), true)).toMatchObject({ status: 'escalated', nextActionAt: IN_A_MINUTE });
  });

  it('is in a minute for an accepted lead whose destinations have not been told', () => {
    expect(accepted(offered(aQualifiedLead()), NOW).nextActionAt).toBe(IN_A_MINUTE);
  });

  it('is never for an accepted lead of which everybody knows', () => {
    expect(accepted(tried(offered(aQualifiedLead()), 'delivered'), NOW)).not.toHaveProperty('nextActionAt');
  });

  it('is the next attempt when that comes before the deadline', () => {
    expect(tried(offered(aQualifiedLead()), 'unavailable').nextActionAt).toBe('2026-11-23T09:10:30.000Z');
  });

  it('is left alone by deliveries that come in late, when the lead has no owner any more', () => {
    const until = '2026-11-24T06:00:00.000Z';
    const lead = offered(aQualifiedLead());
    const ended = offerEnded(lead, 'declined', 'busy', NOW);

    expect(tried(ended, 'delivered').nextActionAt).toBe(NOW.toISOString());
    expect(tried(waitingFor(ended, 'nobody-on-duty', until, NOW), 'delivered').nextActionAt).toBe(until);
  });

  it('is the deadline again for an offer at which nothing was due after all', () => {
    const lead = { ...tried(offered(aQualifiedLead()), 'delivered'), nextActionAt: NOW.toISOString() };

    expect(nothingDue(lead, NOW)).toEqual({ ...lead, version: lead.version + 1, nextActionAt: DEADLINE });
  });

  it('is the deadline at the latest for an offer whose message was given up', () => {
    expect(processingFailed(offered(aQualifiedLead()), '2026-11-23T09:25:00.000Z', NOW).nextActionAt).toBe(
      '2026-11-23T09:25:00.000Z',
    );
    expect(processingFailed(offered(aQualifiedLead()), '2026-11-23T10:25:00.000Z', NOW).nextActionAt).toBe(
      DEADLINE,
    );
  });
});

describe('an arrival', () => {
  it.each([
    ['received', aLead(), true],
    ['qualified', aQualifiedLead(), true],
    ['offered and untold', anOfferedLead(), true],
    ['accepted and untold', accepted(anOfferedLead(), NOW), true],
    ['offered and told', tried(anOfferedLead(), 'delivered'), false],
    ['offered and tried', tried(anOfferedLead(), 'unavailable'), false],
    ['waiting', waitingFor(aQualifiedLead(), 'everybody-full', DEADLINE, NOW), false],
    ['rejected', aQualifiedLead({ status: 'rejected' }), false],
  ])('that is %s is unattended: %s', (_name, lead, unattended) => {
    expect(isUnattended(lead)).toBe(unattended);
  });
});

describe('a lead that has another offer', () => {
  it('keeps what was delivered, drops what was not, and tells everybody anew', () => {
    const lead = offered(aQualifiedLead());
    const [crm, messenger] = lead.handoffs;
    if (crm === undefined || messenger === undefined) throw new Error('nobody would be told');
    const half = handoffsTried(
      lead,
      [{ handoff: crm, result: { outcome: 'delivered', externalId: '7' } }],
      NOW,
    );

    const again = offered(offerEnded(half, 'expired', undefined, NOW));

    expect(again.handoffs).toMatchObject([
      { destination: 'crm', offerAttempt: 1, outcome: 'delivered', externalId: '7' },
      { destination: 'crm', offerAttempt: 2, outcome: 'pending' },
      { destination: 'messenger', offerAttempt: 2, outcome: 'pending' },
    ]);
    expect(again.formerOffers).toMatchObject([{ rep: 'anna', state: 'expired', attempt: 1 }]);
  });

  it('says how fast we were by the first one', () => {
    const first = offered(aQualifiedLead());
    const again = offered(offerEnded(first, 'expired', undefined, NOW));

    expect(again.timings.assignedMs).toBe(first.timings.assignedMs);
  });
});
