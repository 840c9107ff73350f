import {
  TransactWriteItemsCommand,
  type CancellationReason,
  type DynamoDBClient,
  type Put,
} from '@aws-sdk/client-dynamodb';
import {
  canPassOn,
  claimsEndMs,
  claimsInTheWay,
  withClaim,
  withoutClaim,
  type ClaimTerms,
  type WantedClaim,
} from '#shared/domain/client-claims.ts';
import type { ClientKey } from '#shared/domain/client-key.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { ClientBook, KeyHolder } from '#shared/ports/client-book.ts';
import { readItems } from './batch-read.ts';
import { replaceClaims, toClaims } from './client-claims-item.ts';
import { count, keyOf, text, type Item } from './keys.ts';
import { isSameWrite, toItem, toNextVersion } from './lead-item.ts';
import {
  cancellationReasons,
  clientRequestToken,
  isConditionFailure,
  withConflictRetries,
} from './transactions.ts';

/** Others may write the same keys meanwhile; after this many the caller's queue tries again. */
const MAX_TRIES = 12;

/** Names clients so that nobody can tell them from their names. */
export interface ClientKeyHashing {
  hash(kind: string, value: string): Promise<string>;
}

/** A key as the table knows it, with the claim on it that a lead would make. */
interface Wish {
  readonly key: ClientKey;
  readonly hash: string;
  readonly claim: WantedClaim;
}

/**
 * The claims of a key are one item, replaced as a whole under the condition that it is as it was seen.
 *
 * A client nobody has seen yet, the usual case, is claimed without reading: that there is no item is the condition,
 * and its failure brings the claims. What they mean is then decided in the domain, where any number of them is easy.
 */
export class DynamoDbClientBook implements ClientBook {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #hashing: ClientKeyHashing;

  constructor(client: DynamoDBClient, table: string, hashing: ClientKeyHashing) {
    this.#client = client;
    this.#table = table;
    this.#hashing = hashing;
  }

  async claim(lead: Lead, keys: readonly ClientKey[], terms: ClaimTerms): ReturnType<ClientBook['claim']> {
    const item = toItem(lead);
    const wishes = await this.#wishesOf(lead, keys);
    let seen: SeenItems = new Map();
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const puts = wishes.map((wish) => this.#putClaim(wish, wish.claim, seen, terms));
      const refused = await this.#write([[lead, item]], puts);
      if (refused === undefined) return { outcome: 'claimed' };
      const [ofLead, ...ofClaims] = refused;
      if (isConditionFailure(ofLead))
        return { outcome: isSameWrite(item, ofLead?.Item) ? 'claimed' : 'outdated' };
      seen = seenAfter(seen, wishes, ofClaims);
      const holders = holdersOf(wishes, seen, terms);
      if (holders.length > 0) return { outcome: 'taken', holders };
    }
    throw new Error('the claims of a client kept changing');
  }

  async findHolders(
    lead: Lead,
    keys: readonly ClientKey[],
    terms: ClaimTerms,
  ): Promise<readonly KeyHolder[]> {
    const wishes = await this.#wishesOf(lead, keys);
    return holdersOf(wishes, await this.#read(wishes), terms);
  }

  async merge(
    duplicate: Lead,
    first: Lead,
    keys: readonly ClientKey[],
    terms: ClaimTerms,
  ): Promise<'done' | 'outdated'> {
    const wishes = await this.#wishesOf(duplicate, keys);
    return this.#writeBoth(duplicate, first, wishes, (seen) =>
      wishes
        .filter(({ hash, claim }) => canPassOn(toClaims(seen.get(hash)), claim, first.id, terms))
        .map((wish) => {
          const claim = { ...wish.claim, leadId: first.id, at: first.receivedAt };
          return this.#putClaim(wish, claim, seen, terms);
        }),
    );
  }

  async part(parted: Lead, first: Lead, onlyTheirs: readonly ClientKey[]): Promise<'done' | 'outdated'> {
    const wishes = await this.#wishesOf(first, onlyTheirs);
    return this.#writeBoth(parted, first, wishes, (seen) =>
      wishes.flatMap(({ hash }) => {
        const item = seen.get(hash);
        const claims = toClaims(item);
        const left = withoutClaim(claims, first.id);
        const endMs = count(item, 'expiresAt') * 1000;
        return left.length === claims.length ? [] : [replaceClaims(this.#table, hash, item, left, endMs)];
      }),
    );
  }

  /** Two leads and what follows from it for the claims, thought again when those have changed since they were read. */
  async #writeBoth(
    one: Lead,
    other: Lead,
    wishes: readonly Wish[],
    putsAfter: (seen: SeenItems) => readonly Put[],
  ): Promise<'done' | 'outdated'> {
    const [item, otherItem] = [toItem(one), toItem(other)];
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const puts = putsAfter(await this.#read(wishes));
      const refused = await this.#write(
        [
          [one, item],
          [other, otherItem],
        ],
        puts,
      );
      if (refused === undefined) return 'done';
      const [ofOne, ofOther] = refused;
      if (isConditionFailure(ofOne)) return isSameWrite(item, ofOne?.Item) ? 'done' : 'outdated';
      if (isConditionFailure(ofOther)) return 'outdated';
    }
    throw new Error('the claims of a client kept changing');
  }

  /** Why nothing was written, one reason for each lead and then for each put; undefined when all was. */
  async #write(
    leads: readonly (readonly [Lead, Item])[],
    puts: readonly Put[],
  ): Promise<readonly CancellationReason[] | undefined> {
    const command = new TransactWriteItemsCommand({
      ClientRequestToken: clientRequestToken(
        this.#table,
        ...leads.flatMap(([{ id }, { doc }]) => [id, doc?.B ?? '']),
        JSON.stringify(puts),
      ),
      TransactItems: [
        ...leads.map(([lead, item]) => ({ Update: toNextVersion(this.#table, lead, item) })),
        ...puts.map((put) => ({ Put: put })),
      ],
    });
    try {
      await withConflictRetries(() => this.#client.send(command));
      return undefined;
    } catch (error) {
      const reasons = cancellationReasons(error);
      if (!reasons.some(isConditionFailure)) throw error;
      return reasons;
    }
  }

  #putClaim({ hash }: Wish, claim: WantedClaim, seen: SeenItems, terms: ClaimTerms): Put {
    const item = seen.get(hash);
    const claims = withClaim(toClaims(item), claim, terms);
    return replaceClaims(this.#table, hash, item, claims, claimsEndMs(claims, terms.windowMs));
  }

  async #read(wishes: readonly Wish[]): Promise<SeenItems> {
    const keys = wishes.map(({ hash }) => keyOf.client(hash));
    const items = await readItems(this.#client, this.#table, keys);
    return new Map(wishes.map(({ hash }) => [hash, items.find((item) => text(item, 'pk') === pkOf(hash))]));
  }

  /** The lead's own company is compared by its hash too: an INN can be a person's. */
  async #wishesOf(lead: Lead, keys: readonly ClientKey[]): Promise<readonly Wish[]> {
    const { inn } = lead.requisites;
    const innHash = inn === undefined ? undefined : await this.#hashing.hash('inn', inn);
    const claim = {
      leadId: lead.id,
      at: lead.receivedAt,
      ...(innHash === undefined ? {} : { inn: innHash }),
    };
    return Promise.all(
      keys.map(async (key) => ({
        key,
        hash: await this.#hashing.hash(key.kind, key.value),
        claim: {
          ...claim,
          ...(key.onlyWithInn === undefined
            ? {}
            : { onlyWithInn: await this.#hashing.hash('inn', key.onlyWithInn) }),
        },
      })),
    );
  }
}

type SeenItems = ReadonlyMap<string, Item | undefined>;

/** What a refused write tells about the claims: those it was refused for are other than we thought. */
function seenAfter(
  seen: SeenItems,
  wishes: readonly Wish[],
  reasons: readonly CancellationReason[],
): SeenItems {
  return new Map(
    wishes.map(({ hash }, index) => {
      const reason = reasons[index];
      return [hash, isConditionFailure(reason) ? reason?.Item : seen.get(hash)];
    }),
  );
}

function holdersOf(wishes: readonly Wish[], seen: SeenItems, terms: ClaimTerms): readonly KeyHolder[] {
  return wishes.flatMap(({ key, hash, claim }) =>
    claimsInTheWay(toClaims(seen.get(hash)), claim, terms).map(({ leadId }) => ({ key, leadId })),
  );
}

function pkOf(hash: string): string | undefined {
  return text(keyOf.client(hash), 'pk');
}
