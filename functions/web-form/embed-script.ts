import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const ENTRY = fileURLToPath(new URL('embed/main.ts', import.meta.url));

let script: string | undefined;

/**
 * The script that draws the form in a customer's page.
 *
 * Run from source it is built when it is first asked for. A bundle has the built text in this module's place
 * (`cdk/bundling/embed.ts`), and no esbuild.
 */
export function readEmbedScript(): string {
  script ??= buildEmbedScript();
  return script;
}

/** Builds the script: one file, without a name in the page's global scope. */
export function buildEmbedScript(): string {
  const { outputFiles } = buildSync({
    entryPoints: [ENTRY],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    // Safari before 16.4 cannot even read a script with such an expression in it. Made only where they are used,
    // they fail there alone, and the field is left for the server to check.
    supported: { 'regexp-lookbehind-assertions': false },
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles.map(({ text }) => text).join('');
}
