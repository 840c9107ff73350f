import type { Lead } from '#shared/domain/lead.ts';
import type { Figure, Tally } from '#shared/domain/reporting/figure.ts';
import type { Facet } from '#shared/domain/reporting/tally.ts';
import type { Timestamp } from '#shared/domain/time.ts';

/** As what a lead is counted at present: on which day, with which figures; and under which terms it can be found. */
export interface Counted {
  /** The local date of its arrival, `2026-11-23`, as it was counted. */
  readonly day: string;
  readonly figures: readonly Figure[];
  /** Opaque: terms as the finder has hashed them. */
  readonly terms: readonly string[];
}

/** A lead that has changed since it was counted, or never was. */
export interface ChangedLead {
  readonly lead: Lead;
  readonly counted?: Counted;
}

/** The tally of one facet on one day; `version` 0 of one that is not there yet. */
export interface DayTally {
  readonly facet: Facet;
  readonly day: string;
  readonly version: number;
  readonly tally: Tally;
}

/** Leads counted anew, and what that makes of the tallies they are in. */
export interface Recount {
  readonly leads: readonly { readonly lead: Lead; readonly before?: Counted; readonly now: Counted }[];
  /** With the version that was read. */
  readonly tallies: readonly DayTally[];
}

/** Leads that one recount takes at most: all of it is one transaction. */
export const MAX_LEADS_IN_RECOUNT = 40;

export interface ReportBook {
  /** Leads received before a moment that are not counted as they are now, earliest first. */
  changed(receivedBefore: Timestamp, limit: number): Promise<readonly ChangedLead[]>;

  /** How many more there are, up to `most`. */
  countChanged(most: number): Promise<number>;

  /** The tallies of some days; one that is not there is empty. */
  read(wanted: readonly { readonly facet: Facet; readonly day: string }[]): Promise<readonly DayTally[]>;

  /** The tallies from one day to another, both included; days without leads are left out. */
  readSpan(facet: Facet, from: string, to: string): Promise<readonly DayTally[]>;

  /** Counts all of them or none: `outdated` when a lead or a tally has changed since it was read. */
  count(recount: Recount): Promise<'counted' | 'outdated'>;

  /** Ids of leads that can be found by a term, newest first. */
  find(term: string, limit: number): Promise<readonly string[]>;

  /** Ids by the beginning of a word, newest first among the first so many. */
  findByWord(beginning: string, limit: number): Promise<readonly string[]>;
}
