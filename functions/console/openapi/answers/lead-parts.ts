import * as z from 'zod/mini';
import type { CounterpartyStatus, UncheckedReason } from '#shared/domain/counterparty.ts';
import type { Handoff } from '#shared/domain/handoff.ts';
import type { LeadStatus, OfferState, ResponseStep, RuleTried, WaitingReason } from '#shared/domain/lead.ts';
import type { RuleResult, Verdict } from '#shared/domain/policy.ts';
import { Count, Moment, Text, codes, named, said, sentence } from '../schema-words.ts';

export const Status = named(
  'LeadStatus',
  'Where a lead is in its life.',
  codes<LeadStatus>({
    received: 'kept, not judged yet',
    rejected: 'by a rule of the policy',
    duplicate: 'a touch of an earlier lead',
    qualified: 'good, and about to be given to somebody',
    waiting: 'nobody can have it yet; `waiting` says why and until when',
    offered: 'put before a rep',
    accepted: 'a rep has it',
    escalated: 'nobody took it, so the supervisor has it',
    won: '',
    lost: '',
  }),
);

export const Kind = z.enum(['form', 'call']);
export const GradeLetter = z.enum(['A', 'B', 'C']);

export const Contact = named(
  'Contact',
  'The person. A phone is E.164, an e-mail address is lower-case.',
  z.strictObject({
    name: z.optional(Text),
    phone: z.optional(Text),
    phoneExtension: z.optional(Text),
    email: z.optional(Text),
  }),
);

export const Requisites = named(
  'Requisites',
  'The company’s legal identity. Every number has passed its checksum.',
  z.strictObject({
    inn: z.optional(Text),
    kpp: z.optional(Text),
    ogrn: z.optional(Text),
    companyName: z.optional(Text),
  }),
);

export const Need = z.strictObject({
  product: z.optional(Text),
  budget: z.optional(said(z.number(), 'Roubles.')),
  timeline: z.optional(Text),
  role: z.optional(Text),
  message: z.optional(Text),
});

export const Consent = z.strictObject({
  textVersion: Text,
  at: Moment,
  textHash: z.optional(said(Text, 'SHA-256 of the text that was shown, in hex.')),
  page: z.optional(Text),
  address: z.optional(Text),
  userAgent: z.optional(Text),
});

export const CallFacts = z.strictObject({
  missed: z.boolean(),
  talkSeconds: z.number(),
  trackingNumber: z.optional(Text),
});

const FOUND = {
  outcome: z.literal('found'),
  status: codes<CounterpartyStatus>({
    active: '',
    liquidating: '',
    liquidated: '',
    bankrupt: '',
    reorganizing: '',
    unknown: 'a state we have not heard of yet',
  }),
  name: Text,
  type: z.enum(['legal', 'individual']),
  inn: Text,
  kpp: z.optional(Text),
  ogrn: z.optional(Text),
  region: z.optional(said(Text, 'ISO 3166-2, `RU-MOW`.')),
  okved: z.optional(Text),
  registeredOn: z.optional(Text),
  employees: z.optional(z.number()),
  revenueRub: z.optional(z.number()),
  branch: z.optional(z.boolean()),
  checkedAt: Moment,
  registry: z.optional(said(Text, 'Which register said so.')),
  stale: said(z.boolean(), 'From a cache past its time, because the registry did not answer.'),
};

const NOT_FOUND = { outcome: z.literal('not-found'), checkedAt: Moment, stale: z.boolean() };

const UNCHECKED = {
  outcome: z.literal('unchecked'),
  because: codes<UncheckedReason>({
    'no-inn': '',
    slow: '',
    unavailable: '',
    misconfigured: '',
    'quota-spent': '',
  }),
  retryAt: z.optional(Moment),
};

export const CounterpartyAnswer = named(
  'Counterparty',
  'The company as the registry knows it. What is absent is unknown, never zero.',
  z.union([z.strictObject(FOUND), z.strictObject(NOT_FOUND), z.strictObject(UNCHECKED)]),
);

/** A counterparty of a simulation also says where it is from. */
export function counterpartyWith<Shape extends z.core.$ZodLooseShape>(extra: Shape) {
  return z.union([
    z.strictObject({ ...FOUND, ...extra }),
    z.strictObject({ ...NOT_FOUND, ...extra }),
    z.strictObject({ ...UNCHECKED, ...extra }),
  ]);
}

export const RuleOutcome = codes<RuleResult['result']>({
  fired: 'it rejects the lead',
  passed: '',
  unknown: 'a fact it needs is not known, so it does not fire',
});

export const VerdictOutcome = z.enum(['qualified', 'rejected'] satisfies Verdict['outcome'][]);

export const VerdictAnswer = named(
  'Verdict',
  'What the policy said.',
  z.strictObject({
    outcome: VerdictOutcome,
    policyVersion: Count,
    reasons: said(z.array(Text), 'Codes of the rules that fired, the main reason first.'),
    because: z.nullable(sentence()),
    rules: z.array(z.strictObject({ code: Text, result: RuleOutcome, because: sentence() })),
  }),
);

export const ScoreAnswer = named(
  'Score',
  'BANT points; the terms sum to the total exactly.',
  z.strictObject({
    total: z.number(),
    grade: GradeLetter,
    terms: z.array(
      z.strictObject({
        code: Text,
        points: z.number(),
        of: z.number(),
        because: sentence(),
        step: said(Text, 'Code of the step that gave the points, or `none`, or `unknown`.'),
      }),
    ),
  }),
);

export const OfferAnswer = named(
  'Offer',
  'The lead put before a rep until a deadline.',
  z.strictObject({
    rep: Text,
    state: codes<OfferState>({ open: '', accepted: '', declined: '', expired: '', withdrawn: '' }),
    offeredAt: Moment,
    deadlineAt: Moment,
    attempt: said(Count, 'Counts the reps it was put before, from 1.'),
    because: z.optional(Text),
  }),
);

export const RuleTriedAnswer = z.strictObject({
  rule: codes<RuleTried['rule']>({ sticky: '', 'key-account': '', pool: '', 'duty-rep': '' }),
  result: codes<RuleTried['result']>({ decided: '', 'passed-on': '' }),
  pool: z.nullable(Text),
  rep: z.nullable(Text),
  code: Text,
  because: sentence(),
});

export const HandoffAnswer = named(
  'Handoff',
  'The intent to tell one destination, and what has come of it.',
  z.strictObject({
    destination: Text,
    rep: Text,
    offerAttempt: Count,
    attempt: said(Count, 'Tries so far.'),
    outcome: codes<Handoff['outcome']>({
      pending: 'not tried yet',
      delivered: '',
      rejected: 'it will not be tried again',
      unavailable: 'it will be',
      uncertain: 'no answer came: it is looked for there before it is sent again',
    }),
    reason: z.optional(Text),
    externalId: z.optional(said(Text, 'What it is called there.')),
    at: z.optional(Moment),
    nextAttemptAt: z.optional(Moment),
    notice: z.optional(said(Text, 'Code of the news the owner is told.')),
    touch: z.optional(said(Text, 'Id of the further submission the owner is told of.')),
  }),
);

export const Waiting = z.strictObject({
  reason: codes<WaitingReason>({
    'nobody-on-duty': '',
    'everybody-full': '',
    'processing-failed': '',
    'details-unavailable': '',
    'counterparty-unchecked': '',
    'in-shared-pool': 'reps of its pool may take it',
  }),
  because: sentence(),
  nextActionAt: z.nullable(Moment),
});

export const ResponseDueAnswer = z.strictObject({
  at: Moment,
  step: z.optional(codes<ResponseStep>({ reminded: '', 'supervisor-told': '', 'taken-over': '' })),
  nextStepAt: z.optional(Moment),
});
