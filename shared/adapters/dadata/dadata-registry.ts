import type { CounterpartyRegistry, RegistryAnswer } from '#shared/ports/counterparty-registry.ts';
import type { Addresses } from '../http-client/address-guard.ts';
import { request, type HttpResult } from '../http-client/http-client.ts';
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

export interface DadataSettings {
  /** Up to and without `/findById/party`. */
  readonly baseUrl: string;
  /** The API key; undefined when nobody stored one. */
  token(): Promise<string | undefined>;
  now(): Date;
  readonly addresses?: Addresses;
}

type Question = { readonly query: string; readonly kpp?: string; readonly branch_type?: 'MAIN' };

type Found =
  | { readonly outcome: 'records'; readonly records: readonly PartyRecord[] }
  | Extract<RegistryAnswer, { outcome: 'unavailable' }>;

/** Asks DaData, `findById/party`. Its errors and its key never get into what is answered. */
export class DadataRegistry implements CounterpartyRegistry {
  readonly #settings: DadataSettings;

  constructor(settings: DadataSettings) {
    this.#settings = settings;
  }

  async find(inn: string, kpp: string | undefined, timeoutMs: number): Promise<RegistryAnswer> {
    const deadline = performance.now() + timeoutMs;
    const token = await this.#token();
    if (token.outcome === 'unavailable') return token;
    const ask = (question: Question) => this.#ask(question, token.value, deadline - performance.now());

    if (kpp !== undefined) {
      const byKpp = await ask({ query: inn, kpp });
      if (byKpp.outcome === 'unavailable') return byKpp;
      const record = pickRecord(byKpp.records, inn, kpp);
      if (record !== undefined && !isBranch(record)) return this.#found(record);
      if (record !== undefined) return this.#foundBranch(record, inn, ask);
    }
    const head = await ask({ query: inn, branch_type: 'MAIN' });
    if (head.outcome === 'unavailable') return head;
    const record = pickRecord(head.records, inn, kpp);
    return record === undefined ? { outcome: 'not-found' } : this.#found(record);
  }

  /** What is known of a branch is known even when its head office cannot be asked about any more. */
  async #foundBranch(
    branch: PartyRecord,
    inn: string,
    ask: (question: Question) => Promise<Found>,
  ): Promise<RegistryAnswer> {
    const head = await ask({ query: inn, branch_type: 'MAIN' });
    return this.#found(branch, head.outcome === 'records' ? pickRecord(head.records, inn) : undefined);
  }

  #found(record: PartyRecord, headOffice?: PartyRecord): RegistryAnswer {
    return { outcome: 'found', counterparty: toCounterparty(record, headOffice, this.#settings.now()) };
  }

  async #token() {
    try {
      const value = await this.#settings.token();
      if (value === undefined || !/^[\x21-\x7e]+$/.test(value)) return unavailable('misconfigured');
      return { outcome: 'token', value } as const;
    } catch {
      return unavailable('unavailable');
    }
  }

  async #ask(question: Question, token: string, timeoutMs: number): Promise<Found> {
    if (timeoutMs < MIN_QUESTION_MS) return unavailable('slow');
    const result = await request({
      method: 'POST',
      url: `${this.#settings.baseUrl.replace(/\/+$/, '')}/findById/party`,
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
      addresses: this.#settings.addresses ?? 'loopback-too',
      repeatable: true,
    });
    return toFound(result);
  }
}

/** 403 is also what a spent daily quota looks like, by far the likeliest once the key has worked. */
function toFound(result: HttpResult): Found {
  if (result.outcome !== 'answered')
    return unavailable(/timeout$/.test(result.reason) ? 'slow' : 'unavailable');
  if (result.status === 403) return unavailable('quota-spent');
  if (result.status === 429 || result.status >= 500) return unavailable('unavailable');
  if (result.status !== 200) return unavailable('misconfigured');
  const records = parseRecords(result.body);
  return records === undefined ? unavailable('unavailable') : { outcome: 'records', records };
}

function unavailable(because: Extract<RegistryAnswer, { outcome: 'unavailable' }>['because']) {
  return { outcome: 'unavailable', because } as const;
}
