import type { Lead } from '#shared/domain/lead.ts';
import type { RepState, TurnCredits } from '#shared/domain/team.ts';

export interface TeamState {
  readonly lead: Lead | undefined;
  readonly reps: Readonly<Record<string, RepState>>;
  readonly turns: Readonly<Record<string, TurnCredits>>;
}

/** A place in a rep's load, counted at once in all of: open, taken that day, open of the source. */
export interface PlaceTaken {
  readonly rep: string;
  readonly capacity: number;
  /** Today by the rep's calendar, and how many leads they take in a day; absent without such a limit. */
  readonly day?: { readonly date: string; readonly limit?: number };
  /** The lead's source, and how many of it the rep holds at once; absent without such a limit. */
  readonly source?: { readonly id: string; readonly limit?: number };
}

export interface PlaceGivenBack {
  readonly rep: string;
  /** The lead's source, as it was counted when the place was taken. */
  readonly source?: string;
}

/** One change of ownership: all of it happens, or none. */
export interface AssignmentChange {
  /** The lead's next version, with owner, offer, decision record and outbox intents in it. */
  readonly lead: Lead;
  /** Takes a place of this rep; refused when their load has reached a limit. */
  readonly take?: PlaceTaken;
  /** Gives a place back; never more of them than were taken. */
  readonly release?: PlaceGivenBack;
  /** Moves the turn of a pool: what to add to each rep's credit, summing to zero. */
  readonly turn?: { readonly pool: string; readonly add: TurnCredits };
}

/** The book of who owns what: loads and turns live here, and change only together with a lead. */
export interface AssignmentBook {
  /** The lead and the whole team's state, as last written. */
  read(leadId: string, reps: readonly string[], pools: readonly string[]): Promise<TeamState>;

  /**
   * `outdated`: the lead has changed since it was read. `full`: the rep has no place left.
   * Writing the same change twice, after an answer was lost, is `done` and counts once.
   */
  commit(change: AssignmentChange): Promise<'done' | 'outdated' | 'full'>;
}
