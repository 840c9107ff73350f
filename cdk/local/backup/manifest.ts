import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod/mini';
import { DATA_FORMAT } from '../folder-stamp.ts';

export const MANIFEST_FILE = 'manifest.json';

/** Names below the data folder, plain ones: what is restored never leaves the folder. */
const SafePath = z.string().check(z.regex(/^(?!\.)[\w.-]+(\/(?!\.)[\w.-]+)*$/));

const BackedUpFile = z.object({
  path: SafePath,
  bytes: z.int(),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

const Manifest = z.object({
  kind: z.literal('lead-relay-backup'),
  /** The data folder's format, see `folder-stamp.ts`. */
  format: z.int(),
  madeBy: z.string(),
  /** Every lead answered before this moment is in it. */
  begunAt: z.string(),
  wasRunning: z.boolean(),
  files: z.array(BackedUpFile),
});

/** What a backup says of itself, and by what its files are known. */
export type Manifest = z.output<typeof Manifest>;
export type BackedUpFile = z.output<typeof BackedUpFile>;

/** Reads a manifest. Throws a sentence when it is none, or of a release later than this one. */
export function readManifest(text: string): Manifest {
  const written = parseJson(text);
  const format = z.safeParse(z.object({ kind: z.literal('lead-relay-backup'), format: z.int() }), written);
  if (!format.success) throw new Error('This is no backup of Lead Relay: it has no manifest.');
  if (format.data.format > DATA_FORMAT) {
    throw new Error(
      `The backup has format ${format.data.format}, this release reads up to ${DATA_FORMAT}. ` +
        'Restore it with the release that made it, or a later one.',
    );
  }
  const manifest = z.safeParse(Manifest, written);
  if (!manifest.success) throw new Error('The manifest of this backup is damaged.');
  return manifest.data;
}

export async function describeFile(folder: string, path: string): Promise<BackedUpFile> {
  const full = join(folder, path);
  const found = await lstat(full);
  if (!found.isFile()) throw new Error(`${path} is no plain file.`);
  const hash = createHash('sha256');
  await pipeline(createReadStream(full), hash);
  return { path, bytes: found.size, sha256: hash.digest('hex') };
}

/** Names what differs from the manifest: missing, changed, or not listed. */
export async function findDamage(
  folder: string,
  { files }: Manifest,
  found: readonly string[],
): Promise<readonly string[]> {
  const listed = new Set([MANIFEST_FILE, ...files.map(({ path }) => path)]);
  const damage = found.filter((path) => !listed.has(path)).map((path) => `${path} does not belong to it`);
  for (const expected of files) {
    const actual = await describeFile(folder, expected.path).catch(() => undefined);
    if (actual === undefined) damage.push(`${expected.path} is missing`);
    else if (actual.sha256 !== expected.sha256) damage.push(`${expected.path} is not as it was written`);
  }
  return damage;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
