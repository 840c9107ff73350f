import { describe, expect, it } from 'vitest';
import type { SeenLead } from '#cdk/local/demo/leads.ts';
import { isMoving } from '#cdk/local/demo/leads.ts';
import { describeRun } from '#cdk/local/demo/summary.ts';
import { percentilesOf, tallyUp } from '#cdk/local/demo/tally.ts';

const request = { intent: 'lead', path: '/v1/forms/html', headers: {}, body: '' } as const;

function aLead(changes: Partial<SeenLead>): SeenLead {
  return {
    ...{ id: 'a', kind: 'form', status: 'offered', owner: 'anna', handoffs: [] },
    timings: { qualifiedMs: 1, assignedMs: 2, deliveredMs: 3 },
    ...changes,
  };
}

describe('the tally of a demonstration', () => {
  it('counts answers, statuses, reasons and owners, the most frequent first', () => {
    const answers = [
      { request, status: 202, says: 'received', durationMs: 10 },
      { request, status: 202, says: 'received', durationMs: 20 },
      { request, status: 200, says: '', durationMs: 5 },
      { request, status: 0, says: 'no answer', durationMs: 15_000 },
    ];
    const leads = [
      aLead({ handoffs: [{ destination: 'crm', outcome: 'delivered' }] }),
      aLead({ owner: 'olga' }),
      aLead({}),
      aLead({ status: 'rejected', owner: null, verdict: { reasons: ['too-small', 'no-need'] } }),
      aLead({ counterparty: { outcome: 'unchecked', because: 'slow' } }),
      aLead({ counterparty: { outcome: 'unchecked', because: 'no-inn' } }),
    ];

    const tally = tallyUp(answers, leads);

    expect(tally).toMatchObject({
      answers: [
        ['202 received', 2],
        ['200', 1],
        ['no answer', 1],
      ],
      intakeMs: { count: 3, p50: 10, p99: 20 },
      statuses: [
        ['offered', 5],
        ['rejected', 1],
      ],
      reasons: [['too-small', 1]],
      owners: [
        ['anna', 4],
        ['olga', 1],
      ],
      handoffs: [['crm delivered', 1]],
      unchecked: 1,
    });
    const text = describeRun({ sent: 4, leads: 6, seconds: 2, seed: 1 }, tally);
    expect(text).toContain('Sent 4 in 2.0 s, 2.0 a second');
    expect(text).toMatch(/offered +5 +83\.3 %/);
    expect(text).toMatch(/the intake answered after +10 ms +20 ms +20 ms +3/);
  });

  it('takes percentiles of what is there', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

    expect(percentilesOf([...hundred, null, undefined])).toEqual({ count: 100, p50: 50, p95: 95, p99: 99 });
    expect(percentilesOf([7])).toEqual({ count: 1, p50: 7, p95: 7, p99: 7 });
    expect(percentilesOf([null])).toBeUndefined();
  });

  it('waits for leads on their way, and not for what is tried again later', () => {
    const handoff = (outcome: string) => aLead({ handoffs: [{ destination: 'crm', outcome }] });

    expect(
      [aLead({ status: 'received' }), aLead({ status: 'qualified' }), handoff('pending')].map(isMoving),
    ).toEqual([true, true, true]);
    expect([handoff('delivered'), handoff('uncertain'), aLead({ status: 'rejected' })].map(isMoving)).toEqual(
      [false, false, false],
    );
  });
});
