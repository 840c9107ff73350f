import { describe, expect, it } from 'vitest';
import { listCases } from '#cdk/local/invoke/compare-all.ts';
import { CALL_PROVIDERS } from '#functions/telephony/providers/registry.ts';
import { FORM_PROVIDERS } from '#functions/web-form/providers/registry.ts';
import type { Source } from '#shared/domain/source.ts';
import type { Provider } from '#shared/intake/provider.ts';
import { takeRequest } from '#shared/intake/take-request.ts';
import { tellTaken } from '#shared/intake/tell-taken.ts';
import { aSource } from '#test/support/a-source.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { intakeWorld } from '#test/support/intake-world.ts';
import { readPayload, type Payload } from '#test/support/payloads.ts';
import { recordingTools } from '#test/support/recording-tools.ts';
import { spoiledRequests } from '#test/support/spoiled-payloads.ts';

const SETTINGS = await demoSettings();
const NAMES = (await listCases()).map(({ name }) => name.replace(/\.json$/, ''));
const PAYLOADS = await Promise.all(NAMES.map(async (name) => ({ name, payload: await readPayload(name) })));
const PROVIDERS = [...FORM_PROVIDERS, ...CALL_PROVIDERS];
const KNOWN = PAYLOADS.flatMap(({ name, payload }) => {
  const provider = PROVIDERS.find(({ id }) => id === payload.provider);
  return provider === undefined ? [] : [{ name, payload, provider }];
});

/** The source as a company would set it up, held back by nothing. */
function sourceOf({ id }: Provider): Source {
  const demo = SETTINGS.sources.sources.find((source) => source.provider === id);
  const kind = FORM_PROVIDERS.some((provider) => provider.id === id) ? 'form' : 'call';
  const limits = { perAddressPerMinute: 1_000_000, perMinute: 1_000_000 };
  return { ...(demo ?? aSource({ id, provider: id, kind, secrets: ['secret'] })), limits };
}

/** What the payload says of a person that is long enough to be found in a log by its text. */
function personalOf({ expect: { phone, name, email } }: Payload): readonly string[] {
  return [phone?.slice(-7), name, email].flatMap((text) =>
    text !== undefined && text.length >= 4 ? [text] : [],
  );
}

describe.each(KNOWN)('$name, genuine and with one thing in it spoiled', ({ payload, provider }) => {
  it('is always understood or refused, with nothing personal in the log', async () => {
    const world = intakeWorld(SETTINGS);
    const tools = recordingTools();
    const source = sourceOf(provider);
    const believing: Provider = Object.assign(Object.create(provider), { isGenuine: () => true });

    for (const request of spoiledRequests(payload)) {
      const taken = await takeRequest(request, source, believing, world).catch((error: unknown) =>
        expect.fail(`${String(error)}: ${request.url} ${request.body.toString('utf8')}`),
      );
      tellTaken(taken, source.id, tools);
    }

    const written = JSON.stringify(tools.lines);
    for (const personal of personalOf(payload)) expect(written).not.toContain(personal);
  });

  it('is not believed without a secret', () => {
    const source = sourceOf(provider);
    if (source.secrets.length === 0) return;

    for (const request of spoiledRequests(payload).slice(0, 50))
      for (const secrets of [[], ['']]) expect(provider.isGenuine(request, source, secrets)).toBe(false);
  });
});

describe('spoiled requests', () => {
  it('are many, of every kind of body, and some of them are leads all the same', async () => {
    const outcomes = new Set<string>();
    let howMany = 0;
    for (const { payload, provider } of KNOWN) {
      const world = intakeWorld(SETTINGS);
      const believing: Provider = Object.assign(Object.create(provider), { isGenuine: () => true });
      const requests = spoiledRequests(payload);
      howMany += requests.length;
      const last = requests.at(-1);
      if (last !== undefined)
        outcomes.add((await takeRequest(last, sourceOf(provider), believing, world)).outcome);
    }

    expect(howMany).toBeGreaterThan(100 * KNOWN.length);
    expect([...outcomes]).toEqual(expect.arrayContaining(['received', 'unreadable']));
  });
});
