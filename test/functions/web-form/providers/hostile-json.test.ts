import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { googleads } from '#functions/web-form/providers/googleads.ts';
import { hubspot } from '#functions/web-form/providers/hubspot.ts';
import { meta } from '#functions/web-form/providers/meta.ts';
import { standardwebhooks } from '#functions/web-form/providers/standardwebhooks.ts';
import { typeform } from '#functions/web-form/providers/typeform.ts';
import { vk } from '#functions/web-form/providers/vk.ts';
import { webflow } from '#functions/web-form/providers/webflow.ts';
import type { Provider } from '#shared/intake/provider.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';
import { postOf } from './recorded.ts';

const PROVIDERS: readonly (readonly [Provider, string])[] = [
  [standardwebhooks, 'web-form/standardwebhooks-two-keys'],
  [typeform, 'web-form/typeform'],
  [googleads, 'web-form/googleads'],
  [meta, 'web-form/meta-two-leads'],
  [vk, 'web-form/vk-lead'],
  [webflow, 'web-form/webflow'],
  [hubspot, 'web-form/hubspot-form'],
];

const OUTCOMES = ['submission', 'pointers', 'ignored', 'unreadable'];

async function outcomeOf(provider: Provider, body: string): Promise<string> {
  const source = aSource({ id: provider.id, provider: provider.id, options: { confirmation: 'text' } });
  const request = postOf(provider.id, body);
  provider.greet?.(request, source, ['secret']);
  expect(provider.isGenuine(request, source, [])).toBe(false);
  expect(provider.isGenuine(request, source, [''])).toBe(false);
  return (await provider.read(request, source)).outcome;
}

/** The document with one of its values, counted through, turned into another. */
function withOneChanged(document: unknown, nth: number, other: unknown): string {
  let count = 0;
  return JSON.stringify(document, (_, value: unknown) => (count++ === nth ? other : value));
}

describe.each(PROVIDERS.map(([provider, recorded]) => ({ id: provider.id, provider, recorded })))(
  'a body for $id',
  ({ provider, recorded }) => {
    it('is told from any other JSON without a failure', async () => {
      await fc.assert(
        fc.asyncProperty(fc.json(), async (body) => {
          expect(OUTCOMES).toContain(await outcomeOf(provider, body));
        }),
      );
    });

    it('may have anything in the place of anything', async () => {
      const document: unknown = JSON.parse(requestOf(await readPayload(recorded)).body.toString());

      await fc.assert(
        fc.asyncProperty(fc.nat(60), fc.jsonValue({ maxDepth: 2 }), async (nth, other) => {
          expect(OUTCOMES).toContain(await outcomeOf(provider, withOneChanged(document, nth, other)));
        }),
      );
    });
  },
);
