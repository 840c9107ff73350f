import { describe, expect, it } from 'vitest';
import { FairnessStory, type Fairness, type StoryWishes } from '#test/support/fairness-story.ts';

const LEADS = 10_000;
const SEEDS = [1, 2, 3] as const;

/**
 * While reps come and go no rule keeps everybody within one lead: the reason is at `takeTurn`. What was measured here
 * lies between 1.0 and 1.6.
 */
const CHANGING_BOUND = 1.8;

/** The worst of several stories, and what the first of them was made of, printed for whoever wants to know. */
function tell(title: string, wishes: Omit<StoryWishes, 'seed' | 'leads'>): Fairness {
  const stories = SEEDS.map((seed) => new FairnessStory({ ...wishes, seed, leads: LEADS }).run());
  const worst = (of: 'largest' | 'largestInSpan' | 'largestCredit') =>
    Math.max(...stories.map((story) => story[of]));
  const [first] = stories;
  if (first === undefined) throw new Error('no story was told');
  const told = {
    ...first,
    largest: worst('largest'),
    largestInSpan: worst('largestInSpan'),
    largestCredit: worst('largestCredit'),
  };
  console.info(
    [
      `${title}, ${SEEDS.length} × ${LEADS} leads:`,
      `  largest deviation ${told.largest.toFixed(3)} leads, of a credit ${told.largestCredit.toFixed(3)},`,
      `  from the beginning of a span of the same reps present ${told.largestInSpan.toFixed(3)}`,
      `  ${JSON.stringify({ ...first.byRule, ...first.changes, spans: first.spans })}`,
    ].join('\n'),
  );
  return told;
}

describe('fairness over half a year of leads', () => {
  it('keeps everybody within one lead while the same reps work, over holidays, clock changes and leads out of turn', () => {
    const told = tell('the same reps', { edits: false, sameHours: true });

    expect(told.byRule).toMatchObject({ sticky: expect.any(Number), 'key-account': expect.any(Number) });
    expect(told.largest).toBeLessThan(1);
    expect(told.largestCredit).toBeLessThan(1);
  });

  it('stays near it while shifts in four time zones, loads and holidays change who is there', () => {
    expect(tell('four time zones', { edits: false }).largest).toBeLessThan(CHANGING_BOUND);
  });

  it('stays near it through vacations, switches, newcomers, removals and edits of weights', () => {
    const told = tell('four time zones and edits', {});

    expect(Object.keys(told.changes).toSorted()).toEqual(['join', 'leave', 'switch', 'vacation', 'weigh']);
    expect(told.largest).toBeLessThan(CHANGING_BOUND);
    expect(told.largestCredit).toBeLessThan(CHANGING_BOUND);
  });

  it.each([4, 16, 50])('is off by no more than as many leads as workers choose at once: %i', (workers) => {
    const same = tell(`the same reps, ${workers} workers`, { workers, edits: false, sameHours: true });
    const changing = tell(`four time zones and edits, ${workers} workers`, { workers });

    expect(same.largest).toBeLessThanOrEqual(workers);
    expect(changing.largest).toBeLessThan(workers + CHANGING_BOUND);
    expect(changing.largestCredit).toBeLessThan(workers + CHANGING_BOUND);
  });
});
