import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/** The form in a customer's page, and what it loads once somebody begins to fill it in. */
export interface EmbedScripts {
  readonly form: string;
  readonly checks: string;
}

let scripts: EmbedScripts | undefined;

/**
 * The scripts of the embedded form.
 *
 * Run from source they are built when they are first asked for. A bundle has the built texts in this module's place
 * (`cdk/bundling/embed.ts`), and no esbuild.
 */
export function readEmbedScripts(): EmbedScripts {
  scripts ??= { form: buildEmbedScript(), checks: buildChecksScript() };
  return scripts;
}

export function buildEmbedScript(): string {
  return build('embed/main.ts');
}

export function buildChecksScript(): string {
  return build('embed/checks.ts');
}

/** One file, without a name in the page's global scope. */
function build(entry: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles.map(({ text }) => text).join('');
}
