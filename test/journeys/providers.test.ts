import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareEvent } from '#cdk/local/invoke/compare-event.ts';
import { listCases } from '#cdk/local/invoke/compare-all.ts';
import { LocalSystem, OPS_TOKEN } from '#test/support/local-system.ts';

const CASES = await listCases();

let system: LocalSystem;
beforeAll(async () => void (system = await LocalSystem.start()));
afterAll(() => system.stop());

describe('a request of every provider, over HTTP to the running system', () => {
  it.each(CASES)('$name leads to what it must: $about.situation', async ({ event, about }) => {
    const { differences } = await compareEvent(event, about, { url: system.url, token: OPS_TOKEN });
    expect(differences).toEqual([]);
  });

  it('makes nothing new when it comes again', async () => {
    const before = await system.leads();
    for (const { event, about } of CASES) {
      const { differences } = await compareEvent(event, about, { url: system.url, token: OPS_TOKEN });
      expect([about.situation, differences]).toEqual([about.situation, []]);
    }
    expect((await system.leads()).map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
  });
});
