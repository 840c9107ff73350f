import type { Counterparty } from './counterparty.ts';
import type { Handoff } from './handoff.ts';
import type { Language } from './language.ts';
import type { Score, Verdict } from './policy.ts';
import type { Timestamp } from './time.ts';

export type LeadStatus =
  | 'received'
  | 'rejected'
  | 'duplicate'
  | 'qualified'
  | 'waiting'
  | 'offered'
  | 'accepted'
  | 'escalated'
  | 'won'
  | 'lost';

/** Why nobody owns a qualified lead yet. The sweep tries again at the lead's `nextActionAt`. */
export type WaitingReason =
  | 'nobody-on-duty'
  | 'everybody-full'
  | 'processing-failed'
  | 'details-unavailable'
  | 'counterparty-unchecked'
  /** Reps of its pool may take it; after a while it is given out. */
  | 'in-shared-pool';

/** The person who wants to be answered. A phone is E.164, an e-mail address is lower-case. */
export interface Contact {
  readonly name?: string;
  readonly phone?: string;
  readonly phoneExtension?: string;
  readonly email?: string;
}

/** The company's legal identity as far as the lead tells it; every number has passed its checksum. */
export interface Requisites {
  readonly inn?: string;
  readonly kpp?: string;
  readonly ogrn?: string;
  readonly companyName?: string;
}

/** What the person wants. `budgetRub` is in whole roubles. */
export interface Need {
  readonly product?: string;
  readonly budgetRub?: number;
  readonly timeline?: string;
  readonly role?: string;
  readonly message?: string;
}

/** A telephone call, once it is over. */
export interface Call {
  readonly missed: boolean;
  readonly talkSeconds: number;
  readonly trackingNumber?: string;
}

/** How a test went that a person passes and a robot does not. `unavailable`: nobody could say, so it counts for nothing. */
export type CaptchaOutcome = 'passed' | 'failed' | 'unavailable';

/** Evidence that the person agreed: which text, and when. */
export interface Consent {
  readonly textVersion: string;
  readonly at: Timestamp;
  /** SHA-256 of the text that was shown, in hex: a version can be renamed, a hash cannot. */
  readonly textHash?: string;
  readonly page?: string;
  readonly address?: string;
  readonly userAgent?: string;
}

/** A field that could not be read, with a stable code; the text as typed stays in `typed`. */
export interface FieldFault {
  readonly field: string;
  readonly code: string;
  readonly typed?: string;
  /** What was probably meant, for the person who typed it to say so. */
  readonly suggestion?: string;
}

export type OfferState = 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';

/** The lead put before a rep until a deadline. `attempt` counts the reps it was put before, from 1. */
export interface Offer {
  readonly rep: string;
  readonly state: OfferState;
  readonly offeredAt: Timestamp;
  readonly deadlineAt: Timestamp;
  readonly attempt: number;
  readonly because?: string;
}

/** One rep who was considered: whether the lead could go there, and the stable code of why. */
export interface Candidate {
  readonly rep: string;
  readonly eligible: boolean;
  readonly because: string;
  /** Turn credit in millionths of a lead before the choice; absent where the turn does not decide. */
  readonly creditMicroleads?: number;
  /** What the choice was made by where the load decides: leads open at that moment, of how many at most. */
  readonly load?: { readonly open: number; readonly capacity: number };
}

/** Whoever had the client's last lead, and which lead that was. */
export interface EarlierOwner {
  readonly rep: string;
  readonly leadId: string;
  readonly at: Timestamp;
}

/** The client was reached, and by whom we know it: the rep's button, the CRM, the telephony. */
export interface FirstResponse {
  readonly at: Timestamp;
  readonly by: string;
}

/** What the client said afterwards, from 0, never, to 10, certainly. */
export interface Rating {
  readonly score: number;
  readonly at: Timestamp;
  readonly by: string;
}

/** How often somebody was told that the client still waits; the last step takes the lead from its owner. */
export type ResponseStep = 'reminded' | 'supervisor-told' | 'taken-over';

/** By when the client has to be reached, and what has been done about it since. */
export interface ResponseDue {
  readonly at: Timestamp;
  readonly step?: ResponseStep;
  /** When the next step is due; absent after the last. */
  readonly nextStepAt?: Timestamp;
}

/** A rule of the team that wanted the lead: whether it decided, and the stable code of why or why not. */
export interface RuleTried {
  readonly rule: 'sticky' | 'key-account' | 'pool' | 'duty-rep';
  readonly result: 'decided' | 'passed-on';
  readonly because: string;
  /** The pool, or the one whose duty rep it is. */
  readonly pool?: string;
  /** The rep whom the rule names. */
  readonly rep?: string;
}

/** Decision record: how the owner was chosen, with everybody who was considered. */
export interface Assignment {
  readonly pool: string;
  readonly strategy: string;
  readonly because: string;
  readonly at: Timestamp;
  readonly teamVersion: number;
  readonly candidates: readonly Candidate[];
  /** The rules that wanted the lead, in the order they were tried; absent where a person chose. */
  readonly rules?: readonly RuleTried[];
}

/** One change in the life of a lead. `event` and `because` are stable codes, sentences are made when read. */
export interface TimelineEntry {
  readonly at: Timestamp;
  readonly event: string;
  readonly by?: string;
  readonly because?: string;
}

/** Milliseconds since `receivedAt`. */
export interface Timings {
  readonly qualifiedMs?: number;
  readonly assignedMs?: number;
  readonly deliveredMs?: number;
  readonly acceptedMs?: number;
  readonly firstResponseMs?: number;
}

/** The counterparty check that is still to be done, because no registry could be asked in time. */
export interface PendingCheck {
  /** Tries since the lead was judged. */
  readonly attempts: number;
  readonly nextAt: Timestamp;
}

/**
 * What a later check found, and what the policy that judged the lead says to it. Kept beside what the lead was
 * judged by, which stays as it was: the owner hears of it, the lead is not taken from them.
 */
export interface LaterCheck {
  readonly at: Timestamp;
  readonly counterparty: Counterparty;
  readonly verdict: Verdict;
  readonly score?: Score;
}

/** The person was erased from the lead, and by which erasure: its receipt has that id. */
export interface Erased {
  readonly at: Timestamp;
  readonly erasure: string;
}

/** One submission about the company or person of a lead; the lead's own arrival is the first of them. */
export interface Touch {
  readonly leadId: string;
  readonly at: Timestamp;
  readonly source: string;
  readonly kind: 'form' | 'call';
}

/**
 * One person's wish to be answered, from a form or a call.
 *
 * A value: every step of its life makes the next one (`lead-life.ts`), a step up in `version`,
 * so that two functions can never both change what they read.
 */
export interface Lead {
  readonly id: string;
  readonly version: number;
  readonly status: LeadStatus;
  readonly kind: 'form' | 'call';
  readonly source: string;
  readonly provider: string;
  readonly receivedAt: Timestamp;
  readonly language: Language;
  readonly contact: Contact;
  readonly requisites: Requisites;
  readonly faults: readonly FieldFault[];
  readonly need: Need;
  readonly attribution: Readonly<Record<string, string>>;
  readonly consent?: Consent;
  readonly call?: Call;
  /** Signs of a robot noticed at the door (`honeypot`, `many-links`). A policy decides what they mean. */
  readonly suspicions: readonly string[];
  /** Absent where nobody was asked to pass one. */
  readonly captcha?: CaptchaOutcome;
  /** Fields of the submission that have no name of ours, as they came. */
  readonly extra?: Readonly<Record<string, string>>;
  /** Hash of what was submitted: a repeat under the same key must have said the same. */
  readonly contentHash?: string;
  readonly counterparty?: Counterparty;
  readonly check?: PendingCheck;
  readonly laterCheck?: LaterCheck;
  readonly verdict?: Verdict;
  readonly score?: Score;
  readonly waiting?: WaitingReason;
  readonly owner?: string;
  readonly offer?: Offer;
  /** Offers to several reps at once, of which the first to accept gets the lead: nobody owns it until then. */
  readonly openOffers?: readonly Offer[];
  /** The pool whose reps may take the lead, while it lies there. */
  readonly sharedPool?: string;
  /** Whoever had the client's last lead, as known when this one was judged. */
  readonly earlierOwner?: EarlierOwner;
  readonly responseDue?: ResponseDue;
  readonly firstResponse?: FirstResponse;
  /** How likely the client is to recommend us. */
  readonly rating?: Rating;
  /** Why it was lost, a code of the CRM or of the rep. */
  readonly lostBecause?: string;
  /** Offers that came to nothing; their reps are not asked again. */
  readonly formerOffers: readonly Offer[];
  readonly assignment?: Assignment;
  readonly handoffs: readonly Handoff[];
  readonly timings: Timings;
  readonly duplicateOf?: string;
  /** Empty until the client came a second time. */
  readonly touches: readonly Touch[];
  /** Leads that somebody said are another client's, so that they are not taken for duplicates again. */
  readonly apartFrom?: readonly string[];
  /** Id of the particulars in the provider's system, until they are fetched. */
  readonly detailsRef?: string;
  readonly timeline: readonly TimelineEntry[];
  /** How often the sweep had to step in; absent for a lead that never stood still. */
  readonly sweeps?: number;
  /** Nothing of a person is left in it, and nothing more is done about it. */
  readonly erased?: Erased;
  /** When the sweep must look at this lead again. Absent once nothing is due. */
  readonly nextActionAt?: Timestamp;
}
