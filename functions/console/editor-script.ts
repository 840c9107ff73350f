import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/** The script of the policy editor: too large to be a part of what is loaded on every cold start. */
export interface EditorScript {
  readonly version: string;
  readonly readText: () => Promise<string>;
}

export interface BuiltEditorScript {
  readonly version: string;
  readonly text: string;
}

let script: BuiltEditorScript | undefined;

/**
 * The script of the policy editor.
 *
 * Run from source it is built when it is first asked for. A bundle knows its version, has the text in a file beside it
 * that is read when somebody opens the editor (`cdk/bundling/policy-editor.ts`), and no esbuild.
 */
export function findEditorScript(): EditorScript {
  script ??= buildEditorScript();
  const { version, text } = script;
  return { version, readText: async () => text };
}

/** One file, without a name in the page's global scope. */
export function buildEditorScript(): BuiltEditorScript {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL('policy-editor/main.ts', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  });
  const text = outputFiles.map((file) => file.text).join('');
  return { version: createHash('sha256').update(text).digest('base64url').slice(0, 12), text };
}
