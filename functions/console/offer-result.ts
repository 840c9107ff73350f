import type { Lead } from '#shared/domain/lead.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import type { OfferStanding } from './offer-standing.ts';

export interface OfferAnswer {
  readonly leadId: string;
  readonly offerAttempt: number;
  readonly answer: 'accept' | 'decline';
  /** A stable code, or a code and the rep's own words: `other: the client asked for somebody else`. */
  readonly reason?: string;
}

export type OfferResult =
  | { readonly outcome: 'accepted' | 'declined'; readonly lead: Lead }
  | {
      readonly outcome: Exclude<OfferStanding['standing'], 'open'> | 'last-in-line' | 'you-are-full';
      readonly lead: Lead;
    }
  | { readonly outcome: 'unknown' };

export type AnswerDependencies = Pick<
  ConsoleDependencies,
  'leads' | 'book' | 'settings' | 'owners' | 'assignments' | 'handoffs' | 'clock' | 'pause' | 'log' | 'meter'
>;
