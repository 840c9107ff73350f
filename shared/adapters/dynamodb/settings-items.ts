import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type {
  ForceChange,
  PublishedVersion,
  SettingsDocument,
  VersionEntry,
} from '#shared/ports/settings.ts';
import { count, keyOf, text, type Item } from './keys.ts';

/** What a list of versions needs; a text and its checked content can have 300 KB together. */
export const ENTRY_ATTRIBUTES = ['version', 'publishedAt', 'by', 'note'] as const;

export function toVersionItem(published: PublishedVersion, content: unknown): Item {
  const { document, version, text: yaml, publishedAt, by, note, variables } = published;
  return {
    ...keyOf.settingsVersion(document, version),
    yaml: { S: yaml },
    content: { S: JSON.stringify(content) },
    publishedAt: { S: publishedAt },
    by: { S: by },
    version: { N: String(version) },
    variables: { S: JSON.stringify(variables) },
    ...(note === undefined ? {} : { note: { S: note } }),
  };
}

export function toEntry(document: SettingsDocument, item: Item): VersionEntry {
  const note = text(item, 'note');
  return {
    document,
    version: count(item, 'version'),
    publishedAt: text(item, 'publishedAt') ?? '',
    by: text(item, 'by') ?? '',
    ...(note === undefined ? {} : { note }),
  };
}

/** Versions of earlier releases do not say what their placeholders were filled with. */
export function toPublished(document: SettingsDocument, item: Item): PublishedVersion {
  const variables: Record<string, string> = JSON.parse(text(item, 'variables') ?? '{}');
  return { ...toEntry(document, item), text: text(item, 'yaml') ?? '', variables };
}

/** Which version is in force, and how often that has changed so far. */
export interface ForcePointer {
  readonly version?: number;
  readonly changes: number;
}

export function toPointer(document: SettingsDocument, item: Item | undefined): ForcePointer {
  const changes = count(item, changesOf(document));
  return item?.[document] === undefined ? { changes } : { changes, version: count(item, document) };
}

/**
 * The two writes by which another version comes into force: the pointer everybody reads, and a line of its history.
 *
 * The pointer moves only from where it was read to be, so that the history's `from` is the truth.
 */
export function toForceWrites(
  table: string,
  document: SettingsDocument,
  change: ForceChange,
  { changes }: ForcePointer,
): readonly TransactWriteItem[] {
  const { from, to } = change;
  const pointer = {
    TableName: table,
    Key: keyOf.settingsInForce(),
    UpdateExpression: 'SET #document = :to, #changes = :next',
    ConditionExpression: [
      from === undefined ? 'attribute_not_exists(#document)' : '#document = :from',
      changes === 0 ? 'attribute_not_exists(#changes)' : '#changes = :changes',
    ].join(' AND '),
    ExpressionAttributeNames: { '#document': document, '#changes': changesOf(document) },
    ExpressionAttributeValues: {
      ':to': { N: String(to) },
      ':next': { N: String(changes + 1) },
      ...(from === undefined ? {} : { ':from': { N: String(from) } }),
      ...(changes === 0 ? {} : { ':changes': { N: String(changes) } }),
    },
  };
  const line = { ...keyOf.forceChange(document, changes + 1), ...toForceItem(change) };
  return [{ Update: pointer }, { Put: { TableName: table, Item: line } }];
}

function toForceItem({ act, at, by, from, to, note }: ForceChange): Item {
  return {
    act: { S: act },
    at: { S: at },
    by: { S: by },
    to: { N: String(to) },
    ...(from === undefined ? {} : { from: { N: String(from) } }),
    ...(note === undefined ? {} : { note: { S: note } }),
  };
}

/** Beside the version in the same item, under a name that no document has. */
function changesOf(document: SettingsDocument): string {
  return `${document}-changes`;
}

export function toForceChange(item: Item): ForceChange {
  const note = text(item, 'note');
  return {
    act: text(item, 'act') === 'rolled-back' ? 'rolled-back' : 'published',
    at: text(item, 'at') ?? '',
    by: text(item, 'by') ?? '',
    to: count(item, 'to'),
    ...(item['from'] === undefined ? {} : { from: count(item, 'from') }),
    ...(note === undefined ? {} : { note }),
  };
}
