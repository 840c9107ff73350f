/**
 * Every custom metric of the system. Functions record them under these names in the namespace `LeadRelay`
 * with the function's folder as the dimension `service`; alarms and dashboards read them by the same constants.
 * Counts are counts of events; what begins with `TimeTo` is milliseconds since the lead was received.
 */
export const MetricNames = {
  LeadReceived: 'LeadReceived',
  LeadRepeated: 'LeadRepeated',
  LeadRejected: 'LeadRejected',
  LeadQualified: 'LeadQualified',
  /** Another lead about a client somebody already has: a touch of the first. */
  LeadDuplicate: 'LeadDuplicate',
  LeadAssigned: 'LeadAssigned',
  /** A lead that had no owner after ten seconds, though it waited for nothing: as it gets one, or still has none. */
  LeadUnowned: 'LeadUnowned',
  LeadWaiting: 'LeadWaiting',
  LeadDelivered: 'LeadDelivered',
  /** A rep has said that the lead is theirs. */
  LeadAccepted: 'LeadAccepted',
  LeadEscalated: 'LeadEscalated',
  /** A client whom nobody has reached long after that was due, so that the supervisor was told. */
  LeadForgotten: 'LeadForgotten',
  /** The last step about it: taken from its owner, or left there because a person gave it. */
  LeadTakenOver: 'LeadTakenOver',
  /** A lead taken from a rep who is gone. */
  LeadGivenBack: 'LeadGivenBack',
  ResponseReminded: 'ResponseReminded',
  /** An outgoing call, the CRM or the rep says that a client was reached, for the first time. */
  ResponseNoted: 'ResponseNoted',
  /** Nobody of those it was put before has answered in time. */
  OfferExpired: 'OfferExpired',
  /** Leads that are not anywhere a lead may be. */
  UnbalancedLeads: 'UnbalancedLeads',
  /** Places that reps have counted too many or too few, all together. */
  LoadDrift: 'LoadDrift',
  /** A submission whose signature or token is wrong: somebody pretends, or a secret has changed on one side only. */
  SubmissionForged: 'SubmissionForged',
  /** A genuine submission that could not be taken: malformed, too large, a mandatory field missing. */
  SubmissionRefused: 'SubmissionRefused',
  /** A request beyond a source's limit per minute, of one address or of all: a flood, or a limit set too low. */
  SubmissionLimited: 'SubmissionLimited',
  CounterpartyChecked: 'CounterpartyChecked',
  CounterpartyUnavailable: 'CounterpartyUnavailable',
  /** A registry is not asked for a while from now on: it failed in a row, or said that it will not answer. */
  RegistryCircuitOpened: 'RegistryCircuitOpened',
  /** How many registries are not asked at present. */
  RegistryCircuitOpen: 'RegistryCircuitOpen',
  /** A company that could not be asked about in time, and is known now. */
  CheckedLater: 'CheckedLater',
  /** It could not be asked about again, and is tried later. */
  CheckPostponed: 'CheckPostponed',
  /** After a day of tries nobody asks about it any more. */
  CheckGivenUp: 'CheckGivenUp',
  HandoffDelivered: 'HandoffDelivered',
  HandoffFailed: 'HandoffFailed',
  HandoffUncertain: 'HandoffUncertain',
  DeadLetterReceived: 'DeadLetterReceived',
  /** A lead the sweep put back into a queue because no message had reminded of it. */
  SweepResent: 'SweepResent',
  ReplayDone: 'ReplayDone',
  /** Past leads could not be put before other rules to the end. */
  ReplayFailed: 'ReplayFailed',
  /** An arrival judged by the draft on trial, too. */
  ShadowJudged: 'ShadowJudged',
  /** One that the draft on trial judges otherwise. */
  ShadowDiffered: 'ShadowDiffered',
  /** Sources from which nothing came for hours or days in which leads usually come. */
  SourceSilent: 'SourceSilent',
  /** Leads whose change the reports now know. */
  LeadsCounted: 'LeadsCounted',
  /** The first invocation of an environment: whoever caused it waited until the function was loaded. */
  ColdStart: 'ColdStart',
  TimeToQualified: 'TimeToQualified',
  TimeToAssigned: 'TimeToAssigned',
  TimeToDelivered: 'TimeToDelivered',
} as const;

/**
 * What a metric may be told apart by, besides the function. Every value is a metric of its own that is paid for, so
 * each of these is bounded: sources and rules by the settings, registries by the code. Never an id or what people typed.
 */
export interface Breakdown {
  readonly source?: string;
  /** Code of the first rule that rejected the lead. */
  readonly reason?: string;
  readonly registry?: string;
}

export type MetricName = (typeof MetricNames)[keyof typeof MetricNames];

/** The one namespace; also what POWERTOOLS_METRICS_NAMESPACE is set to. */
export const METRICS_NAMESPACE = 'LeadRelay';
