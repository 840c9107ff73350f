import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createSubmissionDetails } from '#shared/adapters/submission-details/submission-details.ts';
import type { Source } from '#shared/domain/source.ts';
import type { DetailsAnswer } from '#shared/ports/submission-details.ts';
import { aSource } from '#test/support/a-source.ts';
import {
  answerJson,
  scriptedServer,
  type Script,
  type ScriptedServer,
} from '#test/support/scripted-server.ts';

const TOKENS: Readonly<Record<string, string>> = {
  'meta-token': 'EAAB-page-token',
  'hubspot-token': 'pat-eu1-token',
  'bitrix24-token': '1/webhook-code',
};

const PROVIDERS = ['meta', 'hubspot', 'bitrix24'];

const servers: ScriptedServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const details = createSubmissionDetails({
  secrets: { find: async (name) => TOKENS[name] },
  addresses: 'loopback-too',
});

async function serve(script: Script): Promise<ScriptedServer> {
  const server = await scriptedServer(script);
  servers.push(server);
  return server;
}

function sourceAt(url: string, provider: string): Source {
  return aSource({
    id: provider,
    provider,
    details: { baseUrl: `${url}/`, tokenSecret: `${provider}-token` },
  });
}

async function answerOf(provider: string, script: Script, timeoutMs = 2_000): Promise<DetailsAnswer> {
  const server = await serve(script);
  return details.fetch(sourceAt(server.url, provider), '124', timeoutMs);
}

describe.each(PROVIDERS)('particulars from %s', (provider) => {
  it.each([
    ['refused', 'a refused token', (response) => answerJson(response, 401, { error: 'x' })],
    ['refused', 'a forbidden object', (response) => answerJson(response, 403, {})],
    ['refused', 'a page that says no', (response) => answerJson(response, 403, '<html>no</html>')],
    ['down', 'too many questions', (response) => answerJson(response, 429, {})],
    ['down', 'a fault of theirs', (response) => answerJson(response, 500, { message: 'x' })],
    ['down', 'a page of their gateway', (response) => answerJson(response, 502, '<html>502</html>')],
    ['down', 'a connection cut', (response) => response.destroy()],
    ['garbage', 'a page with status 200', (response) => answerJson(response, 200, '<html>hello</html>')],
    ['garbage', 'a page with status 404', (response) => answerJson(response, 404, '<html>404</html>')],
    ['garbage', 'something else in JSON', (response) => answerJson(response, 200, [1])],
    [
      'garbage',
      'a redirect',
      (response) => answerJson(response, 302, '', { location: 'http://127.0.0.1:1/' }),
    ],
    [
      'garbage',
      'more than anybody tells',
      (response) => answerJson(response, 200, { x: 'x'.repeat(300_000) }),
    ],
  ] satisfies [string, string, Script][])(
    'are unavailable as "%s" for %s',
    async (because, _what, script) => {
      expect(await answerOf(provider, script)).toEqual({ outcome: 'unavailable', because });
    },
  );

  it('are not waited for longer than agreed', async () => {
    const startedAt = performance.now();

    expect(await answerOf(provider, () => undefined, 60)).toEqual({
      outcome: 'unavailable',
      because: 'slow',
    });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('are not asked for without a token that can be one', async () => {
    const server = await serve((response) => answerJson(response, 200, {}));
    const without = (find: () => Promise<string | undefined>) =>
      createSubmissionDetails({ secrets: { find }, addresses: 'loopback-too' }).fetch(
        sourceAt(server.url, provider),
        '124',
        500,
      );

    expect(await without(async () => undefined)).toEqual({ outcome: 'unavailable', because: 'no-token' });
    expect(await without(async () => 'two\r\nlines: x')).toEqual({
      outcome: 'unavailable',
      because: 'no-token',
    });
    expect(await without(async () => '')).toEqual({ outcome: 'unavailable', because: 'no-token' });
    expect(await without(() => Promise.reject(new Error('store down')))).toEqual({
      outcome: 'unavailable',
      because: 'down',
    });
    expect(await without(() => new Promise(() => undefined))).toEqual({
      outcome: 'unavailable',
      because: 'slow',
    });
    expect(server.received).toEqual([]);
  });

  it.each(['', '0', '-1', '../me', '124?x=1', '1e3', '9'.repeat(31)])(
    'cannot lie under "%s", which never gets into an address',
    async (ref) => {
      const server = await serve((response) => answerJson(response, 200, {}));

      expect(await details.fetch(sourceAt(server.url, provider), ref, 500)).toEqual({ outcome: 'gone' });
      expect(server.received).toEqual([]);
    },
  );

  it('are fetched from the internet only where only that is allowed', async () => {
    const server = await serve((response) => answerJson(response, 200, {}));
    const guarded = createSubmissionDetails({
      secrets: { find: async (name) => TOKENS[name] },
      addresses: 'public-only',
    });

    expect(await guarded.fetch(sourceAt(server.url, provider), '124', 500)).toEqual({
      outcome: 'unavailable',
      because: 'down',
    });
    expect(server.received).toEqual([]);
  });

  it('never make us throw, whatever they are', async () => {
    let content: unknown;
    const server = await serve((response) => answerJson(response, 200, JSON.stringify(content)));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.jsonValue(), fc.record({ result: fc.jsonValue(), properties: fc.jsonValue() })),
        async (value) => {
          content = value;
          const { outcome } = await details.fetch(sourceAt(server.url, provider), '124', 2_000);
          expect(['found', 'gone', 'unavailable']).toContain(outcome);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('a source without a system', () => {
  it.each([
    aSource({ provider: 'meta' }),
    aSource({ ...sourceAt('http://127.0.0.1:1', 'meta'), provider: 'tilda' }),
  ])('has nowhere to ask', async (source) => {
    expect(await details.fetch(source, '124', 500)).toEqual({
      outcome: 'unavailable',
      because: 'not-configured',
    });
  });
});
