import type { Erasure, Person } from '#shared/domain/erasure.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { PlaceGivenBack } from './assignment-book.ts';

/** A lead without its person, and what goes with it. */
export interface LeadErasure {
  /** As it was read. */
  readonly before: Lead;
  /** Its next version. */
  readonly lead: Lead;
  /** The place in its owner's load, where it had one. */
  readonly release?: PlaceGivenBack;
  /** Under which an equal submission was recognized as the same. */
  readonly repeatKey?: string;
  /** Under which it can be found, as the search has hashed them. */
  readonly terms: readonly string[];
  /** Leads that were its touches and are other people's: how many were made leads of their own before. */
  readonly parted: number;
}

/** Leads in the order they came; `next` is absent once there are no more. */
export interface ArrivalPage {
  readonly leads: readonly Lead[];
  readonly next?: string;
}

/** Erasures, step by step: each step is written with what it has erased, so that whoever goes on knows both or neither. */
export interface ErasureBook {
  /** Keeps an erasure before it begins. */
  open(erasure: Erasure): Promise<void>;

  /** As last written. */
  find(id: string): Promise<Erasure | undefined>;

  /** Ids of leads that claims, remembered owners and the search name for the person. Old leads may be missing. */
  findNamed(person: Person): Promise<readonly string[]>;

  /** Leads received until a moment, a page from a place on; the beginning without one. A page may be empty. */
  readArrivals(place: string | undefined, until: Timestamp): Promise<ArrivalPage>;

  /**
   * Writes the erased lead, gives its owner's place back and removes all that belongs to the lead, together with the
   * erasure's next state, which it returns. `outdated` when the lead or the erasure was written since it was read.
   * The same call again after a lost answer erases nothing twice.
   */
  erase(change: LeadErasure, erasure: Erasure): Promise<Erasure | 'outdated'>;

  /** Remembers how far the erasure has looked. */
  moveTo(place: string, erasure: Erasure): Promise<Erasure | 'outdated'>;

  /** Removes what still stands under the person's own keys from before the erasure, and ends it. */
  finish(erasure: Erasure, now: Date): Promise<Erasure | 'outdated'>;
}
