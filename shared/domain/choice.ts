import type { Facts } from './condition.ts';
import type { Candidate, Lead, RuleTried, WaitingReason } from './lead.ts';
import type { RepState, Strategy, Team, TurnCredits } from './team.ts';

export interface RepQuestion {
  readonly lead: Pick<
    Lead,
    'source' | 'requisites' | 'formerOffers' | 'earlierOwner' | 'sharedPool' | 'assignment'
  >;
  readonly facts: Facts;
  readonly team: Team;
  readonly state: {
    readonly reps: Readonly<Record<string, RepState>>;
    readonly turns: Readonly<Record<string, TurnCredits>>;
  };
  /** Reps not to be asked, besides those of the lead's former offers. */
  readonly excluded: ReadonlySet<string>;
  readonly now: Date;
}

/** A rule that names the rep itself, before any pool is asked. */
export type NamedRule = 'sticky' | 'key-account';

/** What is to be done with the lead. */
export type Decision =
  | {
      readonly outcome: 'chosen';
      /** `none` where a named rep got it. */
      readonly pool: string;
      readonly strategy: Strategy | NamedRule;
      readonly rep: string;
      /** `turn-in-next-pool` when an earlier pool wanted the lead and had nobody for it. */
      readonly because: 'turn' | 'turn-in-next-pool' | 'least-loaded' | 'duty-rep' | NamedRule;
      /** What the commit adds to the credits of the pool; absent where the turn does not move. */
      readonly add?: TurnCredits;
    }
  /** All of them are asked at once, in this order of preference; the first to accept has it. The turn stays. */
  | {
      readonly outcome: 'offered-to-several';
      readonly pool: string;
      readonly strategy: 'first-to-accept';
      readonly because: 'first-to-accept';
      readonly reps: readonly string[];
    }
  /** The reps of the pool may take it until then; afterwards it is given out by the turn. */
  | {
      readonly outcome: 'left-in-pool';
      readonly pool: string;
      readonly strategy: 'pull';
      readonly because: 'left-in-pool';
      readonly until: Date;
    }
  | {
      readonly outcome: 'nobody';
      readonly because: Exclude<WaitingReason, 'processing-failed'>;
      readonly nextAt: Date;
    }
  /** Waiting would not help: the lead is for the supervisor. */
  | {
      readonly outcome: 'exhausted';
      readonly because: 'everybody-asked' | 'everybody-present-asked' | 'nobody-with-skill' | 'nobody-active';
    };

/** Who gets the lead, or why nobody does. */
export type Choice = Decision & {
  /** All who were considered, each rep once. */
  readonly candidates: readonly Candidate[];
  /** The rules that wanted the lead, in the order they were tried; the last one decided, unless none did. */
  readonly rules: readonly RuleTried[];
};

/** What is to be said of a candidate once the choice is made. */
export type Marks = ReadonlyMap<string, Partial<Candidate>>;

/** A rule that wanted the lead, and the decision if it came to one. */
export interface Tried {
  readonly rule: RuleTried;
  readonly decision?: Decision;
  readonly marks?: Marks;
}
