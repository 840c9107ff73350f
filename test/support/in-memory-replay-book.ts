import {
  DIFFERENCES_PER_PAGE,
  type DifferenceKind,
  type PolicyDifference,
} from '#shared/domain/policy-difference.ts';
import type {
  DifferencePage,
  ReplayBook,
  ReplayOrder,
  ReplayReport,
  ReplayState,
} from '#shared/ports/replay-book.ts';

const KEPT_MS = 7 * 24 * 3_600_000;

/** Replays in memory. */
export class InMemoryReplayBook implements ReplayBook {
  readonly #orders = new Map<string, ReplayOrder>();
  readonly #states = new Map<string, ReplayState>();
  readonly #pages = new Map<string, readonly PolicyDifference[]>();
  readonly #now: () => Date;

  constructor(now: () => Date = () => new Date(0)) {
    this.#now = now;
  }

  async order(order: ReplayOrder): Promise<void> {
    const { policy, ...rest } = order;
    this.#orders.set(order.id, order);
    const state = { ...rest, policyVersion: policy.version, state: 'queued', done: 0, total: 0 } as const;
    this.#states.set(order.id, state);
  }

  async findOrder(id: string): Promise<ReplayOrder | undefined> {
    const order = this.#orders.get(id);
    return order !== undefined && this.#isKept(order) ? order : undefined;
  }

  async find(id: string): Promise<ReplayState | undefined> {
    const state = this.#states.get(id);
    return state !== undefined && this.#isKept(state) ? state : undefined;
  }

  async advance(id: string, done: number, total: number): Promise<void> {
    this.#change(id, { state: 'running', done, total });
  }

  async keep(id: string, page: number, differences: readonly PolicyDifference[]): Promise<void> {
    if (differences.length > DIFFERENCES_PER_PAGE) throw new Error('too many differences for a page');
    this.#pages.set(`${id}/${page}`, differences);
  }

  async finish(id: string, outcome: ReplayReport | 'failed'): Promise<void> {
    if (outcome === 'failed') this.#change(id, { state: 'failed' });
    else this.#change(id, { state: 'done', report: outcome, done: outcome.judged + outcome.skipped });
  }

  async differences(id: string, kind: DifferenceKind | undefined, cursor?: string): Promise<DifferencePage> {
    const page = cursor === undefined || !/^\d{1,6}$/.test(cursor) ? 0 : Number(cursor);
    const kept = this.#pages.get(`${id}/${page}`) ?? [];
    if (kept.length === 0) return { differences: [] };
    const differences = kind === undefined ? kept : kept.filter(({ kinds }) => kinds.includes(kind));
    return { differences, next: String(page + 1) };
  }

  #change(id: string, change: Partial<ReplayState>): void {
    const state = this.#states.get(id);
    if (state === undefined || state.state === 'done' || state.state === 'failed') return;
    this.#states.set(id, { ...state, ...change });
  }

  #isKept({ orderedAt }: { readonly orderedAt: string }): boolean {
    return Date.parse(orderedAt) + KEPT_MS > this.#now().getTime();
  }
}
