import {
  ConditionalCheckFailedException,
  PutItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { clientKeysOf, type ClientKey } from '#shared/domain/client-key.ts';
import type { EarlierOwner, Lead } from '#shared/domain/lead.ts';
import type { ClientOwners } from '#shared/ports/client-owners.ts';
import { readItems } from './batch-read.ts';
import type { ClientKeyHashing } from './client-book.ts';
import { count, keyOf, text, type Item } from './keys.ts';

const KEPT_SECONDS = 400 * 24 * 60 * 60;

/** A company has many mailboxes and colleagues share a domain, so a domain is nobody's own. */
const KEY_KINDS = ['inn', 'phone', 'email'] as const;

type Client = Pick<Lead, 'contact' | 'requisites'>;

/** A key as the table knows it. `inn` is the hash of the company a free mailbox has to be of. */
interface HashedKey {
  readonly hash: string;
  readonly inn?: string;
}

/** One item for each key of a client, beside the claims on it. */
export class DynamoDbClientOwners implements ClientOwners {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #hashing: ClientKeyHashing;
  readonly #now: () => Date;

  constructor(
    client: DynamoDBClient,
    table: string,
    hashing: ClientKeyHashing,
    now: () => Date = () => new Date(),
  ) {
    this.#client = client;
    this.#table = table;
    this.#hashing = hashing;
    this.#now = now;
  }

  async find(lead: Client): Promise<EarlierOwner | undefined> {
    const keys = await this.#keysOf(lead);
    if (keys.length === 0) return undefined;
    const items = await readItems(
      this.#client,
      this.#table,
      keys.map(({ hash }) => keyOf.clientOwner(hash)),
    );
    const byKey = new Map(items.map((item) => [text(item, 'pk'), item]));
    for (const key of keys) {
      const item = byKey.get(text(keyOf.clientOwner(key.hash), 'pk'));
      const owner = this.#isOver(item) || isOfAnotherCompany(item, key) ? undefined : toOwner(item);
      if (owner !== undefined) return owner;
    }
    return undefined;
  }

  async remember(lead: Client, owner: EarlierOwner): Promise<void> {
    const { inn } = lead.requisites;
    const innHash = inn === undefined ? undefined : await this.#hashing.hash('inn', inn);
    const keys = await this.#keysOf(lead);
    await Promise.all(keys.map(({ hash }) => this.#remember(hash, owner, innHash)));
  }

  async #remember(
    hash: string,
    { rep, leadId, at }: EarlierOwner,
    innHash: string | undefined,
  ): Promise<void> {
    const put = new PutItemCommand({
      TableName: this.#table,
      Item: {
        ...keyOf.clientOwner(hash),
        rep: { S: rep },
        leadId: { S: leadId },
        at: { S: at },
        expiresAt: { N: String(Math.ceil(Date.parse(at) / 1000) + KEPT_SECONDS) },
        ...(innHash === undefined ? {} : { inn: { S: innHash } }),
      },
      ConditionExpression: 'attribute_not_exists(pk) OR #at <= :at',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':at': { S: at } },
    });
    try {
      await this.#client.send(put);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  /** The strongest first. */
  async #keysOf(lead: Client): Promise<readonly HashedKey[]> {
    return Promise.all(clientKeysOf(lead, KEY_KINDS).map((key) => this.#hashed(key)));
  }

  async #hashed({ kind, value, onlyWithInn }: ClientKey): Promise<HashedKey> {
    const hash = await this.#hashing.hash(kind, value);
    return onlyWithInn === undefined ? { hash } : { hash, inn: await this.#hashing.hash('inn', onlyWithInn) };
  }

  /** The table deletes what has expired within days, not at once. */
  #isOver(item: Item | undefined): boolean {
    return count(item, 'expiresAt') * 1000 <= this.#now().getTime();
  }
}

function isOfAnotherCompany(item: Item | undefined, { inn }: HashedKey): boolean {
  const known = text(item, 'inn');
  return inn !== undefined && known !== undefined && known !== inn;
}

function toOwner(item: Item | undefined): EarlierOwner | undefined {
  const [rep, leadId, at] = [text(item, 'rep'), text(item, 'leadId'), text(item, 'at')];
  return rep === undefined || leadId === undefined || at === undefined ? undefined : { rep, leadId, at };
}
