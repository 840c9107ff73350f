import { builtinModules } from 'node:module';
import type { Plugin } from 'esbuild';

const NAMESPACE = 'builtin-module';
const names = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

/**
 * Gives a bundle the built-in modules of Node through `process.getBuiltinModule`.
 *
 * Importing `node:http` as an ES module reads every one of its exports at once, among them the lazy WebSocket,
 * and with it loads all of undici: 26 ms of each cold start (nodejs/node #57649). The object handed out here
 * stays lazy, and `import x`, `import * as x`, `import { y }` and `require` all read from it.
 */
export function builtinModulesPlugin(): Plugin {
  return {
    name: NAMESPACE,
    setup(build) {
      build.onResolve({ filter: /^[a-z_:/0-9]+$/ }, ({ path }) =>
        names.has(path) ? { path, namespace: NAMESPACE, sideEffects: false } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
        contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
        loader: 'js',
      }));
    },
  };
}
