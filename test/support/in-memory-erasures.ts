import { finished, withErased, type ErasedKind, type Erasure, type Person } from '#shared/domain/erasure.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { ArrivalPage, ErasureBook, LeadErasure } from '#shared/ports/erasure-book.ts';
import type { InMemoryLeads } from './in-memory-leads.ts';

/** So few that a test of three leads needs two pages. */
const LEADS_PER_PAGE = 2;

/** Erasures over leads in memory, where nothing belongs to a lead but its place. `isBlind` names no lead beforehand. */
export class InMemoryErasures implements ErasureBook {
  readonly #leads: InMemoryLeads;
  readonly #isBlind: boolean;
  readonly #erasures = new Map<string, Erasure>();

  constructor(leads: InMemoryLeads, { isBlind = false }: { readonly isBlind?: boolean } = {}) {
    this.#leads = leads;
    this.#isBlind = isBlind;
  }

  all(): readonly Erasure[] {
    return [...this.#erasures.values()];
  }

  async open(erasure: Erasure): Promise<void> {
    this.#erasures.set(erasure.id, erasure);
  }

  async find(id: string): Promise<Erasure | undefined> {
    return this.#erasures.get(id);
  }

  async findNamed(_person: Person): Promise<readonly string[]> {
    return this.#isBlind ? [] : this.#leads.all().map(({ id }) => id);
  }

  async readArrivals(place: string | undefined, until: Timestamp): Promise<ArrivalPage> {
    const keyOf = ({ receivedAt, id }: { receivedAt: string; id: string }) => `${receivedAt}#${id}`;
    const leads = this.#leads
      .all()
      .filter((lead) => keyOf(lead) > (place ?? '') && lead.receivedAt <= until)
      .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
      .slice(0, LEADS_PER_PAGE);
    const last = leads.at(-1);
    return last === undefined ? { leads } : { leads, next: keyOf(last) };
  }

  async erase(
    { before, lead, release, parted }: LeadErasure,
    erasure: Erasure,
  ): Promise<Erasure | 'outdated'> {
    if (this.#isOutdated(erasure)) return 'outdated';
    const current = await this.#leads.find(lead.id);
    if (current?.version !== before.version) return 'outdated';
    await this.#leads.commit({ lead, ...(release === undefined ? {} : { release }) });
    const kinds: readonly ErasedKind[] = [
      'lead',
      ...(release === undefined ? [] : ['place' as const]),
      ...Array.from({ length: parted }, () => 'parted-lead' as const),
    ];
    return this.#put(withErased(erasure, kinds, lead.id));
  }

  async moveTo(place: string, erasure: Erasure): Promise<Erasure | 'outdated'> {
    if (this.#isOutdated(erasure)) return 'outdated';
    return this.#put({ ...erasure, version: erasure.version + 1, place });
  }

  async finish(erasure: Erasure, now: Date): Promise<Erasure | 'outdated'> {
    return this.#isOutdated(erasure) ? 'outdated' : this.#put(finished(erasure, now));
  }

  #isOutdated({ id, version }: Erasure): boolean {
    return this.#erasures.get(id)?.version !== version;
  }

  #put(erasure: Erasure): Erasure {
    this.#erasures.set(erasure.id, erasure);
    return erasure;
  }
}
