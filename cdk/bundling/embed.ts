import type { Plugin } from 'esbuild';
import { buildEmbedScript, readEmbedScripts } from '#functions/web-form/embed-script.ts';

export { buildEmbedScript };

/** Puts the built scripts of the embedded form, as texts, where the function would build them from source. */
export function embedScriptPlugin(): Plugin {
  return {
    name: 'embed-script',
    setup(build) {
      build.onLoad({ filter: /[\\/]web-form[\\/]embed-script\.ts$/ }, () => ({
        contents: [
          `const scripts = ${JSON.stringify(readEmbedScripts())};`,
          'export const readEmbedScripts = () => scripts;',
        ].join('\n'),
        loader: 'js',
      }));
    },
  };
}
