import type { Condition } from './condition.ts';
import type { Grade } from './policy.ts';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** What a rep is there for. Pools may be made of all reps of one role. */
export type RepRole = 'first-contact' | 'pre-sale' | 'key-accounts' | 'repeat-sales' | 'closer';

/** Wall-clock minutes since midnight in the rep's zone, the end not included; `24:00` is 1440. */
export interface HoursBlock {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Local dates, both included: `2026-12-28` to `2027-01-08`. */
export interface DateSpan {
  readonly from: string;
  readonly to: string;
}

export interface WorkingHours {
  /** IANA name, `Asia/Vladivostok`. */
  readonly timeZone: string;
  readonly week: Readonly<Partial<Record<Weekday, readonly HoursBlock[]>>>;
  /** Local dates (`2026-01-01`) without work. */
  readonly daysOff: readonly string[];
  /** Vacations and other absences. */
  readonly away?: readonly DateSpan[];
  /** What is worked on single local dates, whatever the week, the calendar and `daysOff` say: moved working days. */
  readonly extraDays?: Readonly<Record<string, readonly HoursBlock[]>>;
  /** The production calendar that is followed: its holidays, moved days and shortened days. */
  readonly calendar?: 'RU';
}

export interface Rep {
  readonly id: string;
  readonly name: string;
  readonly hours: WorkingHours;
  readonly role?: RepRole;
  /** What leads may ask for: `english`, `tenders`. */
  readonly skills?: readonly string[];
  /** Leads open at once, over all pools. */
  readonly capacity: number;
  /** Leads on one day of the rep's own calendar, over all pools. */
  readonly capacityPerDay?: number;
  /** Leads of a source open at once, by source id. */
  readonly capacityPerSource?: Readonly<Record<string, number>>;
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

/**
 * How a pool chooses: by the weighted fair turn; the least loaded for their capacity; whoever accepts first of
 * several who are asked at once; or nobody is asked, and reps take leads from the pool themselves.
 */
export type Strategy = 'weighted' | 'least-loaded' | 'first-to-accept' | 'pull';

/** What becomes of a lead while no member works: the next pool that wants it, waiting for them, or a duty rep. */
export type OutsideHours =
  | { readonly then: 'next-pool' }
  | { readonly then: 'hold' }
  | { readonly then: 'duty'; readonly rep: string };

export interface Pool {
  readonly id: string;
  readonly strategy: Strategy;
  /** `next-pool` where it is absent. */
  readonly outsideHours?: OutsideHours;
  /** Of a `first-to-accept` pool: how many are asked at once. */
  readonly askAtOnce?: number;
  /** Of a `pull` pool: minutes after which a lead that nobody took is given out by the weighted turn. */
  readonly takeWithinMinutes?: number;
  /** Absent for the catch-all, which takes what no other pool takes. */
  readonly when?: Condition;
  readonly members: readonly PoolMember[];
}

/** A company whose leads go to a named rep. */
export interface KeyAccount {
  readonly inn: string;
  readonly rep: string;
}

/** Leads for which the condition holds need a rep with the skill. */
export interface SkillNeed {
  readonly skill: string;
  readonly when: Condition;
}

/** What a minute of a deadline is: one in which the rep works, or any. */
export type DeadlineClock = 'working' | 'wall';

/** By when a client has to be reached, and what is done about leads whose owner did not. */
export interface ResponseRules {
  /** Minutes from the acceptance to the first response, by grade. */
  readonly minutes: Readonly<Record<Grade, number>>;
  readonly clock: DeadlineClock;
  /** Minutes after it was due, in ascending order: the owner is reminded, the supervisor told, the lead taken over. */
  readonly remindAfter: number;
  readonly tellSupervisorAfter: number;
  readonly escalateAfter: number;
}

/** One immutable version of the team document. The last pool is the catch-all. */
export interface Team {
  readonly version: number;
  readonly reps: readonly Rep[];
  readonly pools: readonly Pool[];
  readonly supervisor: string;
  /** Minutes a rep has to accept, by grade of the lead; a lead without a score has C's. */
  readonly acceptMinutes: Readonly<Record<Grade, number>>;
  /** `working` where it is absent. */
  readonly acceptClock?: DeadlineClock;
  /** Days for which a company's next lead goes to whoever had its last one; absent or 0 for never. */
  readonly stickyDays?: number;
  readonly keyAccounts?: readonly KeyAccount[];
  readonly skillNeeds?: readonly SkillNeed[];
  /** Absent while nobody watches first responses. */
  readonly response?: ResponseRules;
}

/** What the table knows of a rep at this moment. */
export interface RepState {
  readonly open: number;
  /** Leads taken on the last day on which any was taken, a date of the rep's own calendar. */
  readonly day?: { readonly date: string; readonly taken: number };
  /** Leads open at once by source; absent for none. */
  readonly openBySource?: Readonly<Record<string, number>>;
  /** Absences entered by ops or by the rep, besides those of the team document. */
  readonly away?: readonly DateSpan[];
  /** Absent while the rep never touched the switch: then the working hours decide alone. */
  readonly onDuty?: boolean;
}

/**
 * State of a pool's fair turn: each rep's credit in millionths of a lead.
 * A lead gives every rep present their share of it, and takes a whole one from the rep chosen,
 * so credits always sum to zero and an absence freezes a credit as it stands.
 */
export type TurnCredits = Readonly<Record<string, number>>;
