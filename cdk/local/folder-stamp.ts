import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

/**
 * How a data folder is laid out. The next number is for a change that an earlier release would misread: of the table
 * engine's file, of the keys in the table, of the secrets' file. A release opens folders of its own number and below.
 */
export const DATA_FORMAT = 1;

export const STAMP_FILE = 'folder.json';

const Start = z.object({
  /** The release, `0.1.0 (7096a46)`. */
  by: z.string(),
  at: z.string(),
  url: z.string(),
  /** Of the table engine while it runs. */
  dynamodb: z.string(),
  /** `elsewhere` when the leads are in a DynamoDB that was there before. */
  tables: z.enum(['here', 'elsewhere']),
  settingsFolder: z.optional(z.string()),
});

const Stamp = z.object({
  format: z.int(),
  madeBy: z.string(),
  madeAt: z.string(),
  lastStart: Start,
});

/** What a data folder says of itself: who made it, and how it was started last. No secrets, nothing personal. */
export type FolderStamp = z.output<typeof Stamp>;
export type FolderStart = z.output<typeof Start>;

/** Undefined for a folder that was never started, or by a release before there were stamps. */
export async function readStamp(folder: string): Promise<FolderStamp | undefined> {
  const path = join(folder, STAMP_FILE);
  if (!existsSync(path)) return undefined;
  const stamp = z.safeParse(Stamp, parseJson(await readFile(path, 'utf8')));
  return stamp.success ? stamp.data : undefined;
}

/** Throws when a later release has made the folder into something that this one does not understand. */
export async function refuseNewerFolder(folder: string): Promise<void> {
  const stamp = await readStamp(folder);
  if (stamp === undefined || stamp.format <= DATA_FORMAT) return;
  throw new Error(
    `The data folder ${folder} has format ${stamp.format}, made by ${stamp.lastStart.by}; this release reads up to ${DATA_FORMAT}. ` +
      'Start that release or a later one, or restore a backup from before the upgrade.',
  );
}

export async function stampFolder(folder: string, lastStart: FolderStart): Promise<void> {
  const before = await readStamp(folder);
  const { madeBy, madeAt } = before ?? { madeBy: lastStart.by, madeAt: lastStart.at };
  const path = join(folder, STAMP_FILE);
  // Moved into its place, so that a machine that loses its power leaves a whole one.
  await writeFile(
    `${path}.next`,
    JSON.stringify({ format: DATA_FORMAT, madeBy, madeAt, lastStart }, null, 2),
  );
  await rename(`${path}.next`, path);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
