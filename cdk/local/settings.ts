import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { checkSettings } from '#shared/contracts/settings/check-settings.ts';
import type { PublishedVersion, SettingsArchive, SettingsDocument } from '#shared/ports/settings.ts';

type Variables = Readonly<Record<string, string>>;

const DOCUMENTS: readonly SettingsDocument[] = ['sources', 'policy', 'team', 'destinations'];

/** Who publishes, in the versions' record: an edit made in the console is by somebody else. */
export const PUBLISHER = 'settings-folder';

export interface Published {
  readonly document: SettingsDocument;
  readonly version: number;
  /** False when the folder's document was published before, and is as it was. */
  readonly isNew: boolean;
}

/** Faults in the settings, each on a line of its own as `file:line: reason`. */
export class FaultySettingsError extends Error {
  override readonly name = 'FaultySettingsError';
}

interface CheckedDocument {
  readonly document: SettingsDocument;
  readonly text: string;
  readonly content: unknown;
}

/**
 * Publishes the documents of a folder that have changed since the folder was last published.
 *
 * All four are checked before the first is published. A version that somebody published in the console stays
 * in force until the folder itself changes.
 */
export async function publishFolder(
  folder: string,
  variables: Variables,
  archive: SettingsArchive,
): Promise<readonly Published[]> {
  const checked = await readFolder(folder, variables);
  const published: Published[] = [];
  for (const each of checked) published.push(await publishIfChanged(each, variables, archive));
  return published;
}

/** Reads and checks the four documents. Throws a `FaultySettingsError` that names every fault. */
export async function readFolder(folder: string, variables: Variables): Promise<readonly CheckedDocument[]> {
  const read = await Promise.all(DOCUMENTS.map((document) => readDocument(folder, document, variables)));
  const faults = read.flatMap((each) => ('faults' in each ? each.faults : []));
  if (faults.length > 0) throw new FaultySettingsError(faults.join('\n'));
  return read.flatMap((each) => ('faults' in each ? [] : [each]));
}

/** Demonstration secrets that lie beside demonstration settings; a company's own folder has none. */
export async function readDemoSecrets(folder: string): Promise<Record<string, string>> {
  const path = join(folder, 'demo-secrets.yaml');
  if (!existsSync(path)) return {};
  return z.record(z.string(), z.coerce.string()).parse(parse(await readFile(path, 'utf8')));
}

async function readDocument(
  folder: string,
  document: SettingsDocument,
  variables: Variables,
): Promise<CheckedDocument | { readonly faults: readonly string[] }> {
  const path = join(folder, `${document}.yaml`);
  if (!existsSync(path)) return { faults: [`${path}: the document is missing`] };
  const text = await readFile(path, 'utf8');
  const checked = checkSettings(document, text, variables);
  if (checked.outcome === 'ok') return { document, text, content: checked.content };
  const language = process.env['LANG']?.startsWith('ru') ? 'ru' : 'en';
  return {
    faults: checked.faults.map((fault) => `${path}:${fault.line}: ${fault.path}: ${fault.message[language]}`),
  };
}

/** The content is compared too, because what fills the placeholders may have changed: the port, for one. */
async function publishIfChanged(
  checked: CheckedDocument,
  variables: Variables,
  archive: SettingsArchive,
): Promise<Published> {
  const { document, text, content } = checked;
  const number = (await archive.versions(document)).find(({ by }) => by === PUBLISHER)?.version;
  const last = number === undefined ? undefined : await archive.version(document, number);
  if (last?.text === text) {
    const { version: _, ...before } = (await archive.content(document, last.version)) ?? { version: 0 };
    if (isDeepStrictEqual(before, JSON.parse(JSON.stringify(content)))) {
      return { document, version: last.version, isNew: false };
    }
    const kept = await fillAgain(last, variables, archive);
    if (kept !== undefined) return kept;
  }
  const version = await archive.publish(document, text, content, { by: PUBLISHER, variables });
  return { document, version, isNew: true };
}

/**
 * What somebody else has put in force since the folder was published, with the placeholders of this start.
 *
 * A start on another port must not undo a rule that the head of sales has changed in the console.
 */
async function fillAgain(
  { document, version: last }: PublishedVersion,
  variables: Variables,
  archive: SettingsArchive,
): Promise<Published | undefined> {
  const inForce = await archive.versionInForce(document);
  if (inForce === undefined || inForce === last) return undefined;
  const theirs = await archive.version(document, inForce);
  if (theirs === undefined) return undefined;
  if (isDeepStrictEqual(theirs.variables, variables)) return { document, version: inForce, isNew: false };
  const checked = checkSettings(document, theirs.text, variables);
  if (checked.outcome === 'faulty') return undefined;
  const { by, note, text } = theirs;
  const publication = { by, variables, ...(note === undefined ? {} : { note }) };
  return {
    document,
    version: await archive.publish(document, text, checked.content, publication),
    isNew: true,
  };
}
