import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFunctions } from '#cdk/bundle.ts';
import { EDITOR_FILE } from '#cdk/bundling/policy-editor.ts';
import { findEditorScript } from '#functions/console/editor-script.ts';
import { REPOSITORY } from '#test/support/leads-template.ts';

const READER = join(REPOSITORY, 'functions/console/editor-script.ts');
let folder: string;

/** Two functions, of which one serves the editor. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'editor-'));
  const sources = {
    reads: `export { findEditorScript as handler } from ${JSON.stringify(READER)};`,
    other: 'export const handler = () => 1;',
  };
  for (const [name, source] of Object.entries(sources)) {
    await mkdir(join(folder, 'functions', name), { recursive: true });
    await writeFile(join(folder, 'functions', name, 'index.ts'), source);
  }
  await bundleFunctions({ outdir: folder, functions: join(folder, 'functions') });
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

describe('a bundle that serves the policy editor', () => {
  it('has the script in a file beside it, and no other bundle has', async () => {
    expect(await readdir(join(folder, 'bundles/reads'))).toContain(EDITOR_FILE);
    expect(await readdir(join(folder, 'bundles/other'))).not.toContain(EDITOR_FILE);
  });

  it('reads the text the source would build, under the same version', async () => {
    const { handler } = await import(pathToFileURL(join(folder, 'bundles/reads/index.mjs')).href);
    const bundled: ReturnType<typeof findEditorScript> = handler();

    expect(bundled.version).toBe(findEditorScript().version);
    expect(await bundled.readText()).toBe(await findEditorScript().readText());
  });

  it('is small: neither the script nor what builds it is in it', async () => {
    const texts = await Promise.all(
      (await readdir(join(folder, 'bundles/reads')))
        .filter((file) => file.endsWith('.mjs'))
        .map((file) => readFile(join(folder, 'bundles/reads', file), 'utf8')),
    );

    expect(texts.join('').length).toBeLessThan(2_000);
  });
});
