import { dirname, join } from 'node:path';
import type { BuildResult, OutputFile, Plugin } from 'esbuild';
import type { BuiltDocument } from '#functions/console/openapi/build.ts';

/** Named in the bundles that read it, and nowhere else. */
export const DOCUMENT_FILE = 'openapi-document.json';

/**
 * Puts the document of the API into a file beside the bundle, and its reader where the function would make it from
 * the schemas: those of answers, and what describes them, are in no bundle.
 */
export function apiDocumentPlugin(): Plugin {
  return {
    name: 'api-document',
    setup(build) {
      let built: BuiltDocument | undefined;
      build.onLoad({ filter: /[\\/]console[\\/]openapi[\\/]find-document\.ts$/ }, async () => {
        const { buildText } = await import('#functions/console/openapi/build.ts');
        built = buildText();
        return { contents: readerOf(built), loader: 'js' };
      });
      build.onEnd((result) => {
        if (built !== undefined) addBeside(result, built);
      });
    },
  };
}

function readerOf({ version }: BuiltDocument): string {
  return [
    "import { readFile } from 'node:fs/promises';",
    'let text;',
    'export async function readDocument() {',
    `  text ??= await readFile(new URL('${DOCUMENT_FILE}', import.meta.url), 'utf8');`,
    `  return { version: ${JSON.stringify(version)}, text };`,
    '}',
  ].join('\n');
}

/** Beside every file that reads it. */
function addBeside({ outputFiles }: BuildResult, { version, text }: BuiltDocument): void {
  const contents = new TextEncoder().encode(text);
  const beside = (outputFiles ?? [])
    .filter((file) => !file.path.endsWith('.map') && file.text.includes(DOCUMENT_FILE))
    .map((file): OutputFile => ({
      path: join(dirname(file.path), DOCUMENT_FILE),
      contents,
      hash: version,
      text,
    }));
  outputFiles?.push(...beside);
}
