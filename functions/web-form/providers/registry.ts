import type { Provider } from '#shared/intake/provider.ts';
import { cf7 } from './cf7.ts';
import { elementor } from './elementor.ts';
import { googleads } from './googleads.ts';
import { html } from './html.ts';
import { hubspot } from './hubspot.ts';
import { jotform } from './jotform.ts';
import { marquiz } from './marquiz.ts';
import { meta } from './meta.ts';
import { standardwebhooks } from './standardwebhooks.ts';
import { tilda } from './tilda.ts';
import { typeform } from './typeform.ts';
import { vk } from './vk.ts';
import { webflow } from './webflow.ts';

/** Every form provider we read; a new one is its file and its name here. */
export const FORM_PROVIDERS: readonly Provider[] = [
  cf7,
  elementor,
  googleads,
  html,
  hubspot,
  jotform,
  marquiz,
  meta,
  standardwebhooks,
  tilda,
  typeform,
  vk,
  webflow,
];

export function findFormProvider(id: string): Provider | undefined {
  return FORM_PROVIDERS.find((provider) => provider.id === id);
}
