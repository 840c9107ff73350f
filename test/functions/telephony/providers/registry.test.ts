import { describe, expect, it } from 'vitest';
import { CALL_PROVIDERS, findCallProvider } from '#functions/telephony/providers/registry.ts';

describe('the telephony providers', () => {
  it('are found by the name a source gives', () => {
    expect(CALL_PROVIDERS.map(({ id }) => findCallProvider(id)?.id)).toEqual(['mango', 'zadarma', 'novofon']);
  });

  it('do not include what is no provider', () => {
    expect(findCallProvider('constructor')).toBeUndefined();
    expect(findCallProvider('html')).toBeUndefined();
  });
});
