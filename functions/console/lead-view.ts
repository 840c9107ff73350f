import type { Counterparty } from '#shared/domain/counterparty.ts';
import type { Handoff } from '#shared/domain/handoff.ts';
import type {
  Call,
  Candidate,
  Consent,
  Contact,
  EarlierOwner,
  Erased,
  FieldFault,
  FirstResponse,
  Lead,
  LeadStatus,
  Offer,
  PendingCheck,
  Requisites,
  ResponseDue,
  Timings,
  Touch,
  WaitingReason,
} from '#shared/domain/lead.ts';
import type { Grade, RuleResult, Verdict } from '#shared/domain/policy.ts';
import { numbersOf, poolCondition, rulesTried, tellAssignment, type TriedView } from './assignment-story.ts';
import type { JudgementView } from './judgement-view.ts';
import { createSpeech, type Explanation, type Speech } from './speech.ts';

export interface RuleView {
  readonly code: string;
  readonly result: RuleResult['result'];
  readonly because: string;
}

export interface VerdictView {
  readonly outcome: Verdict['outcome'];
  readonly policyVersion: number;
  readonly reasons: readonly string[];
  readonly because: string | null;
  readonly rules: readonly RuleView[];
}

/** What a check done later found; the verdict is what the policy would have said to it. */
export interface LaterCheckView {
  readonly at: string;
  readonly counterparty: Counterparty;
  readonly verdict: VerdictView;
}

export interface TermView {
  readonly code: string;
  readonly points: number;
  readonly of: number;
  readonly because: string;
  readonly step: string;
}

export interface CandidateView {
  readonly rep: string;
  readonly name: string;
  readonly eligible: boolean;
  readonly because: string;
  readonly code: string;
  /** How far behind their share they were, in millionths of a lead; null where the turn did not decide. */
  readonly creditMicroleads: number | null;
  /** Leads open at that moment; null where the load did not decide. */
  readonly load: NonNullable<Candidate['load']> | null;
  /** The same in words. */
  readonly numbers: string | null;
}

export interface AssignmentView {
  readonly pool: string;
  /** When the pool wants a lead, in words; null for the catch-all, and where no pool was asked. */
  readonly condition: string | null;
  readonly strategy: string;
  /** The whole decision, sentence by sentence: the rule that matched, and the arithmetic of the choice. */
  readonly story: readonly string[];
  /** The rules that wanted the lead, in the order they were tried; the last one decided, unless none did. */
  readonly rules: readonly TriedView[];
  readonly because: string;
  readonly code: string;
  readonly at: string;
  readonly teamVersion: number;
  readonly candidates: readonly CandidateView[];
}

export interface TimelineView {
  readonly at: string;
  readonly event: string;
  readonly text: string;
  readonly by?: string;
  readonly because?: string;
  readonly code?: string;
}

type Nullable<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> | null };

/** A lead as ops read it. What is not there, or not yet, is null; codes stay beside their sentences. */
export interface LeadView {
  readonly id: string;
  readonly status: LeadStatus;
  readonly kind: Lead['kind'];
  readonly source: string;
  readonly provider: string;
  readonly receivedAt: string;
  readonly contact: Contact;
  readonly requisites: Requisites;
  readonly need: {
    readonly product?: string;
    /** Whole roubles. */
    readonly budget?: number;
    readonly timeline?: string;
    readonly role?: string;
    readonly message?: string;
  };
  readonly attribution: Readonly<Record<string, string>>;
  readonly consent: Consent | null;
  readonly call: Call | null;
  readonly counterparty: Counterparty | null;
  readonly verdict: VerdictView | null;
  readonly score: {
    readonly total: number;
    readonly grade: Grade;
    readonly terms: readonly TermView[];
  } | null;
  readonly owner: string | null;
  readonly offer: Offer | null;
  readonly assignment: AssignmentView | null;
  readonly handoffs: readonly Handoff[];
  readonly timings: Nullable<Timings>;
  readonly duplicateOf: string | null;
  readonly touches: readonly Touch[];
  readonly timeline: readonly TimelineView[];
  readonly waiting: {
    readonly reason: WaitingReason;
    readonly because: string;
    readonly nextActionAt: string | null;
  } | null;
  readonly faults: readonly FieldFault[];
  readonly formerOffers: readonly Offer[];
  /** The check that is still to be done, because no registry could be asked in time. */
  readonly check: PendingCheck | null;
  readonly laterCheck: LaterCheckView | null;
  /** Open offers to several reps at once, of which the first to accept gets the lead. */
  readonly openOffers: readonly Offer[] | null;
  /** The pool whose reps may take it, while it lies there. */
  readonly sharedPool: string | null;
  /** Whoever had the client's last lead, as known when this one was judged. */
  readonly earlierOwner: EarlierOwner | null;
  readonly responseDue: ResponseDue | null;
  readonly firstResponse: FirstResponse | null;
  readonly lostBecause: string | null;
  /** Nothing of the person is left in it. */
  readonly erased: Erased | null;
}

/** One lead, with what it was judged on in full. */
export interface FullLeadView extends LeadView {
  /** Null until the lead is judged. */
  readonly explanation: JudgementView | null;
}

/** Turns a lead's stored codes into sentences; the lead itself is not judged again. */
export function toLeadView(lead: Lead, explanation: Explanation): LeadView {
  const speech = createSpeech(explanation);
  const { budgetRub, ...need } = lead.need;
  return {
    id: lead.id,
    status: lead.status,
    kind: lead.kind,
    source: lead.source,
    provider: lead.provider,
    receivedAt: lead.receivedAt,
    contact: lead.contact,
    requisites: lead.requisites,
    need: { ...need, ...(budgetRub === undefined ? {} : { budget: budgetRub }) },
    attribution: lead.attribution,
    consent: lead.consent ?? null,
    call: lead.call ?? null,
    counterparty: lead.counterparty ?? null,
    verdict: lead.verdict === undefined ? null : toVerdictView(lead.verdict, speech),
    score: toScoreView(lead, speech),
    owner: lead.owner ?? null,
    offer: lead.offer ?? null,
    assignment: toAssignmentView(lead, explanation, speech),
    handoffs: lead.handoffs,
    timings: toTimingsView(lead),
    duplicateOf: lead.duplicateOf ?? null,
    touches: lead.touches,
    timeline: toTimelineView(lead, speech),
    waiting: toWaitingView(lead, speech),
    faults: lead.faults,
    formerOffers: lead.formerOffers,
    check: lead.check ?? null,
    laterCheck: toLaterCheckView(lead, speech),
    ...afterwardsOf(lead),
  };
}

function toTimingsView({ timings }: Lead): LeadView['timings'] {
  return {
    qualifiedMs: timings.qualifiedMs ?? null,
    assignedMs: timings.assignedMs ?? null,
    deliveredMs: timings.deliveredMs ?? null,
    acceptedMs: timings.acceptedMs ?? null,
    firstResponseMs: timings.firstResponseMs ?? null,
  };
}

/** Where the lead lies beside its owner, and what became of it with the client. */
function afterwardsOf(
  lead: Lead,
): Pick<
  LeadView,
  'openOffers' | 'sharedPool' | 'earlierOwner' | 'responseDue' | 'firstResponse' | 'lostBecause' | 'erased'
> {
  return {
    openOffers: lead.openOffers ?? null,
    sharedPool: lead.sharedPool ?? null,
    earlierOwner: lead.earlierOwner ?? null,
    responseDue: lead.responseDue ?? null,
    firstResponse: lead.firstResponse ?? null,
    lostBecause: lead.lostBecause ?? null,
    erased: lead.erased ?? null,
  };
}

function toVerdictView(verdict: Verdict, speech: Speech): VerdictView {
  return {
    outcome: verdict.outcome,
    policyVersion: verdict.policyVersion,
    reasons: verdict.reasons,
    because: verdict.reasons.length === 0 ? null : enumerate(verdict.reasons.map(speech.reason)),
    rules: verdict.rules.map((rule) => ({
      code: rule.code,
      result: rule.result,
      because: speech.rule(rule),
    })),
  };
}

function toLaterCheckView({ laterCheck }: Lead, speech: Speech): LaterCheckView | null {
  if (laterCheck === undefined) return null;
  const { at, counterparty, verdict } = laterCheck;
  return { at, counterparty, verdict: toVerdictView(verdict, speech) };
}

/** Sentences one after the other: only the last keeps its full stop. */
function enumerate(sentences: readonly string[]): string {
  return sentences
    .map((text, index) => (index < sentences.length - 1 ? text.replace(/\.$/, '') : text))
    .join('; ');
}

function toScoreView({ score }: Lead, speech: Speech): LeadView['score'] {
  if (score === undefined) return null;
  const terms = score.terms.map((term): TermView => ({
    code: term.code,
    points: term.points,
    of: term.of,
    because: speech.term(term),
    step: term.because,
  }));
  return { total: score.total, grade: score.grade, terms };
}

function toAssignmentView(lead: Lead, explanation: Explanation, speech: Speech): AssignmentView | null {
  const { assignment } = lead;
  if (assignment === undefined) return null;
  return {
    pool: assignment.pool,
    condition: poolCondition(assignment.pool, explanation),
    strategy: assignment.strategy,
    story: tellAssignment(lead, assignment, explanation, speech),
    rules: rulesTried(assignment, speech, explanation.language),
    because: speech.assignment(assignment.because),
    code: assignment.because,
    at: assignment.at,
    teamVersion: assignment.teamVersion,
    candidates: assignment.candidates.map(({ rep, eligible, because, creditMicroleads, load }) => ({
      rep,
      name: speech.rep(rep),
      eligible,
      because: speech.candidate(because),
      code: because,
      creditMicroleads: creditMicroleads ?? null,
      load: load ?? null,
      numbers: numbersOf({ creditMicroleads, load }, explanation.language),
    })),
  };
}

function toTimelineView(lead: Lead, speech: Speech): readonly TimelineView[] {
  return lead.timeline.map(({ at, event, by, because }) => ({
    at,
    event,
    text: speech.event(event),
    ...(by === undefined ? {} : { by }),
    ...(because === undefined ? {} : { because: speech.because(event, because), code: because }),
  }));
}

function toWaitingView({ waiting, nextActionAt }: Lead, speech: Speech): LeadView['waiting'] {
  if (waiting === undefined) return null;
  return { reason: waiting, because: speech.waiting(waiting), nextActionAt: nextActionAt ?? null };
}
