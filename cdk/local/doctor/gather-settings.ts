import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDbSettingsArchive } from '#shared/adapters/dynamodb/settings-archive.ts';
import { checkSettings, type SettingsContent } from '#shared/contracts/settings/check-settings.ts';
import type { Language } from '#shared/domain/language.ts';
import type { PublishedVersion, SettingsDocument } from '#shared/ports/settings.ts';
import { DEMO_SETTINGS } from '../lead-relay.ts';
import { PUBLISHER } from '../settings.ts';
import { variablesOf } from '../settings-variables.ts';
import type { DocumentFacts, SettingsFacts } from './facts.ts';
import type { TableRoom } from './table-room.ts';

const DOCUMENTS: readonly SettingsDocument[] = ['sources', 'policy', 'team', 'destinations'];

export interface SettingsPlace {
  readonly folder: string;
  /** The system's address, which fills the placeholders. */
  readonly url: string;
  readonly isRunning: boolean;
  readonly language: Language;
}

/** What the table has of a document. */
interface Archived {
  readonly inForce?: PublishedVersion | undefined;
  /** The text that the settings folder published last. */
  readonly byFolder?: string | undefined;
}

export type Archive = Readonly<Partial<Record<SettingsDocument, Archived>>>;

export async function readArchive({ client, table }: TableRoom): Promise<Archive> {
  const archive = new DynamoDbSettingsArchive(client, table);
  const entries = DOCUMENTS.map(async (document) => {
    const version = await archive.versionInForce(document);
    const inForce = version === undefined ? undefined : await archive.version(document, version);
    const number = (await archive.versions(document)).find(({ by }) => by === PUBLISHER)?.version;
    const byFolder = number === undefined ? undefined : (await archive.version(document, number))?.text;
    return [document, { inForce, byFolder }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

export async function gatherSettings(place: SettingsPlace, archive: Archive): Promise<SettingsFacts> {
  const read = await Promise.all(
    DOCUMENTS.map((document) => gatherDocument(document, place, archive[document] ?? {})),
  );
  const [sources, policy, team, destinations] = read.map(({ facts }) => facts);
  if (!sources || !policy || !team || !destinations)
    throw new Error('A settings document was not looked at.');
  return {
    folder: place.folder,
    isDemonstration: place.folder === DEMO_SETTINGS,
    documents: { sources, policy, team, destinations },
    content: Object.assign({}, ...read.map(({ content }) => content)),
  };
}

interface GatheredDocument {
  readonly facts: DocumentFacts;
  readonly content: Partial<SettingsContent>;
}

async function gatherDocument(
  document: SettingsDocument,
  { folder, url, isRunning, language }: SettingsPlace,
  { inForce, byFolder }: Archived,
): Promise<GatheredDocument> {
  const variables = variablesOf(url);
  const path = join(folder, `${document}.yaml`);
  const text = existsSync(path) ? await readFile(path, 'utf8') : undefined;
  const checked = text === undefined ? undefined : checkSettings(document, text, variables);
  const faults =
    checked?.outcome === 'faulty'
      ? checked.faults.map(({ line, path: at, message }) => `${path}:${line}: ${at}: ${message[language]}`)
      : [];
  const isUnpublished = byFolder !== undefined && text !== byFolder;
  const published = inForce === undefined ? undefined : checkSettings(document, inForce.text, variables);
  const judged = isRunning || !isUnpublished ? (published ?? checked) : checked;
  return {
    facts: {
      faults: checked === undefined ? [`${path}: ${MISSING[language]}`] : faults,
      isUnpublished,
      differs: inForce !== undefined && text !== inForce.text,
      ...(inForce === undefined
        ? {}
        : { inForce: { version: inForce.version, by: inForce.by, at: inForce.publishedAt } }),
    },
    content: judged?.outcome === 'ok' ? { [document]: judged.content } : {},
  };
}

const MISSING = { ru: 'файла нет', en: 'the file is missing' };
