import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CLOSED_CIRCUIT, afterFailure, withProbe } from '#shared/domain/circuit.ts';
import type { CircuitBook } from '#shared/ports/circuit-book.ts';
import { WORLDS, type WorldMaker } from '#test/support/worlds.ts';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const QUOTA = { because: 'quota-spent', until: '2026-11-23T21:00:00.000Z' } as const;
const OPEN = afterFailure(CLOSED_CIRCUIT, QUOTA, 'usual', NOW);

describe.each(WORLDS)('the book of circuits $name', ({ start }) => {
  let worlds: WorldMaker;
  let circuits: CircuitBook;
  beforeAll(async () => {
    worlds = await start();
  });
  beforeEach(async () => {
    ({ circuits } = await worlds.open());
  });
  afterAll(() => worlds.stop());

  it('has a closed one for whatever nobody wrote about', async () => {
    expect(await circuits.read('dadata')).toEqual(CLOSED_CIRCUIT);
  });

  it('tells everybody what was written, each by its name', async () => {
    expect(await circuits.save('dadata', OPEN)).toBe('saved');

    expect(await circuits.read('dadata')).toEqual(OPEN);
    expect(await circuits.read('checko')).toEqual(CLOSED_CIRCUIT);
  });

  it('takes a version only after the one before it', async () => {
    await circuits.save('dadata', OPEN);

    expect(await circuits.save('dadata', OPEN)).toBe('outdated');
    expect(await circuits.save('dadata', { ...OPEN, version: 3 })).toBe('outdated');
    expect(await circuits.save('dadata', { version: 2, failures: 0 })).toBe('saved');
    expect(await circuits.read('dadata')).toEqual({ version: 2, failures: 0 });
  });

  it.each([
    ['the first', CLOSED_CIRCUIT],
    ['a later', OPEN],
  ])('gives a single one of many the probe at the same moment, at %s version', async (_which, before) => {
    if (before !== CLOSED_CIRCUIT) await circuits.save('dadata', before);
    const claims = Array.from({ length: 8 }, () => circuits.save('dadata', withProbe(before, NOW)));

    const claimed = await Promise.all(claims);

    expect(claimed.filter((outcome) => outcome === 'saved')).toHaveLength(1);
  });
});
