import { describe, expect, it } from 'vitest';
import { fromStored } from '#shared/adapters/dynamodb/settings-content.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';

describe('settings that an earlier release has published', () => {
  it('are read with what is usual for what they could not say yet', async () => {
    const { sources, policy } = await demoSettings();
    const [{ limits: _limits, addresses: _addresses, asks: _asks, returnTo: _returnTo, ...source }] =
      sources.sources as [(typeof sources.sources)[number]];
    const { duplicates: _duplicates, ...rest } = policy;
    const { uncheckedWaitsMinutes: _waits, ...earlierCheck } = policy.counterpartyCheck;
    const earlier = { ...rest, counterpartyCheck: earlierCheck };

    expect(fromStored('policy', JSON.stringify(earlier), 3)).toMatchObject({
      version: 3,
      duplicates: { windowHours: 168, by: ['inn', 'phone', 'email'] },
      counterpartyCheck: { ...earlierCheck, uncheckedWaitsMinutes: 0 },
    });
    expect(fromStored('sources', JSON.stringify({ sources: [source] }), 2)).toMatchObject({
      version: 2,
      sources: [{ id: source.id, addresses: [], returnTo: [], limits: { perAddressPerMinute: 20 } }],
    });
  });

  it('keep whatever they do say', async () => {
    const settings = await demoSettings();
    for (const document of ['sources', 'policy', 'team', 'destinations'] as const)
      expect(fromStored(document, JSON.stringify(settings[document]), 1)).toEqual(settings[document]);
  });
});
