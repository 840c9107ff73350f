import type { Lead } from '#shared/domain/lead.ts';
import type { FoundLeads, PastLeads } from '#shared/ports/past-leads.ts';
import type { ReplaySpan } from '#shared/ports/replay-book.ts';

/** Past leads in memory, a hundred at a time. */
export class InMemoryPastLeads implements PastLeads {
  readonly #all: () => readonly Lead[];

  constructor(all: () => readonly Lead[]) {
    this.#all = all;
  }

  async find(span: ReplaySpan, before: string): Promise<FoundLeads> {
    const newestFirst = this.#all()
      .filter(({ receivedAt }) => receivedAt < before)
      .toSorted((one, other) => (keyOf(one) < keyOf(other) ? 1 : -1));
    const found =
      'last' in span
        ? newestFirst.slice(0, span.last)
        : newestFirst.filter(({ receivedAt }) => receivedAt >= span.from && receivedAt < span.to);
    return { total: found.length, pages: pagesOf(found) };
  }
}

async function* pagesOf(leads: readonly Lead[]): AsyncIterable<readonly Lead[]> {
  for (let start = 0; start < leads.length; start += 100) yield leads.slice(start, start + 100);
}

function keyOf({ receivedAt, id }: Lead): string {
  return `${receivedAt}#${id}`;
}
