import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundleFunctions } from '#cdk/bundle.ts';
import { REPOSITORY } from '#test/support/leads-template.ts';

let outdir: string;
let bundles: Record<string, string>;

beforeAll(async () => {
  outdir = await mkdtemp(join(tmpdir(), 'bundles-'));
  bundles = await bundleFunctions({ outdir, functions: join(REPOSITORY, 'test/fixtures/functions') });
}, 60_000);

afterAll(() => rm(outdir, { recursive: true }));

describe('a bundle', () => {
  it('is one file in a folder named as the function, with its source map elsewhere', async () => {
    expect(bundles).toEqual({ probe: join(outdir, 'bundles/probe') });
    expect(await readdir(join(outdir, 'bundles/probe'))).toEqual(['index.mjs']);
    expect(await readdir(join(outdir, 'source-maps/probe'))).toEqual(['index.mjs.map']);
  });

  it('imports nothing, not even a built-in module: those are slow to load as ES modules', async () => {
    const text = await readFile(join(outdir, 'bundles/probe/index.mjs'), 'utf8');

    expect(text).toContain('process.getBuiltinModule("node:http")');
    expect(text).not.toMatch(/(^|[;}\s])import\s*[\w*{"']|\bcreateRequire\b/);
  });

  it('leaves out the credential providers Lambda never needs', async () => {
    const map = await readFile(join(outdir, 'source-maps/probe/index.mjs.map'), 'utf8');

    expect(map).not.toMatch(/credential-provider-(node|ini|sso|process|imds)\//);
  });

  it(
    'works: built-in modules however imported, and credentials from the environment',
    { timeout: 30_000 },
    async () => {
      vi.stubEnv('AWS_ACCESS_KEY_ID', 'id');
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'key');
      vi.stubEnv('AWS_SESSION_TOKEN', 'token');

      const { handler } = await import(pathToFileURL(join(outdir, 'bundles/probe/index.mjs')).href);

      expect(await handler()).toEqual({
        named: 'Not Found',
        byDefault: 'function',
        wholly: 'function',
        extended: true,
        required: 'function',
        credentials: expect.objectContaining({
          accessKeyId: 'id',
          secretAccessKey: 'key',
          sessionToken: 'token',
        }),
      });
      vi.unstubAllEnvs();
    },
  );
});
