import type { Lead } from '#shared/domain/lead.ts';
import { figuresOf } from '#shared/domain/reporting/lead-figures.ts';
import { facetOf, sumOfTallies, type Facet } from '#shared/domain/reporting/tally.ts';
import { zonedMoment } from '#shared/domain/time-zone.ts';
import type { ChangedLead, DayTally, ReportBook } from '#shared/ports/report-book.ts';

/** A book that has always just counted: it adds up the leads there are whenever it is read. */
export class InMemoryReportBook implements ReportBook {
  readonly #leads: () => readonly Lead[];

  constructor(leads: () => readonly Lead[]) {
    this.#leads = leads;
  }

  async changed(): Promise<readonly ChangedLead[]> {
    return [];
  }

  async countChanged(): Promise<number> {
    return 0;
  }

  async read(
    wanted: readonly { readonly facet: Facet; readonly day: string }[],
  ): Promise<readonly DayTally[]> {
    return wanted.map(({ facet, day }) => this.#tally(facet, day));
  }

  async readSpan(facet: Facet, from: string, to: string): Promise<readonly DayTally[]> {
    const days = [...new Set(this.#leads().map(dayOf))].filter((day) => from <= day && day <= to);
    return days.map((day) => this.#tally(facet, day));
  }

  async count(): Promise<'counted'> {
    return 'counted';
  }

  async find(): Promise<readonly string[]> {
    return [];
  }

  async findByWord(): Promise<readonly string[]> {
    return [];
  }

  #tally(facet: Facet, day: string): DayTally {
    const figures = this.#leads()
      .filter((lead) => dayOf(lead) === day)
      .flatMap(figuresOf)
      .filter((one) => facetOf(one) === facet);
    return { facet, day, version: 1, tally: sumOfTallies(figures.map((one) => ({ [one]: 1 }))) };
  }
}

function dayOf({ receivedAt }: Lead): string {
  return zonedMoment('Europe/Moscow', Date.parse(receivedAt)).date;
}
