import {
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type {
  PublishedVersion,
  Settings,
  SettingsArchive,
  SettingsDocument,
} from '#shared/ports/settings.ts';
import { count, keyOf, text, type Item } from './keys.ts';
import { fromStored } from './settings-content.ts';
import { cancellationReasons, isConditionFailure, withConflictRetries } from './transactions.ts';

/** Two people publish in the same moment: the second takes the next number. */
const MAX_NUMBER_TRIES = 5;

export class DynamoDbSettingsArchive implements SettingsArchive {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #now: () => Date;

  constructor(client: DynamoDBClient, table: string, now: () => Date = () => new Date()) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  async publish(document: SettingsDocument, yaml: string, content: unknown, by: string): Promise<number> {
    for (let tries = 1; ; tries += 1) {
      const version = (await this.#lastVersion(document)) + 1;
      if (await this.#write(document, version, yaml, content, by)) return version;
      if (tries === MAX_NUMBER_TRIES) throw new Error(`somebody else keeps publishing ${document}`);
    }
  }

  async versions(document: SettingsDocument): Promise<readonly PublishedVersion[]> {
    const { Items: items = [] } = await this.#queryVersions(document, 100);
    return items.map((item) => ({
      document,
      version: versionOf(item),
      publishedAt: text(item, 'publishedAt') ?? '',
      by: text(item, 'by') ?? '',
      text: text(item, 'yaml') ?? '',
    }));
  }

  async content<D extends SettingsDocument>(document: D, version: number): Promise<Settings[D] | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: keyOf.settingsVersion(document, version) }),
    );
    const json = text(item, 'content');
    return json === undefined ? undefined : fromStored(document, json, version);
  }

  async putInForce(document: SettingsDocument, version: number): Promise<'done' | 'unknown-version'> {
    if ((await this.content(document, version)) === undefined) return 'unknown-version';
    await this.#client.send(new UpdateItemCommand({ TableName: this.#table, ...inForce(document, version) }));
    return 'done';
  }

  /** The version in force of every document. */
  async inForce(): Promise<Readonly<Partial<Record<SettingsDocument, number>>>> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: keyOf.settingsInForce() }),
    );
    return Object.fromEntries(
      Object.entries(item ?? {}).flatMap(([name, value]) =>
        value.N === undefined ? [] : [[name, Number(value.N)]],
      ),
    );
  }

  async #write(
    document: SettingsDocument,
    version: number,
    yaml: string,
    content: unknown,
    by: string,
  ): Promise<boolean> {
    const put = {
      TableName: this.#table,
      Item: {
        ...keyOf.settingsVersion(document, version),
        yaml: { S: yaml },
        content: { S: JSON.stringify(content) },
        publishedAt: { S: this.#now().toISOString() },
        by: { S: by },
        version: { N: String(version) },
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    };
    const both = [{ Put: put }, { Update: { TableName: this.#table, ...inForce(document, version) } }];
    try {
      await withConflictRetries(() =>
        this.#client.send(new TransactWriteItemsCommand({ TransactItems: both })),
      );
      return true;
    } catch (error) {
      if (
        error instanceof ConditionalCheckFailedException ||
        cancellationReasons(error).some(isConditionFailure)
      )
        return false;
      throw error;
    }
  }

  async #lastVersion(document: SettingsDocument): Promise<number> {
    const { Items: items = [] } = await this.#queryVersions(document, 1);
    const [last] = items;
    return last === undefined ? 0 : versionOf(last);
  }

  #queryVersions(document: SettingsDocument, limit: number) {
    return this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: `SETTINGS#${document}` } },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: limit,
      }),
    );
  }
}

function inForce(document: SettingsDocument, version: number) {
  return {
    Key: keyOf.settingsInForce(),
    UpdateExpression: 'SET #document = :version',
    ExpressionAttributeNames: { '#document': document },
    ExpressionAttributeValues: { ':version': { N: String(version) } },
  };
}

function versionOf(item: Item): number {
  return count(item, 'version');
}
