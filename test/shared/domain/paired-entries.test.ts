import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairEntries } from '#shared/domain/paired-entries.ts';

function pair(before: string, after: string) {
  return pairEntries([...before], [...after], (key) => key);
}

describe('two lists put beside each other', () => {
  it('tell what came, what went and what stayed', () => {
    const { added, removed, kept } = pair('abc', 'bdc');

    expect({ added, removed, kept }).toEqual({
      added: ['d'],
      removed: ['a'],
      kept: [
        { before: 'b', after: 'b' },
        { before: 'c', after: 'c' },
      ],
    });
  });

  it.each([
    ['abcd', 'dabc', [{ key: 'd', now: 'before', neighbour: 'a' }]],
    ['abcd', 'bcda', [{ key: 'a', now: 'after', neighbour: 'd' }]],
    ['abcd', 'acbd', [{ key: 'c', now: 'before', neighbour: 'b' }]],
    ['abcd', 'axbycd', []],
    ['abcd', 'bd', []],
  ])('from %s to %s: the fewest moves', (before, after, moves) => {
    expect(pair(before, after).moved).toEqual(moves);
  });

  it('never say that an entry moved when no order changed, and always when one did', () => {
    const keys = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));
    fc.assert(
      fc.property(keys, keys, (before, after) => {
        const { moved, added, removed } = pairEntries(before, after, (key) => key);
        const common = (all: readonly string[], others: readonly string[]) =>
          all.filter((key) => others.includes(key)).join('');
        expect(moved.length === 0).toBe(common(before, after) === common(after, before));
        expect(before.length - removed.length + added.length).toBe(after.length);
      }),
    );
  });

  it('name a neighbour that stood on the other side before', () => {
    const keys = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));
    fc.assert(
      fc.property(keys, keys, (before, after) => {
        for (const { key, now, neighbour } of pairEntries(before, after, (one) => one).moved) {
          const isBefore = (list: readonly string[]) => list.indexOf(key) < list.indexOf(neighbour);
          expect([isBefore(before), isBefore(after)]).toEqual([now !== 'before', now === 'before']);
        }
      }),
    );
  });
});
