import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { DEMO_SETTINGS } from '../lead-relay.ts';
import { readDemoSecrets } from '../settings.ts';
import type { SigningKeys } from './calls.ts';

const Sources = z.object({
  sources: z.array(
    z.object({
      id: z.string(),
      secrets: z.optional(z.array(z.string())),
      options: z.optional(z.record(z.string(), z.string())),
    }),
  ),
});

/** The keys of the demonstration's own sources, from where the running system has them too. */
export async function readSigningKeys(folder: string = DEMO_SETTINGS): Promise<SigningKeys> {
  const { sources } = Sources.parse(parse(await readFile(join(folder, 'sources.yaml'), 'utf8')));
  const secrets = await readDemoSecrets(folder);
  const source = (id: string) => sources.find((each) => each.id === id);
  const secretOf = (id: string) => secrets[source(id)?.secrets?.[0] ?? ''] ?? '';
  return {
    mangoKey: source('mango')?.options?.['apiKey'] ?? '',
    mangoSalt: secretOf('mango'),
    zadarmaSecret: secretOf('zadarma'),
  };
}
