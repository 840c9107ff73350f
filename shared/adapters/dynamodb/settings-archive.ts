import {
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import type {
  ForceChange,
  Publication,
  PublishedVersion,
  Reinstatement,
  Settings,
  SettingsArchive,
  SettingsDocument,
  VersionEntry,
} from '#shared/ports/settings.ts';
import { count, keyOf, text, type Item } from './keys.ts';
import { fromStored } from './settings-content.ts';
import {
  ENTRY_ATTRIBUTES,
  toEntry,
  toForceChange,
  toForceWrites,
  toPointer,
  toPublished,
  toVersionItem,
  type ForcePointer,
} from './settings-items.ts';
import { cancellationReasons, isConditionFailure, withConflictRetries } from './transactions.ts';

/** Two people publish in the same moment: the second takes the next number. */
const MAX_NUMBER_TRIES = 10;

const DOCUMENTS: readonly SettingsDocument[] = ['sources', 'policy', 'team', 'destinations'];

/** How many versions, or changes of the one in force, a list goes back. */
const LISTED = 100;

export class DynamoDbSettingsArchive implements SettingsArchive {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #now: () => Date;

  constructor(client: DynamoDBClient, table: string, now: () => Date = () => new Date()) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  async publish(
    document: SettingsDocument,
    yaml: string,
    content: unknown,
    publication: Publication,
  ): Promise<number> {
    for (let tries = 1; tries <= MAX_NUMBER_TRIES; tries += 1) {
      const pointer = await this.#pointer(document);
      const version = await this.#publishNext(document, pointer, yaml, content, publication);
      if (version !== undefined) return version;
    }
    throw new Error(`somebody else keeps publishing ${document}`);
  }

  async publishOver(
    base: number,
    document: SettingsDocument,
    yaml: string,
    content: unknown,
    publication: Publication,
  ): Promise<number | 'superseded'> {
    const pointer = await this.#pointer(document);
    if (pointer.version !== base) return 'superseded';
    return (await this.#publishNext(document, pointer, yaml, content, publication)) ?? 'superseded';
  }

  async versions(document: SettingsDocument): Promise<readonly VersionEntry[]> {
    const items = await this.#newest(`SETTINGS#${document}`, LISTED, ENTRY_ATTRIBUTES);
    return items.map((item) => toEntry(document, item));
  }

  async version(document: SettingsDocument, version: number): Promise<PublishedVersion | undefined> {
    const item = await this.#get(keyOf.settingsVersion(document, version));
    return item === undefined ? undefined : toPublished(document, item);
  }

  async content<D extends SettingsDocument>(document: D, version: number): Promise<Settings[D] | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: keyOf.settingsVersion(document, version) }),
    );
    const json = text(item, 'content');
    return json === undefined ? undefined : fromStored(document, json, version);
  }

  async versionInForce(document: SettingsDocument): Promise<number | undefined> {
    return (await this.#pointer(document)).version;
  }

  async putInForce(
    document: SettingsDocument,
    version: number,
    { by, note }: Reinstatement,
  ): Promise<'done' | 'unknown-version'> {
    if ((await this.version(document, version)) === undefined) return 'unknown-version';
    for (let tries = 1; tries <= MAX_NUMBER_TRIES; tries += 1) {
      const pointer = await this.#pointer(document);
      if (pointer.version === version) return 'done';
      const change = { ...this.#changeTo(version, pointer), act: 'rolled-back', by } as const;
      const noted = note === undefined ? change : { ...change, note };
      if (await this.#write(toForceWrites(this.#table, document, noted, pointer))) return 'done';
    }
    throw new Error(`somebody else keeps publishing ${document}`);
  }

  async forceChanges(document: SettingsDocument): Promise<readonly ForceChange[]> {
    return (await this.#newest(`SETTINGS-FORCE#${document}`, LISTED)).map(toForceChange);
  }

  /** The version in force of every document. */
  async inForce(): Promise<Readonly<Partial<Record<SettingsDocument, number>>>> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: keyOf.settingsInForce() }),
    );
    return Object.fromEntries(
      DOCUMENTS.flatMap((name) => {
        const { version } = toPointer(name, item);
        return version === undefined ? [] : [[name, version]];
      }),
    );
  }

  /** Undefined when somebody else has taken the number, or moved the version in force, meanwhile. */
  async #publishNext(
    document: SettingsDocument,
    pointer: ForcePointer,
    yaml: string,
    content: unknown,
    { by, note, variables = {} }: Publication,
  ): Promise<number | undefined> {
    const version = (await this.#lastVersion(document)) + 1;
    const change = this.#changeTo(version, pointer);
    const noted = note === undefined ? { by } : { by, note };
    const published = { ...noted, document, version, publishedAt: change.at, text: yaml, variables };
    const put = {
      TableName: this.#table,
      Item: toVersionItem(published, content),
      ConditionExpression: 'attribute_not_exists(pk)',
    };
    const force = toForceWrites(this.#table, document, { ...change, ...noted, act: 'published' }, pointer);
    return (await this.#write([{ Put: put }, ...force])) ? version : undefined;
  }

  #changeTo(to: number, { version: from }: ForcePointer) {
    const at = this.#now().toISOString();
    return from === undefined ? { at, to } : { at, to, from };
  }

  async #pointer(document: SettingsDocument): Promise<ForcePointer> {
    return toPointer(document, await this.#get(keyOf.settingsInForce()));
  }

  /** All of it or, when a condition does not hold, nothing: then false. */
  async #write(writes: readonly TransactWriteItem[]): Promise<boolean> {
    try {
      await withConflictRetries(() =>
        this.#client.send(new TransactWriteItemsCommand({ TransactItems: [...writes] })),
      );
      return true;
    } catch (error) {
      if (cancellationReasons(error).some(isConditionFailure)) return false;
      throw error;
    }
  }

  async #lastVersion(document: SettingsDocument): Promise<number> {
    const [last] = await this.#newest(`SETTINGS#${document}`, 1, ENTRY_ATTRIBUTES);
    return last === undefined ? 0 : count(last, 'version');
  }

  async #get(key: Item): Promise<Item | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: key, ConsistentRead: true }),
    );
    return item;
  }

  /** A page of a query ends at 1 MB of what is read, whatever of it is asked for, so it goes on until there are enough. */
  async #newest(
    partition: string,
    wanted: number,
    attributes: readonly string[] = [],
  ): Promise<readonly Item[]> {
    const items: Item[] = [];
    let from: Item | undefined;
    do {
      const { Items: page = [], LastEvaluatedKey: next } = await this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: partition } },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: wanted - items.length,
          ...projection(attributes),
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      items.push(...page);
      from = next;
    } while (from !== undefined && items.length < wanted);
    return items;
  }
}

/** Every name is given another one: `by` and others are words of the language. */
function projection(attributes: readonly string[]) {
  if (attributes.length === 0) return {};
  return {
    ProjectionExpression: attributes.map((name) => `#${name}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map((name) => [`#${name}`, name])),
  };
}
