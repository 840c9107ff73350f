import { moscowMidnightAfter } from '#shared/domain/circuit.ts';
import type { CompanyId } from '#shared/domain/counterparty.ts';
import { MINUTE_MS, SECOND_MS, after } from '#shared/domain/time.ts';
import type { Addresses } from '../http-client/address-guard.ts';
import { request, retryAfterMs, type HttpAnswer, type HttpResult } from '../http-client/http-client.ts';
import type { Asked, RegistryClient } from '../registries/registry-client.ts';
import { parseAnswer, toCounterparty, type CheckoAnswer } from './checko-record.ts';

const MAX_SOCKETS = 2;

const CONNECT_TIMEOUT_MS = 1_500;

/** A company with all its owners and licences is some 150 kB. */
const MAX_ANSWER_BYTES = 1024 * 1024;

const MIN_QUESTION_MS = 20;

const MISCONFIGURED_FOR_MS = 5 * MINUTE_MS;

const PAUSE_MS = 30 * SECOND_MS;
const MOST_PAUSE_MS = 10 * MINUTE_MS;

export interface CheckoSettings {
  /** Up to and without `/v2/company`. */
  readonly baseUrl: string;
  /** The API key; undefined when nobody stored one. */
  key(): Promise<string | undefined>;
  now(): Date;
  readonly addresses?: Addresses;
}

/**
 * Asks Checko, which copies the registers of companies and of sole traders.
 *
 * The key is a part of its URLs. The HTTP client keeps URLs out of its reasons, and the texts of this registry's
 * errors are read here and not passed on, so that neither can carry the key further.
 */
export class CheckoRegistry implements RegistryClient {
  readonly #settings: CheckoSettings;

  constructor(settings: CheckoSettings) {
    this.#settings = settings;
  }

  async ask(company: CompanyId, timeoutMs: number): Promise<Asked> {
    const startedAt = performance.now();
    const path = pathFor(company);
    const key = await this.#settings.key().catch(() => 'unreadable' as const);
    if (path === undefined || key === undefined) return notAsked('misconfigured');
    if (key === 'unreadable') return notAsked('unavailable');
    const leftMs = timeoutMs - (performance.now() - startedAt);
    if (leftMs < MIN_QUESTION_MS) return notAsked('slow');
    const query = new URLSearchParams({ key, inn: company.id }).toString();
    const result = await request({
      method: 'GET',
      url: `${this.#settings.baseUrl.replace(/\/+$/, '')}${path}?${query}`,
      headers: { accept: 'application/json' },
      timeoutMs: leftMs,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      maxBytes: MAX_ANSWER_BYTES,
      maxSockets: MAX_SOCKETS,
      addresses: this.#settings.addresses ?? 'loopback-too',
      repeatable: true,
    });
    return toAsked(result, company, this.#settings.now());
  }
}

function pathFor({ country, id }: CompanyId): string | undefined {
  if (country !== 'RU') return undefined;
  if (id.length === 10) return '/v2/company';
  return id.length === 12 ? '/v2/entrepreneur' : undefined;
}

/** How it says an error by status is not documented; whatever the status, a body that says what is wrong counts first. */
function toAsked(result: HttpResult, company: CompanyId, now: Date): Asked {
  if (result.outcome !== 'answered')
    return unavailable(/timeout$/.test(result.reason) ? 'slow' : 'unavailable');
  const said = parseAnswer(result.body);
  if (result.status >= 500) return unavailable('unavailable');
  if (said?.outcome === 'error') return toError(said, result, now);
  if (result.status !== 200) return byStatus(result, now);
  if (said === undefined) return unavailable('unavailable');
  const counterparty = said.outcome === 'party' ? toCounterparty(said.party, company, now) : undefined;
  return counterparty === undefined ? { outcome: 'not-found' } : { outcome: 'found', counterparty };
}

function toError(
  { message }: Extract<CheckoAnswer, { outcome: 'error' }>,
  answer: HttpAnswer,
  now: Date,
): Asked {
  if (/не найден|отсутству|not found/i.test(message)) return { outcome: 'not-found' };
  if (/лимит|превы|исчерпан|баланс|средств|limit|quota|balance/i.test(message))
    return unavailable('quota-spent', moscowMidnightAfter(now));
  if (/ключ|key|доступ|access/i.test(message))
    return unavailable('misconfigured', after(now, MISCONFIGURED_FOR_MS));
  return byStatus(answer, now);
}

function byStatus(answer: HttpAnswer, now: Date): Asked {
  const { status } = answer;
  if (status === 402) return unavailable('quota-spent', moscowMidnightAfter(now));
  if (status === 429) {
    const wanted = retryAfterMs(answer, now) ?? PAUSE_MS;
    return unavailable('unavailable', after(now, Math.min(Math.max(wanted, SECOND_MS), MOST_PAUSE_MS)));
  }
  if (status >= 400 && status < 500) return unavailable('misconfigured', after(now, MISCONFIGURED_FOR_MS));
  return unavailable('unavailable');
}

type Unavailable = Extract<Asked, { outcome: 'unavailable' }>;

function unavailable(because: Unavailable['because'], retryAt?: string): Unavailable {
  return { outcome: 'unavailable', because, ...(retryAt === undefined ? {} : { retryAt }) };
}

function notAsked(because: Unavailable['because']): Asked {
  return { outcome: 'not-asked', because };
}
