import { describe, expect, it } from 'vitest';
import { type LeadsBySource, silentSources } from '#shared/domain/silent-sources.ts';

const USUAL = new Map([
  ['site', 20],
  ['market', 2],
]);
const NOBODY: LeadsBySource = new Map();

describe('a source', () => {
  it('is silent when nothing comes in an hour in which many come every week', () => {
    expect(silentSources(['site', 'market'], [hour(NOBODY, [USUAL, USUAL, USUAL, USUAL])])).toEqual([
      { source: 'site', hours: 1, usually: 20 },
    ]);
  });

  it('is not silent after a single lead', () => {
    expect(silentSources(['site'], [hour(new Map([['site', 1]]), [USUAL, USUAL, USUAL, USUAL])])).toEqual([]);
  });

  it('may have been silent once before, and still counts', () => {
    expect(silentSources(['site'], [hour(NOBODY, [NOBODY, USUAL, USUAL, USUAL])])).toHaveLength(1);
  });

  it('is not silent at an hour that is quiet every other week', () => {
    expect(silentSources(['site'], [hour(NOBODY, [NOBODY, USUAL, NOBODY, USUAL])])).toEqual([]);
  });

  it('is not known well enough before the third week', () => {
    expect(silentSources(['site'], [hour(NOBODY, [USUAL, USUAL])])).toEqual([]);
  });

  it('with few leads is silent when a longer time goes by without them', () => {
    const quietHour = hour(NOBODY, [USUAL, USUAL, USUAL, USUAL]);
    const ofDays = new Map([['market', 9]]);
    const threeDays = { hours: 72, latest: NOBODY, weeksBefore: [ofDays, ofDays, ofDays, ofDays] };

    expect(silentSources(['market'], [quietHour, threeDays])).toEqual([
      { source: 'market', hours: 72, usually: 9 },
    ]);
  });

  it('is named once, by the shortest time that tells', () => {
    const quietHour = hour(NOBODY, [USUAL, USUAL, USUAL, USUAL]);

    expect(silentSources(['site'], [quietHour, { ...quietHour, hours: 6 }])).toEqual([
      { source: 'site', hours: 1, usually: 20 },
    ]);
  });
});

function hour(latest: LeadsBySource, weeksBefore: readonly LeadsBySource[]) {
  return { hours: 1, latest, weeksBefore };
}
