import { setTimeout as pause } from 'node:timers/promises';
import type { DemoRequest } from './request.ts';

/** What one request came to: its answer in a few words, and how long it took. */
export interface Answered {
  readonly request: DemoRequest;
  /** 0 when no answer came at all. */
  readonly status: number;
  /** What the answer says in short: `received`, `repeated`, the code of a fault, or nothing. */
  readonly says: string;
  readonly durationMs: number;
}

export interface Sending {
  readonly url: string;
  readonly perSecond: number;
  readonly onAnswer: (answered: Answered) => void;
  readonly signal?: AbortSignal;
}

const ANSWER_LIMIT_MS = 15_000;

/**
 * Sends at an even rate whatever the answers take, as visitors do: a slow system is not spared.
 * Settles when the last one is answered.
 */
export async function sendAll(
  requests: readonly DemoRequest[],
  { url, perSecond, onAnswer, signal }: Sending,
): Promise<readonly Answered[]> {
  const startedAt = performance.now();
  const underWay: Promise<Answered>[] = [];
  for (const [index, request] of requests.entries()) {
    const dueMs = startedAt + (index * 1_000) / perSecond - performance.now();
    if (dueMs > 0) await pause(dueMs);
    if (signal?.aborted === true) break;
    underWay.push(
      send(request, url).then((answered) => {
        onAnswer(answered);
        return answered;
      }),
    );
  }
  return Promise.all(underWay);
}

async function send(request: DemoRequest, url: string): Promise<Answered> {
  const startedAt = performance.now();
  const { path, headers, body } = request;
  try {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'accept-language': 'ru', ...headers },
      body,
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    const text = await response.text();
    return {
      request,
      status: response.status,
      says: inShort(text),
      durationMs: performance.now() - startedAt,
    };
  } catch {
    return { request, status: 0, says: 'no answer', durationMs: performance.now() - startedAt };
  }
}

/** The outcome, or the code of the first field at fault, or of the problem. */
function inShort(text: string): string {
  const answer = parseObject(text);
  const [fault] = Array.isArray(answer['errors']) ? answer['errors'] : [];
  return [answer['outcome'], fault?.code, answer['code']].find((word) => typeof word === 'string') ?? '';
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
