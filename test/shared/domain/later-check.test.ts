import { describe, expect, it } from 'vitest';
import { heldBack } from '#shared/domain/later-check.ts';
import {
  handoffsTried,
  isCheckDue,
  judged,
  nothingDue,
  processingFailed,
  swept,
  waitingFor,
} from '#shared/domain/lead-life.ts';
import { accepted, offerEnded, offeredTo } from '#shared/domain/offer-life.ts';
import { duplicateOf } from '#shared/domain/lead-touches.ts';
import { CHECK_DELAYS_MS, isUncertain, nextCheck } from '#shared/domain/pending-check.ts';
import type { Counterparty } from '#shared/domain/counterparty.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { aLead, aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { found } from '#test/support/intake-world.ts';
import { aQualifiedUnchecked, anOfferedUnchecked, unchecked } from '#test/support/check-world.ts';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const ACTIVE = found('7707083893');
if (ACTIVE.outcome !== 'found') throw new Error('not found');
const KNOWN = ACTIVE.counterparty;
const DUE = '2026-11-23T09:01:15.000Z';
const UNCHECKED: Counterparty = { outcome: 'unchecked', because: 'slow' };
const { verdict, score } = aQualifiedLead();
if (verdict === undefined || score === undefined) throw new Error('not judged');
const JUDGEMENT = { verdict, score };

describe('a company that is still to be asked about', () => {
  it.each<readonly [string, Counterparty, boolean]>([
    ['one no registry answered about', UNCHECKED, true],
    ['one known from before only', { ...KNOWN, stale: true }, true],
    ['one that was not known before, either', { outcome: 'not-found', checkedAt: DUE, stale: true }, true],
    ['one that is known', KNOWN, false],
    ['one that nobody named', { outcome: 'unchecked', because: 'no-inn' }, false],
  ])('is %s', (_name, counterparty, expected) => {
    expect(isUncertain(counterparty)).toBe(expected);
    expect(nextCheck(undefined, counterparty, NOW) !== undefined).toBe(expected);
  });

  it('is tried for a day, quickly at first', () => {
    const day = CHECK_DELAYS_MS.reduce((sum, delay) => sum + delay, 0);

    expect(CHECK_DELAYS_MS).toHaveLength(32);
    expect(day).toBeGreaterThanOrEqual(24 * HOUR_MS);
    expect(day).toBeLessThan(24.5 * HOUR_MS);
    expect(nextCheck({ attempts: 31, nextAt: DUE }, UNCHECKED, NOW)).toBeUndefined();
  });

  it('is not asked about before that is of use', () => {
    const retryAt = '2026-11-23T21:00:00.000Z';

    expect(nextCheck(undefined, { ...UNCHECKED, retryAt }, NOW)).toEqual({ attempts: 0, nextAt: retryAt });
    expect(nextCheck(undefined, { ...UNCHECKED, retryAt: NOW.toISOString() }, NOW)?.nextAt).toBe(DUE);
  });
});

describe('a lead judged without an answer', () => {
  it('is to be checked later', () => {
    expect(judged(aLead(), UNCHECKED, JUDGEMENT, NOW)).toMatchObject({
      status: 'qualified',
      check: { attempts: 0, nextAt: DUE },
    });
  });

  it.each([
    ['with an answer', KNOWN, JUDGEMENT],
    ['and rejected for something else', UNCHECKED, { verdict: { ...verdict, outcome: 'rejected' as const } }],
  ])('%s is not', (_name, counterparty, judgement) => {
    expect(judged(aLead(), counterparty, judgement, NOW)).not.toHaveProperty('check');
  });

  it('does not wait any more for what it has waited for', () => {
    const waiting = waitingFor(aLead(), 'details-unavailable', DUE, NOW);

    expect(judged(waiting, KNOWN, JUDGEMENT, NOW)).not.toHaveProperty('waiting');
  });
});

describe('the sweep’s next look at a lead', () => {
  const later = '2026-11-23T12:00:00.000Z';
  const lead = aQualifiedUnchecked();
  const offered = anOfferedUnchecked();
  const swiftly = { rep: 'olga', deadlineAt: later };
  const { assignment } = anOfferedLead();
  if (assignment === undefined) throw new Error('not assigned');

  it.each([
    ['that is offered', offeredTo(lead, swiftly, assignment, [], NOW)],
    [
      'that is escalated',
      offeredTo(
        { ...lead, sweeps: 1, check: { attempts: 0, nextAt: '2026-11-23T09:00:20.000Z' } },
        { ...swiftly, escalated: true },
        assignment,
        [],
        NOW,
      ),
    ],
    ['that was told', handoffsTried(offered, [], NOW)],
    ['that was accepted', accepted(offered, NOW)],
    ['that waits', waitingFor(lead, 'nobody-on-duty', later, NOW)],
    ['with which nothing is to be done', nothingDue(offered, NOW)],
    ['that was woken', swept(offered, later, NOW)],
    ['whose message was given up', processingFailed(offered, later, NOW)],
  ])('%s is at its check', (_name, { nextActionAt, check }) => {
    expect(nextActionAt).toBe(check?.nextAt);
  });

  it('whose offer ended is at once', () => {
    expect(offerEnded(offered, 'declined', 'busy', NOW).nextActionAt).toBe(NOW.toISOString());
  });

  it('is a little later where its check should be under way', () => {
    const now = new Date('2026-11-23T09:02:00.000Z');

    expect(isCheckDue(offered, now)).toBe(true);
    expect(accepted(offered, now).nextActionAt).toBe('2026-11-23T09:04:00.000Z');
  });

  it('is not for the check of a lead that is over', () => {
    for (const status of ['won', 'lost', 'rejected', 'duplicate'] as const) {
      expect(isCheckDue({ ...offered, status }, new Date(later))).toBe(false);
      expect(nothingDue({ ...offered, status }, NOW).nextActionAt).toBeUndefined();
    }
  });

  it('whose check was given up by the queue is when that is to be tried again', () => {
    const now = new Date('2026-11-23T09:02:00.000Z');
    const until = '2026-11-23T09:17:00.000Z';

    expect(processingFailed(offered, until, now)).toMatchObject({
      status: 'offered',
      check: { attempts: 0, nextAt: until },
      nextActionAt: until,
    });
  });

  it('that is a duplicate has no check', () => {
    expect(duplicateOf(lead, aQualifiedLead({ id: 'lead-first' }), ['inn'], NOW)).not.toHaveProperty('check');
  });
});

describe('a lead that the policy holds back', () => {
  it('waits until its company can be asked about, or its time is over', () => {
    const held = heldBack(aLead(), UNCHECKED, 5, NOW);

    expect(held).toMatchObject({
      status: 'waiting',
      waiting: 'counterparty-unchecked',
      counterparty: UNCHECKED,
      check: { attempts: 0 },
      nextActionAt: DUE,
    });
    expect(held).not.toHaveProperty('verdict');
    expect(heldBack(aLead(), UNCHECKED, 1, NOW)?.nextActionAt).toBe('2026-11-23T09:01:00.000Z');
  });

  it('counts a try each time its time has come, and only then', () => {
    const held = heldBack(aLead(), UNCHECKED, 60, NOW) ?? aLead();
    const early = heldBack(held, UNCHECKED, 60, new Date('2026-11-23T09:00:10Z')) ?? aLead();
    const again = heldBack(early, UNCHECKED, 60, new Date('2026-11-23T09:01:20Z')) ?? aLead();

    expect([early.check, again.check]).toEqual([
      { attempts: 0, nextAt: DUE },
      { attempts: 1, nextAt: '2026-11-23T09:02:35.000Z' },
    ]);
    expect(again.timeline.filter(({ event }) => event === 'lead.waiting')).toHaveLength(1);
  });

  it.each<readonly [string, Counterparty, number, number]>([
    ['a policy that holds nobody back', UNCHECKED, 0, 0],
    ['time that is over', UNCHECKED, 5, 5 * MINUTE_MS],
    ['a company that is known', KNOWN, 5, 0],
    ['a company known from before', { ...KNOWN, stale: true }, 5, 0],
    ['nothing to ask about', { outcome: 'unchecked', because: 'no-inn' }, 5, 0],
  ])('goes on with %s', (_name, counterparty, minutes, passedMs) => {
    expect(heldBack(aLead(), counterparty, minutes, new Date(NOW.getTime() + passedMs))).toBeUndefined();
  });

  it('goes on being checked, once it goes on', () => {
    const held = heldBack(aLead(), UNCHECKED, 5, NOW) ?? aLead();

    const gone = judged(held, UNCHECKED, JUDGEMENT, new Date('2026-11-23T09:05:00.000Z'));

    expect(gone).toMatchObject({ status: 'qualified', check: { attempts: 1 } });
    expect(unchecked().check).toEqual({ attempts: 0, nextAt: DUE });
  });
});
