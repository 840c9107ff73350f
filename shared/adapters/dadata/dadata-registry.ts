import { createHash } from 'node:crypto';
import type { CompanyId } from '#shared/domain/counterparty.ts';
import { moscowMidnightAfter } from '#shared/domain/circuit.ts';
import { MINUTE_MS, SECOND_MS, after } from '#shared/domain/time.ts';
import type { KeyHistory } from '#shared/ports/key-history.ts';
import type { Addresses } from '../http-client/address-guard.ts';
import { request, retryAfterMs, type HttpAnswer, type HttpResult } from '../http-client/http-client.ts';
import type { Asked, RegistryClient } from '../registries/registry-client.ts';
import { isBranch, parseRecords, pickRecord, toCounterparty, type PartyRecord } from './party-record.ts';

/** The service counts new connections, 60 a minute for one address; a few kept ones are plenty. */
const MAX_SOCKETS = 2;

const CONNECT_TIMEOUT_MS = 1_500;

/** A head office with all its blocks filled is some 30 kB; twenty records are still below this. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** Most records one question may bring. */
const MAX_RECORDS = 20;

/** With less time than this left, a further question could only come back as a time-out. */
const MIN_QUESTION_MS = 20;

/** Somebody has to mend it; asking every few minutes shows soon enough that they did. */
const MISCONFIGURED_FOR_MS = 5 * MINUTE_MS;

/** Too many requests: the limit is by the second, unless the service asks for more. */
const PAUSE_MS = 10 * SECOND_MS;
const MOST_PAUSE_MS = 10 * MINUTE_MS;

const SYSTEM = 'dadata';

/** What the service lets one address do, as far as we count it ourselves. */
export interface OwnLimits {
  mayAsk(): Promise<boolean>;
  mayConnect(): Promise<boolean>;
}

export interface DadataSettings {
  /** Up to and without `/findById/party`. */
  readonly baseUrl: string;
  /** The API key; undefined when nobody stored one. */
  token(): Promise<string | undefined>;
  now(): Date;
  readonly keys: KeyHistory;
  readonly limits?: OwnLimits;
  readonly addresses?: Addresses;
}

type Question = { readonly query: string; readonly kpp?: string; readonly branch_type?: 'MAIN' };

type NoRecords = Extract<Asked, { outcome: 'unavailable' | 'not-asked' }>;
type Found = { readonly outcome: 'records'; readonly records: readonly PartyRecord[] } | NoRecords;

/** Asks DaData, `findById/party`. Its errors and its key never get into what is answered. */
export class DadataRegistry implements RegistryClient {
  readonly #settings: DadataSettings;

  constructor(settings: DadataSettings) {
    this.#settings = settings;
  }

  async ask({ country, id: inn, kpp }: CompanyId, timeoutMs: number): Promise<Asked> {
    if (country !== 'RU') return notAsked('misconfigured');
    const deadline = performance.now() + timeoutMs;
    const token = await this.#token();
    if (token.outcome === 'not-asked') return token;
    const ask = (question: Question) => this.#question(question, token.value, deadline - performance.now());

    if (kpp !== undefined) {
      const byKpp = await ask({ query: inn, kpp });
      if (byKpp.outcome !== 'records') return byKpp;
      const record = pickRecord(byKpp.records, inn, kpp);
      if (record !== undefined && !isBranch(record)) return this.#found(record);
      if (record !== undefined) return this.#foundBranch(record, inn, ask);
    }
    const head = await ask({ query: inn, branch_type: 'MAIN' });
    if (head.outcome !== 'records') return head;
    const record = pickRecord(head.records, inn, kpp);
    return record === undefined ? { outcome: 'not-found' } : this.#found(record);
  }

  /** What is known of a branch is known even when its head office cannot be asked about any more. */
  async #foundBranch(
    branch: PartyRecord,
    inn: string,
    ask: (question: Question) => Promise<Found>,
  ): Promise<Asked> {
    const head = await ask({ query: inn, branch_type: 'MAIN' });
    return this.#found(branch, head.outcome === 'records' ? pickRecord(head.records, inn) : undefined);
  }

  #found(record: PartyRecord, headOffice?: PartyRecord): Asked {
    return { outcome: 'found', counterparty: toCounterparty(record, headOffice, this.#settings.now()) };
  }

  async #token() {
    try {
      const value = await this.#settings.token();
      if (value === undefined || !/^[\x21-\x7e]+$/.test(value)) return notAsked('misconfigured');
      return { outcome: 'token', value } as const;
    } catch {
      return notAsked('unavailable');
    }
  }

  /** Beyond a limit of the service the lead goes on at once; it never waits for its turn. */
  async #question(question: Question, token: string, timeoutMs: number): Promise<Found> {
    const { baseUrl, limits, addresses } = this.#settings;
    if (timeoutMs < MIN_QUESTION_MS) return notAsked('slow');
    if (limits !== undefined && !(await limits.mayAsk())) return notAsked('slow');
    const result = await request({
      method: 'POST',
      url: `${baseUrl.replace(/\/+$/, '')}/findById/party`,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: `Token ${token}`,
      },
      body: JSON.stringify({ ...question, count: MAX_RECORDS }),
      timeoutMs,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      maxBytes: MAX_ANSWER_BYTES,
      maxSockets: MAX_SOCKETS,
      addresses: addresses ?? 'loopback-too',
      repeatable: true,
      ...(limits === undefined ? {} : { mayConnect: () => limits.mayConnect() }),
    });
    return this.#toFound(result, token);
  }

  async #toFound(result: HttpResult, token: string): Promise<Found> {
    if (result.outcome !== 'answered') return toSilence(result.reason);
    const { keys, now } = this.#settings;
    if (result.status === 403) return this.#toRefusal(token);
    if (result.status === 429) return pauseOf(result, now());
    if (result.status >= 500) return unavailable('unavailable');
    if (result.status !== 200) return unavailable('misconfigured', after(now(), MISCONFIGURED_FOR_MS));
    const records = parseRecords(result.body);
    if (records === undefined) return unavailable('unavailable');
    await keys.noteWorked(SYSTEM, fingerprintOf(token), now()).catch(() => undefined);
    return { outcome: 'records', records };
  }

  /** A wrong key and a spent daily quota are refused in the same words; a key that has worked is not wrong. */
  async #toRefusal(token: string): Promise<NoRecords> {
    const now = this.#settings.now();
    const worked = await this.#settings.keys.hasWorked(SYSTEM, fingerprintOf(token)).catch(() => false);
    return worked
      ? unavailable('quota-spent', moscowMidnightAfter(now))
      : unavailable('misconfigured', after(now, MISCONFIGURED_FOR_MS));
  }
}

function toSilence(reason: string): NoRecords {
  if (reason === 'too-many-connections') return notAsked('slow');
  return unavailable(/timeout$/.test(reason) ? 'slow' : 'unavailable');
}

function pauseOf(answer: HttpAnswer, now: Date): NoRecords {
  const wanted = retryAfterMs(answer, now) ?? PAUSE_MS;
  return unavailable('unavailable', after(now, Math.min(Math.max(wanted, SECOND_MS), MOST_PAUSE_MS)));
}

/** Names a key without giving it away: 48 bits of its hash. */
function fingerprintOf(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 12);
}

type Because = NoRecords['because'];

function unavailable(because: Because, retryAt?: string): NoRecords {
  return { outcome: 'unavailable', because, ...(retryAt === undefined ? {} : { retryAt }) };
}

function notAsked(because: Because) {
  return { outcome: 'not-asked', because } as const;
}
