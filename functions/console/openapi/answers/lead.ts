import * as z from 'zod/mini';
import { Count, Moment, Text, TextByName, named, said, sentence } from '../schema-words.ts';
import { Judgement } from './judgement.ts';
import {
  CallFacts,
  Consent,
  Contact,
  CounterpartyAnswer,
  HandoffAnswer,
  Kind,
  Need,
  OfferAnswer,
  Requisites,
  ResponseDueAnswer,
  RuleTriedAnswer,
  ScoreAnswer,
  Status,
  VerdictAnswer,
  Waiting,
} from './lead-parts.ts';

const Candidate = z.strictObject({
  rep: Text,
  name: Text,
  eligible: z.boolean(),
  because: sentence(),
  code: Text,
  creditMicroleads: said(
    z.nullable(z.number()),
    'How far behind their share, in millionths of a lead; null where the turn did not decide.',
  ),
  load: said(
    z.nullable(z.strictObject({ open: Count, capacity: Count })),
    'Leads open at that moment; null where the load did not decide.',
  ),
  numbers: z.nullable(sentence('The same in words.')),
});

const Assignment = named(
  'Assignment',
  'Decision record: how the owner was chosen, with everybody who was considered.',
  z.strictObject({
    pool: Text,
    condition: z.nullable(sentence('When the pool wants a lead; null for the catch-all.')),
    strategy: Text,
    story: said(z.array(Text), 'The whole decision, sentence by sentence.'),
    rules: said(z.array(RuleTriedAnswer), 'Rules of the team that wanted the lead, in the order tried.'),
    because: sentence(),
    code: Text,
    at: Moment,
    teamVersion: Count,
    candidates: z.array(Candidate),
  }),
);

const LEAD = {
  id: Text,
  status: Status,
  kind: Kind,
  source: Text,
  provider: Text,
  receivedAt: Moment,
  contact: Contact,
  requisites: Requisites,
  need: Need,
  attribution: said(TextByName, 'UTM marks, referrer, landing page.'),
  consent: z.nullable(Consent),
  call: z.nullable(CallFacts),
  counterparty: z.nullable(CounterpartyAnswer),
  verdict: z.nullable(VerdictAnswer),
  score: z.nullable(ScoreAnswer),
  owner: said(z.nullable(Text), 'Id of the responsible rep.'),
  offer: z.nullable(OfferAnswer),
  assignment: z.nullable(Assignment),
  handoffs: z.array(HandoffAnswer),
  timings: said(
    z.strictObject({
      qualifiedMs: z.nullable(z.number()),
      assignedMs: z.nullable(z.number()),
      deliveredMs: z.nullable(z.number()),
      acceptedMs: z.nullable(z.number()),
      firstResponseMs: z.nullable(z.number()),
    }),
    'Milliseconds since `receivedAt`; null for what did not happen yet.',
  ),
  duplicateOf: said(z.nullable(Text), 'Id of the lead this one is a touch of.'),
  touches: said(
    z.array(z.strictObject({ leadId: Text, at: Moment, source: Text, kind: Kind })),
    'Every submission of the client, this one first; empty until there was a second.',
  ),
  timeline: z.array(
    z.strictObject({
      at: Moment,
      event: Text,
      text: sentence(),
      by: z.optional(Text),
      because: z.optional(sentence()),
      code: z.optional(Text),
    }),
  ),
  waiting: z.nullable(Waiting),
  faults: said(
    z.array(
      z.strictObject({ field: Text, code: Text, typed: z.optional(Text), suggestion: z.optional(Text) }),
    ),
    'Fields that could not be read, as they were typed.',
  ),
  formerOffers: z.array(OfferAnswer),
  check: said(
    z.nullable(z.strictObject({ attempts: Count, nextAt: Moment })),
    'The counterparty check that is still to be done.',
  ),
  laterCheck: said(
    z.nullable(z.strictObject({ at: Moment, counterparty: CounterpartyAnswer, verdict: VerdictAnswer })),
    'What a check done later found, and what the policy would have said to it.',
  ),
  openOffers: said(z.nullable(z.array(OfferAnswer)), 'Offers to several reps at once.'),
  sharedPool: said(z.nullable(Text), 'The pool whose reps may take it.'),
  earlierOwner: said(
    z.nullable(z.strictObject({ rep: Text, leadId: Text, at: Moment })),
    'Whoever had the client’s last lead.',
  ),
  responseDue: said(z.nullable(ResponseDueAnswer), 'By when the client has to be reached.'),
  firstResponse: said(z.nullable(z.strictObject({ at: Moment, by: Text })), 'When the client was reached.'),
  lostBecause: z.nullable(Text),
  erased: said(
    z.nullable(z.strictObject({ at: Moment, erasure: Text })),
    'Nothing of the person is left in it; `erasure` is the id of the order.',
  ),
};

export const LeadAnswer = named(
  'Lead',
  'A lead as ops read it. What is not there, or not yet, is null; codes stand beside their sentences.',
  z.strictObject(LEAD),
);

export const FullLead = named(
  'FullLead',
  'One lead, with every rule and step it was judged by.',
  z.strictObject({ ...LEAD, explanation: said(z.nullable(Judgement), 'Null until the lead is judged.') }),
);

export const LeadPage = named(
  'LeadPage',
  'Leads, the newest first.',
  z.strictObject({
    leads: z.array(LeadAnswer),
    next: said(z.nullable(Text), 'The `cursor` of the next page; null on the last.'),
  }),
);

export const FoundLeads = named(
  'FoundLeads',
  'Leads that were found, the newest first, fifty at most.',
  z.strictObject({ leads: z.array(LeadAnswer) }),
);

export const PartedLeads = named(
  'PartedLeads',
  'Two leads that were taken for one.',
  z.strictObject({
    lead: said(z.strictObject({ id: Text, status: Status }), 'The one that was a duplicate.'),
    first: said(z.strictObject({ id: Text, status: Status }), 'The one it was a touch of.'),
  }),
);

export const ReassignedLead = named(
  'ReassignedLead',
  'The lead with its new owner.',
  z.strictObject({ id: Text, status: Status, owner: Text }),
);

export const RatedLead = named(
  'RatedLead',
  'The client’s rating is noted.',
  z.strictObject({ leadId: Text, score: Count }),
);

export const JudgedAgain = named(
  'JudgedAgain',
  'A kept lead judged once more, without effect.',
  z.strictObject({
    lead: Text,
    policyVersion: Count,
    recorded: said(
      z.nullable(
        z.strictObject({
          policyVersion: Count,
          outcome: z.enum(['qualified', 'rejected']),
          reasons: z.array(Text),
          total: z.nullable(z.number()),
          grade: z.nullable(Text),
        }),
      ),
      'What the lead has on record; null for one that was never judged.',
    ),
    same: said(z.nullable(z.boolean()), 'Whether it comes to the record, rule by rule and term by term.'),
    judgement: Judgement,
  }),
);
