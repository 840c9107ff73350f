import { describe, expect, it } from 'vitest';
import { isPassing, whyNotAvailable, type RepAtHand } from '#shared/domain/rep-availability.ts';
import { NOW, aRep } from '#test/support/a-choice.ts';

const SPAN = [{ from: '2026-11-20', to: '2026-11-23' }];

function why(hand: Partial<RepAtHand>, now = NOW): string | undefined {
  return whyNotAvailable({ rep: aRep('anna'), state: { open: 0 }, asked: false, ...hand }, now);
}

describe('why a lead cannot go to a rep', () => {
  it('is nothing for somebody who works and has a place', () => {
    expect(why({})).toBeUndefined();
    expect(why({ state: undefined, needs: [], source: 'site' })).toBeUndefined();
  });

  it('is an absence, of the document or entered, to its last day by the rep’s own calendar', () => {
    const { hours } = aRep('anna');
    const far = aRep('far', { timeZone: 'Asia/Vladivostok' });

    expect(why({ rep: aRep('anna', { hours: { ...hours, away: SPAN } }) })).toBe('away');
    expect(why({ state: { open: 0, away: SPAN } })).toBe('away');
    expect(why({ state: { open: 0, away: [{ from: '2026-11-24', to: '2026-11-25' }] } })).toBeUndefined();
    // 23 November, 18:00 in Moscow is the 24th already in Vladivostok.
    expect(why({ rep: far, state: { open: 0, away: SPAN } }, new Date('2026-11-23T15:00:00Z'))).not.toBe(
      'away',
    );
  });

  it('is a skill the lead needs and they lack', () => {
    const speaks = aRep('anna', { skills: ['english'] });

    expect(why({ needs: ['english'] })).toBe('lacks-skill');
    expect(why({ rep: speaks, needs: ['english'] })).toBeUndefined();
    expect(why({ rep: speaks, needs: ['english', 'tenders'] })).toBe('lacks-skill');
  });

  it('is the limit of a day, counted on the rep’s own date', () => {
    const rep = aRep('anna', { capacityPerDay: 3 });

    expect(why({ rep, state: { open: 0, day: { date: '2026-11-23', taken: 3 } } })).toBe('full-today');
    expect(why({ rep, state: { open: 0, day: { date: '2026-11-23', taken: 2 } } })).toBeUndefined();
    expect(why({ rep, state: { open: 0, day: { date: '2026-11-22', taken: 3 } } })).toBeUndefined();
  });

  it('is the limit of a source, for leads of that source alone', () => {
    const rep = aRep('anna', { capacityPerSource: { site: 2 } });
    const state = { open: 2, openBySource: { site: 2 } };

    expect(why({ rep, state, source: 'site' })).toBe('full-of-source');
    expect(why({ rep, state, source: 'mango' })).toBeUndefined();
    expect(why({ rep, state: { open: 1, openBySource: { site: 1 } }, source: 'site' })).toBeUndefined();
  });

  it('passes by itself, or lasts', () => {
    const passing = ['away', 'off-duty', 'off-shift', 'full', 'full-today', 'full-of-source'];

    expect(passing.filter((code) => !isPassing(code))).toEqual([]);
    expect(['unknown-rep', 'not-active', 'already-asked', 'lacks-skill'].filter(isPassing)).toEqual([]);
  });
});
