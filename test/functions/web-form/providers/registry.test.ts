import { describe, expect, it } from 'vitest';
import { findFormProvider, FORM_PROVIDERS } from '#functions/web-form/providers/registry.ts';

describe('the form providers', () => {
  it('are found by the name a source gives', () => {
    expect(FORM_PROVIDERS.map(({ id }) => findFormProvider(id)?.id)).toEqual(['html']);
  });

  it('do not include what is no provider', () => {
    expect(findFormProvider('constructor')).toBeUndefined();
  });
});
