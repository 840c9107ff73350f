import { describe, expect, it } from 'vitest';
import { findCallProvider, CALL_PROVIDERS } from '#functions/telephony/providers/registry.ts';

describe('the telephony providers', () => {
  it('are found by the name a source gives', () => {
    for (const provider of CALL_PROVIDERS) expect(findCallProvider(provider.id)).toBe(provider);
    expect(CALL_PROVIDERS.map(({ id }) => id)).toContain('mango');
  });

  it('have one name each', () => {
    expect(new Set(CALL_PROVIDERS.map(({ id }) => id)).size).toBe(CALL_PROVIDERS.length);
  });

  it('do not include what is no provider', () => {
    expect(findCallProvider('constructor')).toBeUndefined();
  });
});
