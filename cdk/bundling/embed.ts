import type { Plugin } from 'esbuild';
import { buildEmbedScript } from '#functions/web-form/embed-script.ts';

export { buildEmbedScript };

/** Puts the built script of the embedded form, as a text, where the function would build it from source. */
export function embedScriptPlugin(): Plugin {
  return {
    name: 'embed-script',
    setup(build) {
      build.onLoad({ filter: /[\\/]web-form[\\/]embed-script\.ts$/ }, () => ({
        contents: [
          `const script = ${JSON.stringify(buildEmbedScript())};`,
          'export const readEmbedScript = () => script;',
        ].join('\n'),
        loader: 'js',
      }));
    },
  };
}
