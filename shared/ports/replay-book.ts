import type { DifferenceKind, PolicyDifference } from '#shared/domain/policy-difference.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Timestamp } from '#shared/domain/time.ts';

/** The newest leads, or those that arrived in a period; `to` does not count any more. */
export type ReplaySpan = { readonly last: number } | { readonly from: Timestamp; readonly to: Timestamp };

/** Past leads to be judged by other rules. A draft that was never published has version 0. */
export interface ReplayOrder {
  readonly id: string;
  readonly orderedAt: Timestamp;
  readonly by: string;
  readonly policy: Policy;
  readonly span: ReplaySpan;
}

export interface ReplayReport {
  /** Leads judged by both; those never judged and duplicates do not count. */
  readonly judged: number;
  readonly skipped: number;
  /** How many leads of each kind; a lead can be of several. */
  readonly counts: Readonly<Record<DifferenceKind, number>>;
  /** Leads newly rejected that somebody had won: what the change would have cost. */
  readonly wonAndRejected: number;
  readonly tookMs: number;
}

export interface ReplayState {
  readonly id: string;
  readonly orderedAt: Timestamp;
  readonly by: string;
  readonly span: ReplaySpan;
  readonly policyVersion: number;
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  /** Leads looked at so far, of as many as there are thought to be. */
  readonly done: number;
  readonly total: number;
  readonly report?: ReplayReport;
}

export interface DifferencePage {
  readonly differences: readonly PolicyDifference[];
  /** Opaque; absent on the last page. */
  readonly next?: string;
}

/** Where replays are ordered, go on and are reported. What is in it is forgotten after a week. */
export interface ReplayBook {
  order(order: ReplayOrder): Promise<void>;
  findOrder(id: string): Promise<ReplayOrder | undefined>;
  find(id: string): Promise<ReplayState | undefined>;
  /** Says how far it is. One that is finished stays finished. */
  advance(id: string, done: number, total: number): Promise<void>;
  /**
   * Keeps differences in the order given, page by page from 0, at most `DIFFERENCES_PER_PAGE` in each. The same page
   * again replaces what it said before. An empty page ends them: what an earlier try kept after it does not count.
   */
  keep(id: string, page: number, differences: readonly PolicyDifference[]): Promise<void>;
  /** The first outcome counts. */
  finish(id: string, outcome: ReplayReport | 'failed'): Promise<void>;
  /** In the order they were kept; a page may be short, or even empty, while `next` is there. */
  differences(id: string, kind: DifferenceKind | undefined, cursor?: string): Promise<DifferencePage>;
}
