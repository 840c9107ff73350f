import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const replacement = fileURLToPath(new URL('environment-credentials.ts', import.meta.url));

/** Puts `environment-credentials.ts` where the SDK clients import their chain of credential providers. */
export function environmentCredentialsPlugin(): Plugin {
  return {
    name: 'environment-credentials',
    setup(build) {
      build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({ path: replacement }));
    },
  };
}
