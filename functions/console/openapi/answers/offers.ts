import * as z from 'zod/mini';
import type { OfferStanding } from '../../offer-standing.ts';
import type { OfferResult } from '../../offer-result.ts';
import { Count, Moment, Text, codes, named, said, sentence } from '../schema-words.ts';
import { Contact } from './lead-parts.ts';

const STANDINGS = {
  'already-accepted': '',
  'already-declined': '',
  expired: '',
  withdrawn: 'the lead went another way',
  'accepted-by-other': '',
} as const;

export const OfferShown = named(
  'OfferShown',
  'How an offer stands, and what the rep may see of the lead.',
  z.strictObject({
    outcome: codes<OfferStanding['standing']>({ open: 'it can still be answered', ...STANDINGS }),
    attempt: Count,
    deadlineAt: said(z.nullable(Moment), 'Null for an escalated lead, which has no deadline.'),
    card: said(
      z.array(z.strictObject({ code: Text, label: sentence(), value: Text })),
      'Without the person while it is open; empty once the lead went elsewhere.',
    ),
  }),
);

export const OfferAccepted = named(
  'OfferAccepted',
  'The lead is the rep’s, and so is the client’s contact; or it was declined.',
  z.union([
    z.strictObject({ outcome: z.literal('accepted'), contact: Contact }),
    z.strictObject({ outcome: z.literal('declined') }),
  ]),
);

export const OfferTooLate = named(
  'OfferTooLate',
  'The answer changes nothing.',
  z.strictObject({
    outcome: codes<Exclude<OfferResult['outcome'], 'accepted' | 'declined' | 'unknown'>>({
      ...STANDINGS,
      'last-in-line': 'nobody is left to take it instead',
      'you-are-full': 'the rep has as many leads as they may',
    }),
  }),
);
