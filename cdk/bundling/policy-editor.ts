import { dirname, join } from 'node:path';
import type { BuildResult, OutputFile, Plugin } from 'esbuild';
import { buildEditorScript, type BuiltEditorScript } from '#functions/console/editor-script.ts';

export { buildEditorScript };

/** Named in the bundles that read it, and nowhere else. */
export const EDITOR_FILE = 'policy-editor-script.js';

/**
 * Puts the built script of the policy editor into a file beside the bundle, and its reader where the function would
 * build it from source: most of a megabyte that no cold start has to load.
 */
export function policyEditorPlugin(): Plugin {
  return {
    name: 'policy-editor',
    setup(build) {
      let script: BuiltEditorScript | undefined;
      build.onLoad({ filter: /[\\/]console[\\/]editor-script\.ts$/ }, () => {
        script = buildEditorScript();
        return { contents: readerOf(script), loader: 'js' };
      });
      build.onEnd((result) => {
        if (script !== undefined) addBeside(result, script);
      });
    },
  };
}

function readerOf({ version }: BuiltEditorScript): string {
  return [
    "import { readFile } from 'node:fs/promises';",
    `const readText = () => readFile(new URL('${EDITOR_FILE}', import.meta.url), 'utf8');`,
    `const script = { version: ${JSON.stringify(version)}, readText };`,
    'export const findEditorScript = () => script;',
  ].join('\n');
}

/** Beside every bundle that reads it. */
function addBeside({ outputFiles }: BuildResult, { version, text }: BuiltEditorScript): void {
  const contents = new TextEncoder().encode(text);
  const beside = (outputFiles ?? [])
    .filter((file) => !file.path.endsWith('.map') && file.text.includes(EDITOR_FILE))
    .map((file): OutputFile => ({
      path: join(dirname(file.path), EDITOR_FILE),
      contents,
      hash: version,
      text,
    }));
  outputFiles?.push(...beside);
}
