import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type OutputFile } from 'esbuild';
import { apiDocumentPlugin } from './bundling/api-document.ts';
import { builtinModulesPlugin } from './bundling/builtin-modules.ts';
import { embedScriptPlugin } from './bundling/embed.ts';
import { environmentCredentialsPlugin } from './bundling/environment-credentials-plugin.ts';
import { policyEditorPlugin } from './bundling/policy-editor.ts';

const FUNCTIONS = fileURLToPath(new URL('../functions', import.meta.url));

export interface BundleOptions {
  /** Bundles go to `bundles/<name>/index.mjs` below it, source maps to `source-maps/<name>/index.mjs.map`. */
  readonly outdir: string;
  /** Folder of function folders; each with an `index.ts` is bundled. */
  readonly functions?: string;
}

/**
 * Bundles every function, and answers with each one's folder by its name.
 *
 * Source maps lie beside the bundles, not in them: shipped, they would be read on every cold start.
 */
export async function bundleFunctions(options: BundleOptions): Promise<Record<string, string>> {
  const functions = options.functions ?? FUNCTIONS;
  const bundles = resolve(options.outdir, 'bundles');
  const names = await findFunctionNames(functions);

  const built = await Promise.all(names.map((name) => runEsbuild(functions, bundles, name)));
  await rm(bundles, { recursive: true, force: true });
  await Promise.all(
    built
      .flatMap(({ outputFiles }) => outputFiles)
      .map((file) => writeOutput(file, bundles, resolve(options.outdir, 'source-maps'))),
  );

  return Object.fromEntries(names.map((name) => [name, join(bundles, name)]));
}

async function findFunctionNames(functions: string): Promise<string[]> {
  const names = await readdir(functions);
  return names.filter((name) => existsSync(join(functions, name, 'index.ts'))).sort();
}

/** One by one: together they would share files, and each function is deployed with its own folder alone. */
function runEsbuild(functions: string, bundles: string, name: string) {
  return build({
    entryPoints: [join(functions, name, 'index.ts')],
    outdir: join(bundles, name),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What is imported when it is first needed is a file of its own, which no cold start has to read.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // Without it esbuild takes the CommonJS build of the SDK, which is half as large again and slower to load.
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    sourcemap: 'external',
    sourcesContent: false,
    write: false,
    logLevel: 'warning',
    plugins: [
      builtinModulesPlugin(),
      environmentCredentialsPlugin(),
      embedScriptPlugin(),
      policyEditorPlugin(),
      apiDocumentPlugin(),
    ],
  });
}

async function writeOutput(file: OutputFile, bundles: string, sourceMaps: string): Promise<void> {
  const path = file.path.endsWith('.map') ? join(sourceMaps, relative(bundles, file.path)) : file.path;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, file.contents);
}
