import type { PolicyDifference } from '#shared/domain/policy-difference.ts';
import type { DifferencePage } from '#shared/ports/replay-book.ts';
import type { ShadowBook, ShadowTally, ShadowTrial } from '#shared/ports/shadow-book.ts';

/** The trials of drafts in memory. */
export class InMemoryShadowBook implements ShadowBook {
  readonly #found = new Map<string, Map<string, PolicyDifference>>();
  readonly #tallies = new Map<string, ShadowTally>();
  readonly #perPage: number;
  #trial: ShadowTrial | undefined;

  constructor(perPage = 100) {
    this.#perPage = perPage;
  }

  async start(trial: ShadowTrial): Promise<void> {
    this.#trial = trial;
  }

  async current(): Promise<ShadowTrial | undefined> {
    return this.#trial;
  }

  async stop(id: string, at: string): Promise<void> {
    if (this.#trial?.id === id && this.#trial.until > at) this.#trial = { ...this.#trial, until: at };
  }

  async keep(id: string, difference: PolicyDifference): Promise<void> {
    const found = this.#found.get(id) ?? new Map<string, PolicyDifference>();
    found.set(`${difference.receivedAt}#${difference.leadId}`, difference);
    this.#found.set(id, found);
  }

  async differences(id: string, cursor?: string): Promise<DifferencePage> {
    const before = cursor === undefined ? '~' : Buffer.from(cursor, 'base64url').toString();
    const left = [...(this.#found.get(id) ?? [])]
      .filter(([key]) => key < before)
      .sort(([one], [other]) => (one < other ? 1 : -1));
    const page = left.slice(0, this.#perPage);
    const differences = page.map(([, difference]) => difference);
    const last = page.at(-1)?.[0];
    if (last === undefined || page.length === left.length) return { differences };
    return { differences, next: Buffer.from(last).toString('base64url') };
  }

  async tally(id: string): Promise<ShadowTally | undefined> {
    return this.#tallies.get(id);
  }

  async count(id: string, before: ShadowTally | undefined, tally: ShadowTally): Promise<'done' | 'outdated'> {
    const stored = this.#tallies.get(id);
    if (stored !== undefined && JSON.stringify(stored) === JSON.stringify(tally)) return 'done';
    if (stored?.upTo !== before?.upTo) return 'outdated';
    this.#tallies.set(id, tally);
    return 'done';
  }
}
