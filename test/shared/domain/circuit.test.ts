import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import {
  CLOSED_CIRCUIT,
  afterAnswer,
  afterFailure,
  gateOf,
  moscowMidnightAfter,
  withProbe,
  type Circuit,
  type CircuitFailure,
} from '#shared/domain/circuit.ts';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const DOWN: CircuitFailure = { because: 'unavailable' };
const QUOTA: CircuitFailure = { because: 'quota-spent', until: '2026-11-23T21:00:00.000Z' };

const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

function failed(times: number, circuit = CLOSED_CIRCUIT): Circuit {
  return Array.from({ length: times }).reduce<Circuit>(
    (now) => afterFailure(now, DOWN, 'usual', NOW),
    circuit,
  );
}

describe('a circuit', () => {
  it('stays closed over four failures and opens for a minute at the fifth', () => {
    expect(gateOf(failed(4), NOW)).toEqual({ state: 'closed' });
    expect(gateOf(failed(5), NOW)).toEqual({
      state: 'open',
      until: '2026-11-23T09:01:00.000Z',
      because: 'unavailable',
    });
  });

  it('counts failures in a row only', () => {
    const recovered = afterAnswer(failed(4), 'usual');

    expect(gateOf(failed(4, recovered), NOW)).toEqual({ state: 'closed' });
  });

  it('opens at once when asking again is known to be useless, for as long as it is', () => {
    const circuit = afterFailure(CLOSED_CIRCUIT, QUOTA, 'usual', NOW);

    expect(gateOf(circuit, new Date('2026-11-23T20:59:59.999Z'))).toMatchObject({
      state: 'open',
      because: 'quota-spent',
    });
    expect(gateOf(circuit, new Date('2026-11-23T21:00:00.000Z'))).toEqual({ state: 'half-open' });
  });

  it('lets one probe through when its time is up, and is open to everybody else meanwhile', () => {
    const probed = withProbe(failed(5), at(60));

    expect(gateOf(failed(5), at(60))).toEqual({ state: 'half-open' });
    expect(gateOf(probed, at(60))).toMatchObject({ state: 'open', because: 'unavailable' });
    expect(gateOf(probed, at(75))).toEqual({ state: 'half-open' });
  });

  it('closes by the answer to a probe, and opens again by its failure', () => {
    const probed = withProbe(failed(5), at(60));

    expect(gateOf(afterAnswer(probed, 'probe'), at(61))).toEqual({ state: 'closed' });
    expect(gateOf(afterFailure(probed, DOWN, 'probe', at(61)), at(62))).toMatchObject({
      state: 'open',
      until: at(121).toISOString(),
    });
  });

  it('is neither closed nor shortened by what was asked before it opened', () => {
    const open = afterFailure(CLOSED_CIRCUIT, QUOTA, 'usual', NOW);

    expect(afterAnswer(open, 'usual')).toBe(open);
    expect(gateOf(afterFailure(failed(4, open), DOWN, 'usual', NOW), NOW)).toMatchObject({
      until: QUOTA.until,
      because: 'quota-spent',
    });
  });

  it('is not written where nothing changes', () => {
    expect(afterAnswer(CLOSED_CIRCUIT, 'usual')).toBe(CLOSED_CIRCUIT);
  });
});

describe('midnight in Moscow', () => {
  it.each([
    ['2026-11-23T09:00:00.000Z', '2026-11-23T21:00:00.000Z'],
    ['2026-11-23T20:59:59.999Z', '2026-11-23T21:00:00.000Z'],
    ['2026-11-23T21:00:00.000Z', '2026-11-24T21:00:00.000Z'],
    ['2026-12-31T22:00:00.000Z', '2027-01-01T21:00:00.000Z'],
  ])('after %s is %s', (now, midnight) => {
    expect(moscowMidnightAfter(new Date(now))).toBe(midnight);
  });

  it('is at 21:00 UTC, later than now and within a day', () => {
    const moments = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2060-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (now) => {
        const midnight = moscowMidnightAfter(now);
        const aheadMs = Date.parse(midnight) - now.getTime();
        return midnight.endsWith('T21:00:00.000Z') && aheadMs > 0 && aheadMs <= 86_400_000;
      }),
    );
  });
});
