import { describe, expect, it } from 'vitest';
import { silentSources } from '#shared/domain/silent-sources.ts';

const USUAL = new Map([
  ['site', 20],
  ['market', 2],
]);

describe('a source', () => {
  it('is silent when nothing comes in an hour in which many come every week', () => {
    expect(silentSources(['site', 'market'], new Map(), [USUAL, USUAL, USUAL, USUAL])).toEqual([
      { source: 'site', usually: 20 },
    ]);
  });

  it('is not silent after a single lead', () => {
    expect(silentSources(['site'], new Map([['site', 1]]), [USUAL, USUAL, USUAL, USUAL])).toEqual([]);
  });

  it('may have been silent once before, and still counts', () => {
    expect(silentSources(['site'], new Map(), [new Map(), USUAL, USUAL, USUAL])).toHaveLength(1);
  });

  it('is not silent at an hour that is quiet every other week', () => {
    expect(silentSources(['site'], new Map(), [new Map(), USUAL, new Map(), USUAL])).toEqual([]);
  });

  it('is not known well enough before the third week', () => {
    expect(silentSources(['site'], new Map(), [USUAL, USUAL])).toEqual([]);
  });
});
