import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFunctions } from '#cdk/bundle.ts';
import { DOCUMENT_FILE } from '#cdk/bundling/api-document.ts';
import { readDocument } from '#functions/console/openapi/find-document.ts';
import { REPOSITORY } from '#test/support/leads-template.ts';

const READER = join(REPOSITORY, 'functions/console/openapi/find-document.ts');
let folder: string;

/** Two functions, of which one serves the document. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'api-document-'));
  const sources = {
    reads: `export const handler = async () => (await import(${JSON.stringify(READER)})).readDocument();`,
    other: 'export const handler = () => 1;',
  };
  for (const [name, source] of Object.entries(sources)) {
    await mkdir(join(folder, 'functions', name), { recursive: true });
    await writeFile(join(folder, 'functions', name, 'index.ts'), source);
  }
  await bundleFunctions({ outdir: folder, functions: join(folder, 'functions') });
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

describe('a bundle that serves the document of the API', () => {
  it('has it in a file beside it, and no other bundle has', async () => {
    expect(await readdir(join(folder, 'bundles/reads'))).toContain(DOCUMENT_FILE);
    expect(await readdir(join(folder, 'bundles/other'))).not.toContain(DOCUMENT_FILE);
  });

  it('reads the document the source would build, under the same version', async () => {
    const { handler } = await import(pathToFileURL(join(folder, 'bundles/reads/index.mjs')).href);

    expect(await handler()).toEqual(await readDocument());
  });

  it('is small: no schema of an answer, and nothing that describes one, is in it', async () => {
    const files = (await readdir(join(folder, 'bundles/reads'))).filter((file) => file.endsWith('.mjs'));
    const texts = await Promise.all(
      files.map((file) => readFile(join(folder, 'bundles/reads', file), 'utf8')),
    );

    expect(texts.join('').length).toBeLessThan(2_000);
  });
});
