import { UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { emptyWindow, waitMs, windowAt, type RateWindow } from '#shared/domain/rate-window.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import type { Admission, RateLimiter } from '#shared/ports/rate-limiter.ts';
import { count, keyOf } from './keys.ts';

/** What one environment may see of a key in a minute before it asks what the others see: a share of the limit. */
const SHARE_OF_LIMIT = 1 / 4;
/** As often as somebody corrects a form: an honest visitor costs the table nothing. */
const LEAST_SHARE = 5;

/** The table answers in milliseconds. Whoever is counted waits no longer than this, and is admitted. */
const TIMEOUT_MS = 250;

/** Keys an environment remembers, some 2 MB: a flood of addresses forgets the quietest ones first. */
const MAX_KEYS = 10_000;

const KEEP_SECONDS = 120;

/** What an environment knows of a key. */
interface Knowledge {
  /** The requests of all environments, as far as this one was told. */
  readonly window: RateWindow;
  /** Requests of this minute that this environment admitted and has not told the table. */
  readonly untold: number;
  /** Whether it tells the table in this minute. */
  readonly telling: boolean;
}

export interface RateLimiterOptions {
  readonly maxKeys?: number;
  /** Requests an environment admits by itself before it tells the table; a share of the limit where it is not given. */
  readonly countsAlone?: number;
}

/**
 * Counts in the environment's memory first, and in the table only what looks like a flood.
 *
 * Up to its share of a limit an environment admits by itself. From then on it tells the table all it has counted, one
 * write for each request it would admit, so that many environments hold a flood back together: they admit the limit,
 * and at most a share each before they first tell. Beyond the limit memory refuses, and the table hears nothing.
 * An environment that saw the limit reached tells from the next minute's first request on. Of the minute before, each
 * goes by what it knew itself.
 */
export class SharedRateLimiter implements RateLimiter {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #maxKeys: number;
  readonly #countsAlone: number | undefined;
  readonly #known = new Map<string, Knowledge>();

  constructor(
    client: DynamoDBClient,
    table: string,
    { maxKeys = MAX_KEYS, countsAlone }: RateLimiterOptions = {},
  ) {
    this.#client = client;
    this.#table = table;
    this.#maxKeys = maxKeys;
    this.#countsAlone = countsAlone;
  }

  async admit(key: string, perMinute: number, now: Date): Promise<Admission> {
    const known = knowledgeAt(this.#known.get(key), perMinute, now);
    const wait = waitMs(known.window, perMinute, now);
    if (wait > 0) {
      this.#remember(key, known);
      return tooMany(wait);
    }
    const next = withOneMore(known, this.#countsAlone ?? shareOf(perMinute));
    if (!next.telling) {
      this.#remember(key, next);
      return ADMITTED;
    }
    this.#remember(key, { ...next, untold: 0 });
    const everybody = await this.#tell(key, next);
    return everybody === undefined ? ADMITTED : this.#judge(key, everybody, perMinute, now);
  }

  /** Whether the request just counted fits into what everybody sent; it is the last of them. */
  #judge(key: string, everybody: RateWindow, perMinute: number, now: Date): Admission {
    const known = this.#known.get(key);
    if (known?.window.minute === everybody.minute && known.window.current < everybody.current)
      this.#remember(key, { ...known, window: everybody });
    const before = { ...everybody, current: everybody.current - 1 };
    if (waitMs(before, perMinute, now) === 0) return ADMITTED;
    return tooMany(waitMs(everybody, perMinute, now));
  }

  /** Adds what was counted here to what was counted everywhere. Undefined when the table does not answer. */
  async #tell(key: string, { window, untold }: Knowledge): Promise<RateWindow | undefined> {
    const minuteEndsAt = ((window.minute + 1) * MINUTE_MS) / 1000;
    try {
      const { Attributes: counted } = await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: keyOf.rate(key, window.minute),
          UpdateExpression: 'SET expiresAt = :expiresAt ADD requests :untold',
          ExpressionAttributeValues: {
            ':untold': { N: String(untold) },
            ':expiresAt': { N: String(minuteEndsAt + KEEP_SECONDS) },
          },
          ReturnValues: 'UPDATED_NEW',
        }),
        { abortSignal: AbortSignal.timeout(TIMEOUT_MS) },
      );
      return { ...window, current: count(counted, 'requests') };
    } catch {
      return undefined;
    }
  }

  /** The most recently seen keys are at the end, so that the first one is the one to forget. */
  #remember(key: string, knowledge: Knowledge): void {
    this.#known.delete(key);
    this.#known.set(key, knowledge);
    if (this.#known.size <= this.#maxKeys) return;
    const [quietest] = this.#known.keys();
    if (quietest !== undefined) this.#known.delete(quietest);
  }
}

const ADMITTED: Admission = { outcome: 'admitted' };

function tooMany(wait: number): Admission {
  return { outcome: 'too-many', retryAfterSeconds: Math.ceil(wait / 1000) };
}

function knowledgeAt(known: Knowledge | undefined, perMinute: number, now: Date): Knowledge {
  if (known === undefined) return { window: emptyWindow(now), untold: 0, telling: false };
  const window = windowAt(known.window, now);
  if (window.minute === known.window.minute) return known;
  return { window, untold: 0, telling: window.previous >= perMinute };
}

function shareOf(perMinute: number): number {
  return Math.max(LEAST_SHARE, Math.floor(perMinute * SHARE_OF_LIMIT));
}

function withOneMore({ window, untold, telling }: Knowledge, share: number): Knowledge {
  return {
    window: { ...window, current: window.current + 1 },
    untold: untold + 1,
    telling: telling || untold + 1 > share,
  };
}
