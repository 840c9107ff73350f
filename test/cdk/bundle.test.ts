import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundleFunctions } from '#cdk/bundle.ts';
import { REPOSITORY } from '#test/support/leads-template.ts';

/** `import{a}from"./b.mjs"`, `import"./b.mjs"`, `export*from"./b.mjs"`, `import("./b.mjs")`, minified. */
const IMPORTED =
  /(?:\b(?:import|export)(?:[\w$\s,]*\{[^}"]*\}|\s*\*[\w$\s]*)?\s*from|\bimport\(?)\s*"([^"]+)"/g;

let outdir: string;
let bundles: Record<string, string>;

beforeAll(async () => {
  outdir = await mkdtemp(join(tmpdir(), 'bundles-'));
  bundles = await bundleFunctions({ outdir, functions: join(REPOSITORY, 'test/fixtures/functions') });
}, 60_000);

afterAll(() => rm(outdir, { recursive: true }));

describe('a bundle', () => {
  it('is a folder named as the function, with the source maps elsewhere', async () => {
    const files = await readdir(join(outdir, 'bundles/probe'));

    expect(bundles).toEqual({ probe: join(outdir, 'bundles/probe') });
    expect(files).toContain('index.mjs');
    expect(files.filter((file) => !file.endsWith('.mjs'))).toEqual([]);
    expect((await readdir(join(outdir, 'source-maps/probe'))).toSorted()).toEqual(
      files.map((file) => `${file}.map`).toSorted(),
    );
  });

  it('imports its own files only, not even a built-in module: those are slow to load as ES modules', async () => {
    const folder = join(outdir, 'bundles/probe');
    const files = await readdir(folder);
    const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    const imported = texts.flatMap((text) => [...text.matchAll(IMPORTED)].map(([, from]) => from));

    expect(texts.join('')).toContain('process.getBuiltinModule("node:http")');
    expect(texts.filter((text) => text.includes('createRequire'))).toHaveLength(0);
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.filter((from) => !files.includes(from?.replace('./', '') ?? ''))).toEqual([]);
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
