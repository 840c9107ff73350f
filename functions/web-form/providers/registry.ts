import type { Provider } from '#shared/intake/provider.ts';
import { html } from './html.ts';

/** Every form provider we read; a new one is its file and its name here. */
export const FORM_PROVIDERS: readonly Provider[] = [html];

export function findFormProvider(id: string): Provider | undefined {
  return FORM_PROVIDERS.find((provider) => provider.id === id);
}
