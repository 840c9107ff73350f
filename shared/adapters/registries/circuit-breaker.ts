import {
  CLOSED_CIRCUIT,
  afterAnswer,
  afterFailure,
  gateOf,
  withProbe,
  type Asking,
  type Circuit,
  type CircuitFailure,
  type CircuitReason,
} from '#shared/domain/circuit.ts';
import { SECOND_MS, type Timestamp } from '#shared/domain/time.ts';
import type { CircuitBook } from '#shared/ports/circuit-book.ts';
import type { Clock } from '#shared/ports/clock.ts';

/** How old what an environment knows may be: one reading serves all its leads of that time. */
const READ_EVERY_MS = 5 * SECOND_MS;

/** The book answers in milliseconds; a lead does not wait for a slow one. */
const READ_TIMEOUT_MS = 150;

/** Those who write at the same moment; each round writes at least one of them. */
const MAX_WRITES = 5;

export interface CircuitOpened {
  readonly system: string;
  readonly because: CircuitReason;
  readonly until: Timestamp;
}

export interface CircuitBreakerSettings {
  readonly system: string;
  readonly book: CircuitBook;
  readonly clock: Clock;
  /** Told once, by whoever opened it. */
  readonly opened?: ((event: CircuitOpened) => void) | undefined;
}

export type Admission =
  | { readonly admitted: true; readonly asking: Asking }
  | { readonly admitted: false; readonly because: CircuitReason; readonly until: Timestamp };

/**
 * Keeps leads from asking a system that is known to be in trouble.
 *
 * Whether it is, all functions know together, by the book. A book that cannot be read or written holds nobody up: then
 * each environment goes by what it saw itself.
 */
export class CircuitBreaker {
  readonly #settings: CircuitBreakerSettings;
  #known: Circuit = CLOSED_CIRCUIT;
  #readAtMs = Number.NEGATIVE_INFINITY;

  constructor(settings: CircuitBreakerSettings) {
    this.#settings = settings;
  }

  async admit(): Promise<Admission> {
    const now = this.#settings.clock.now();
    if (now.getTime() - this.#readAtMs >= READ_EVERY_MS) await this.#read();
    const gate = gateOf(this.#known, now);
    if (gate.state === 'closed') return { admitted: true, asking: 'usual' };
    if (gate.state === 'open') return { admitted: false, because: gate.because, until: gate.until };
    return this.#claimProbe(now);
  }

  async answered(asking: Asking): Promise<void> {
    await this.#change((circuit) => afterAnswer(circuit, asking));
  }

  async failed(failure: CircuitFailure, asking: Asking): Promise<void> {
    const now = this.#settings.clock.now();
    const { before, written } = await this.#change((circuit) => afterFailure(circuit, failure, asking, now));
    const isNew = asking === 'probe' || gateOf(before, now).state === 'closed';
    if (written.open !== undefined && isNew)
      this.#settings.opened?.({ system: this.#settings.system, ...written.open });
  }

  /** Of all environments one asks; the others find the circuit still open. */
  async #claimProbe(now: Date): Promise<Admission> {
    const { system, book } = this.#settings;
    const claim = withProbe(this.#known, now);
    const claimed = await book.save(system, claim).catch(() => 'saved' as const);
    if (claimed === 'saved') {
      this.#known = claim;
      return { admitted: true, asking: 'probe' };
    }
    await this.#read();
    const gate = gateOf(this.#known, now);
    if (gate.state === 'closed') return { admitted: true, asking: 'usual' };
    const { until, because } = this.#known.open ?? { until: now.toISOString(), because: 'unavailable' };
    return { admitted: false, because, until };
  }

  /** Nothing is written, or read, where nothing changes: that is every ordinary lead. */
  async #change(change: (circuit: Circuit) => Circuit) {
    for (let tries = 1; ; tries += 1) {
      const before = this.#known;
      const written = change(before);
      if (written === before) return { before, written };
      const saved = await this.#settings.book
        .save(this.#settings.system, written)
        .catch(() => 'saved' as const);
      if (saved === 'saved' || tries === MAX_WRITES) {
        this.#known = written;
        return { before, written };
      }
      await this.#read();
    }
  }

  async #read(): Promise<void> {
    const { system, book, clock } = this.#settings;
    this.#readAtMs = clock.now().getTime();
    const read = book.read(system).then((circuit) => {
      this.#known = circuit;
    });
    await withinTime(read, READ_TIMEOUT_MS);
  }
}

async function withinTime(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work.catch(() => undefined), tooSlow]);
  clearTimeout(timer);
}
