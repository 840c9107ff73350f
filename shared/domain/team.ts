import type { Condition } from './condition.ts';
import type { Grade } from './policy.ts';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Wall-clock minutes since midnight in the rep's zone, the end not included; `24:00` is 1440. */
export interface HoursBlock {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface WorkingHours {
  /** IANA name, `Asia/Vladivostok`. */
  readonly timeZone: string;
  readonly week: Readonly<Partial<Record<Weekday, readonly HoursBlock[]>>>;
  /** Local dates (`2026-01-01`) without work. */
  readonly daysOff: readonly string[];
}

export interface Rep {
  readonly id: string;
  readonly name: string;
  readonly hours: WorkingHours;
  /** Leads open at once, over all pools. */
  readonly capacity: number;
  /** Whether the settings allow leads at all; the rep's own switch is kept in the table. */
  readonly active: boolean;
  /** The rep's account in a destination, by destination id: a CRM user id, a chat id. */
  readonly accounts: Readonly<Record<string, string>>;
}

export interface PoolMember {
  readonly rep: string;
  /** Any positive whole number; shares are weight over the sum of the weights present. */
  readonly weight: number;
}

export interface Pool {
  readonly id: string;
  readonly strategy: 'weighted';
  /** Absent for the catch-all, which takes what no other pool takes. */
  readonly when?: Condition;
  readonly members: readonly PoolMember[];
}

/** One immutable version of the team document. The last pool is the catch-all. */
export interface Team {
  readonly version: number;
  readonly reps: readonly Rep[];
  readonly pools: readonly Pool[];
  readonly supervisor: string;
  /** Minutes a rep has to accept, by grade of the lead; `call` for a missed call without a score. */
  readonly acceptMinutes: Readonly<Record<Grade, number>>;
}

/** What the table knows of a rep at this moment. */
export interface RepState {
  readonly open: number;
  /** Absent while the rep never touched the switch: then the working hours decide alone. */
  readonly onDuty?: boolean;
}

/**
 * State of a pool's fair turn: each rep's credit in millionths of a lead.
 * A lead gives every rep present their share of it, and takes a whole one from the rep chosen,
 * so credits always sum to zero and an absence freezes a credit as it stands.
 */
export type TurnCredits = Readonly<Record<string, number>>;
