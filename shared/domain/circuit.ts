import { HOUR_MS, MINUTE_MS, SECOND_MS, after, type Timestamp } from './time.ts';
import type { UncheckedReason } from './counterparty.ts';

/** One failure is chance, five in a row are an outage. */
const FAILURES_TO_OPEN = 5;

const OPEN_FOR_MS = MINUTE_MS;

/** Longer than one question lasts: whoever claimed the probe and died does not keep the circuit open for ever. */
const PROBE_MS = 15 * SECOND_MS;

const DAY_MS = 24 * HOUR_MS;

/** Moscow has been three hours ahead of UTC all the year round since 2014. */
const MOSCOW_AHEAD_MS = 3 * HOUR_MS;

/** Why a circuit is open: what a lead that was not asked about is told. */
export type CircuitReason = Exclude<UncheckedReason, 'no-inn'>;

/** What all functions know together of an outside system that may be in trouble. */
export interface Circuit {
  /** Counts the writes, so that of two who write after the same reading only one does. */
  readonly version: number;
  /** In a row, since it last answered. */
  readonly failures: number;
  /** Present while it is not to be asked; past that moment one probe is. */
  readonly open?: { readonly until: Timestamp; readonly because: CircuitReason };
}

/** How it failed. With `until` it said itself, or it is known, that asking before then is useless. */
export interface CircuitFailure {
  readonly because: CircuitReason;
  readonly until?: Timestamp;
}

/** A probe is the one question asked of an open circuit whose time is up. */
export type Asking = 'usual' | 'probe';

export const CLOSED_CIRCUIT: Circuit = { version: 0, failures: 0 };

export type Gate =
  | { readonly state: 'closed' }
  | { readonly state: 'half-open' }
  | { readonly state: 'open'; readonly until: Timestamp; readonly because: CircuitReason };

export function gateOf({ open }: Circuit, now: Date): Gate {
  if (open === undefined) return { state: 'closed' };
  return open.until > now.toISOString() ? { state: 'open', ...open } : { state: 'half-open' };
}

/** Whoever gets this written asks; for everybody else the circuit stays open that long. */
export function withProbe(circuit: Circuit, now: Date): Circuit {
  const because = circuit.open?.because ?? 'unavailable';
  return { ...next(circuit), open: { until: after(now, PROBE_MS), because } };
}

/**
 * The circuit after an answer; itself where nothing changes.
 *
 * Only a probe closes an open one: an answer to a question from before it was opened says nothing of now.
 */
export function afterAnswer(circuit: Circuit, asked: Asking): Circuit {
  if (asked === 'usual' && circuit.open !== undefined) return circuit;
  if (circuit.open === undefined && circuit.failures === 0) return circuit;
  return { version: circuit.version + 1, failures: 0 };
}

/** The circuit after a failure. A probe's failure opens it again, and nothing shortens how long it stays open. */
export function afterFailure(circuit: Circuit, failure: CircuitFailure, asked: Asking, now: Date): Circuit {
  const failures = circuit.failures + 1;
  const opens = asked === 'probe' || failure.until !== undefined || failures >= FAILURES_TO_OPEN;
  if (!opens) return { ...next(circuit), failures };
  const until = failure.until ?? after(now, OPEN_FOR_MS);
  const open = { until, because: failure.because };
  const kept = asked === 'usual' && circuit.open !== undefined && circuit.open.until > until;
  return { ...next(circuit), failures, open: kept ? circuit.open : open };
}

/** A day of the Russian registries, and with it a spent quota, ends at midnight in Moscow: 21:00 UTC. */
export function moscowMidnightAfter(now: Date): Timestamp {
  const moscow = now.getTime() + MOSCOW_AHEAD_MS;
  const midnight = (Math.floor(moscow / DAY_MS) + 1) * DAY_MS;
  return new Date(midnight - MOSCOW_AHEAD_MS).toISOString();
}

function next(circuit: Circuit): Circuit {
  return { ...circuit, version: circuit.version + 1 };
}
