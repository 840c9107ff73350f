import { describe, expect, it } from 'vitest';
import { isSameIntent } from '#shared/domain/handoff.ts';
import { accepted, offerEnded } from '#shared/domain/offer-life.ts';
import {
  areApart,
  duplicateOf,
  partedFrom,
  takesTouches,
  touchedBy,
  withoutTouch,
} from '#shared/domain/lead-touches.ts';
import type { Lead, LeadStatus } from '#shared/domain/lead.ts';
import { aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';

const NOW = new Date('2026-11-23T10:00:00.000Z');
const FIRST = anOfferedLead();
const CALL = aQualifiedLead({
  id: 'lead-00000002',
  kind: 'call',
  source: 'mango',
  receivedAt: '2026-11-23T09:59:59.000Z',
});
const DUPLICATE = duplicateOf(CALL, FIRST, ['inn', 'phone'], NOW);

describe('a duplicate', () => {
  it('says of which lead and by what, and nothing is due for it', () => {
    const waiting = { ...CALL, status: 'waiting', waiting: 'everybody-full' } as const;

    const duplicate = duplicateOf(waiting, FIRST, ['inn', 'phone'], NOW);

    expect(duplicate).toMatchObject({
      status: 'duplicate',
      duplicateOf: FIRST.id,
      version: CALL.version + 1,
    });
    expect(duplicate).not.toHaveProperty('nextActionAt');
    expect(duplicate).not.toHaveProperty('waiting');
    expect(duplicate.timeline.at(-1)).toEqual({
      at: NOW.toISOString(),
      event: 'lead.duplicate',
      by: 'inn, phone',
      because: FIRST.id,
    });
  });
});

describe('a lead whose client comes again', () => {
  it('counts its own arrival as the first touch', () => {
    expect(touchedBy(FIRST, DUPLICATE, [], NOW).touches).toEqual([
      { leadId: FIRST.id, at: FIRST.receivedAt, source: 'main-site', kind: 'form' },
      { leadId: CALL.id, at: CALL.receivedAt, source: 'mango', kind: 'call' },
    ]);
  });

  it('counts every further one once', () => {
    const third = { ...DUPLICATE, id: 'lead-00000003' };

    const { touches } = touchedBy(touchedBy(FIRST, DUPLICATE, [], NOW), third, [], NOW);

    expect(touches.map(({ leadId }) => leadId)).toEqual([FIRST.id, CALL.id, third.id]);
  });

  it('keeps its owner, offer and deadline, and has its owner told through every destination', () => {
    const touched = touchedBy(FIRST, DUPLICATE, ['crm', 'messenger'], NOW);

    expect(touched).toMatchObject({ status: 'offered', owner: FIRST.owner, offer: FIRST.offer });
    expect(touched.handoffs).toEqual([
      ...FIRST.handoffs,
      ...['crm', 'messenger'].map((destination) => ({
        ...{ destination, rep: 'olga', offerAttempt: 1, attempt: 0, outcome: 'pending', touch: CALL.id },
      })),
    ]);
    expect(touched.timeline.at(-1)).toEqual({
      at: NOW.toISOString(),
      event: 'lead.touched',
      by: 'mango',
      because: CALL.id,
    });
  });

  it('is told again by the sweep when the message is lost, though nothing else was due', () => {
    const quiet = accepted({ ...FIRST, handoffs: [] }, NOW);
    expect(quiet).not.toHaveProperty('nextActionAt');

    expect(touchedBy(quiet, DUPLICATE, ['crm'], NOW).nextActionAt).toBe('2026-11-23T10:01:00.000Z');
  });

  it.each<LeadStatus>(['qualified', 'waiting'])('and nobody owns it, tells nobody while %s', (status) => {
    const first = aQualifiedLead({ status });

    const touched = touchedBy(first, DUPLICATE, ['crm'], NOW);

    expect(touched.handoffs).toEqual([]);
    expect(touched).toMatchObject({ status, nextActionAt: first.nextActionAt, version: first.version + 1 });
    expect(touched.touches).toHaveLength(2);
  });

  it('that changed hands is told under the number of its new offer', () => {
    const declined = offerEnded(FIRST, 'declined', undefined, NOW);
    const again: Lead = {
      ...declined,
      status: 'accepted',
      owner: 'anna',
      offer: { ...anOffer(2), rep: 'anna' },
    };

    expect(touchedBy(again, DUPLICATE, ['crm'], NOW).handoffs.at(-1)).toMatchObject({
      rep: 'anna',
      offerAttempt: 2,
    });
  });

  it('has an intent for a touch that is another than that for the lead', () => {
    const [own, about] = touchedBy(FIRST, DUPLICATE, ['crm'], NOW).handoffs;

    expect(own && about && isSameIntent(own, about)).toBe(false);
  });
});

describe('touches', () => {
  it.each<[LeadStatus, boolean]>([
    ['qualified', true],
    ['waiting', true],
    ['offered', true],
    ['accepted', true],
    ['escalated', true],
    ['won', false],
    ['lost', false],
    ['rejected', false],
    ['duplicate', false],
  ])('belong to a lead that is %s: %s', (status, takes) => {
    expect(takesTouches({ ...FIRST, status })).toBe(takes);
  });

  it('are fifty at most: a lead has to fit into its item', () => {
    const touches = Array.from({ length: 49 }, () => ({
      ...{ leadId: 'x', at: FIRST.receivedAt, source: 'html', kind: 'form' as const },
    }));

    const almost = { ...FIRST, touches };
    expect(takesTouches(almost)).toBe(true);
    expect(takesTouches(touchedBy(almost, DUPLICATE, [], NOW))).toBe(false);
  });
});

describe('two leads that somebody parts', () => {
  const touched = touchedBy(FIRST, DUPLICATE, ['crm'], NOW);

  it('leave the first as if the other had never come, but for what was told already', () => {
    const left = withoutTouch(touched, DUPLICATE, 'ops', NOW);

    expect(left.touches).toEqual([]);
    expect(left.handoffs).toEqual(FIRST.handoffs);
    expect(left.timeline.at(-1)).toMatchObject({ event: 'lead.touch-removed', by: 'ops', because: CALL.id });

    const told = touched.handoffs.map((handoff) => ({ ...handoff, outcome: 'delivered' as const }));
    expect(withoutTouch({ ...touched, handoffs: told }, DUPLICATE, 'ops', NOW).handoffs).toEqual(told);
  });

  it('leave the first its other touches', () => {
    const third = { ...DUPLICATE, id: 'lead-00000003' };
    const twice = touchedBy(touched, third, ['crm'], NOW);

    const left = withoutTouch(twice, DUPLICATE, 'ops', NOW);

    expect(left.touches.map(({ leadId }) => leadId)).toEqual([FIRST.id, third.id]);
    expect(left.handoffs.flatMap(({ touch }) => touch ?? [])).toEqual([third.id]);
  });

  it('make the other a lead that is judged anew, soon, and never waits for the sweep of arrivals', () => {
    const parted = partedFrom(DUPLICATE, touched, 'ops', NOW);

    expect(parted).toMatchObject({ status: 'received', nextActionAt: NOW.toISOString(), sweeps: 0 });
    for (const gone of ['duplicateOf', 'verdict', 'score']) expect(parted).not.toHaveProperty(gone);
    expect(parted.timeline.at(-1)).toMatchObject({ event: 'lead.parted', by: 'ops', because: FIRST.id });
  });

  it('stay apart, whichever of them remembers', () => {
    const parted = partedFrom(DUPLICATE, touched, 'ops', NOW);
    const left = withoutTouch(touched, DUPLICATE, 'ops', NOW);

    expect([areApart(parted, FIRST), areApart(FIRST, parted), areApart(CALL, left)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(areApart(CALL, FIRST)).toBe(false);
  });
});

function anOffer(attempt: number) {
  const at = FIRST.receivedAt;
  return { rep: 'olga', state: 'accepted', offeredAt: at, deadlineAt: at, attempt } as const;
}
