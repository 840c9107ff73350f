import { describe, expect, it } from 'vitest';
import { findFormProvider, FORM_PROVIDERS } from '#functions/web-form/providers/registry.ts';

describe('the form providers', () => {
  it('are found by the name a source gives', () => {
    for (const provider of FORM_PROVIDERS) expect(findFormProvider(provider.id)).toBe(provider);
    expect(FORM_PROVIDERS.map(({ id }) => id)).toContain('html');
  });

  it('have one name each', () => {
    expect(new Set(FORM_PROVIDERS.map(({ id }) => id)).size).toBe(FORM_PROVIDERS.length);
  });

  it('do not include what is no provider', () => {
    expect(findFormProvider('constructor')).toBeUndefined();
  });
});
