import * as z from 'zod/mini';
import type { DifferenceKind } from '#shared/domain/policy-difference.ts';
import type { CounterpartyOrigin } from '../../find-counterparty.ts';
import { Count, Moment, Text, codes, named, said, sentence } from '../schema-words.ts';
import { Judgement } from './judgement.ts';
import { RuleTriedAnswer, Status, VerdictOutcome, counterpartyWith } from './lead-parts.ts';
import { BareScore } from './settings.ts';

const OwnerPreview = z.strictObject({
  outcome: codes({
    offered: '',
    waiting: 'nobody could have it, or it lies in a shared pool; `nextAt` says until when',
    escalated: 'the supervisor would have it',
  }),
  rep: z.nullable(Text),
  name: z.nullable(Text),
  reps: said(z.nullable(z.array(Text)), 'Of an offer to several at once: all who would be asked.'),
  pool: z.nullable(Text),
  strategy: z.nullable(Text),
  because: sentence(),
  code: Text,
  teamVersion: Count,
  deadlineAt: z.nullable(Moment),
  nextAt: z.nullable(Moment),
  rules: z.array(RuleTriedAnswer),
  candidates: z.array(
    z.strictObject({ rep: Text, name: Text, eligible: z.boolean(), because: sentence(), code: Text }),
  ),
});

export const SimulationAnswer = named(
  'Simulation',
  'What would become of the lead. Nothing was written, nobody’s turn moved.',
  z.strictObject({
    outcome: VerdictOutcome,
    reasons: z.array(Text),
    policyVersion: said(z.nullable(Count), 'Null for a draft.'),
    score: z.nullable(BareScore),
    explanation: Judgement,
    faults: z.array(z.strictObject({ field: Text, code: Text, message: sentence() })),
    sentBack: said(z.boolean(), 'Whether our own form would send its visitor back to mend the faults.'),
    counterparty: counterpartyWith({
      from: codes<CounterpartyOrigin>({
        given: '',
        recorded: 'of the kept lead',
        cache: '',
        registry: '',
        unchecked: '',
      }),
    }),
    duplicateOf: z.nullable(Text),
    owner: said(z.nullable(OwnerPreview), 'Null for what is rejected or belongs to another lead.'),
  }),
);

const Counts = codesToCounts({
  'newly-rejected': 'good on record, rejected by the draft',
  'newly-accepted': 'rejected on record, good by the draft',
  'grade-moved': 'another grade',
  'owner-moved': 'another pool would have got it',
  'reason-changed': 'rejected either way, mainly for something else',
});

function codesToCounts(meanings: Readonly<Record<DifferenceKind, string>>) {
  const counts = Object.entries(meanings).map(([kind, meaning]) => [kind, said(z.int(), meaning)]);
  return z.strictObject(Object.fromEntries(counts) as Record<DifferenceKind, z.ZodMiniNumber>);
}

const Span = z.union([z.strictObject({ last: Count }), z.strictObject({ from: Moment, to: Moment })]);

export const OrderedReplay = named(
  'OrderedReplay',
  'The replay is queued; `Location` is where it tells how far it is.',
  z.strictObject({ id: Text, state: z.literal('queued') }),
);

export const Replay = named(
  'Replay',
  'How far a replay is, and in the end what would change.',
  z.strictObject({
    id: Text,
    orderedAt: Moment,
    by: Text,
    span: Span,
    policyVersion: said(z.nullable(Count), 'Null for a draft.'),
    state: z.enum(['queued', 'running', 'done', 'failed']),
    done: said(Count, 'Leads looked at so far.'),
    total: Count,
    report: z.nullable(
      z.strictObject({
        judged: said(Count, 'Leads judged by both; those never judged and duplicates do not count.'),
        skipped: Count,
        counts: Counts,
        wonAndRejected: said(Count, 'Leads newly rejected that somebody had won.'),
        tookMs: Count,
      }),
    ),
  }),
);

const Side = z.strictObject({
  outcome: VerdictOutcome,
  reason: z.optional(Text),
  score: z.optional(z.number()),
  grade: z.optional(Text),
  pool: z.optional(Text),
});

export const Kinds = z.enum(Object.keys(Counts.shape) as DifferenceKind[]);

export const Differences = named(
  'Differences',
  'Leads that would have been judged otherwise, as they stand today.',
  z.strictObject({
    differences: z.array(
      z.strictObject({
        leadId: Text,
        receivedAt: Moment,
        source: Text,
        status: Status,
        owner: z.optional(Text),
        kinds: z.array(Kinds),
        before: Side,
        after: Side,
      }),
    ),
    next: said(z.nullable(Text), 'The `cursor` of the next page; null on the last.'),
  }),
);

export const ShadowTrialAnswer = named(
  'ShadowTrial',
  'A draft that judges what arrives beside the policy in force, and decides nothing.',
  z.strictObject({
    id: Text,
    state: z.enum(['running', 'over']),
    policyVersion: said(z.nullable(Count), 'Null for a draft.'),
    by: Text,
    startedAt: Moment,
    until: Moment,
    countedUpTo: said(z.nullable(Moment), 'Leads that arrived up to then are counted.'),
    judged: Count,
    skipped: Count,
    counts: Counts,
    policy: said(Text, 'The draft as it was written.'),
  }),
);
