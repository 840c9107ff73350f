import type { Destination } from '#shared/domain/destination.ts';
import type { Handoff, HandoffOutcome } from '#shared/domain/handoff.ts';
import type { Sentence } from '#shared/domain/language.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Rep } from '#shared/domain/team.ts';

export interface HandoffRequest {
  readonly lead: Lead;
  readonly handoff: Handoff;
  readonly rep: Rep;
  readonly destination: Destination;
  /** Page on which the rep accepts or declines; empty when there is no open offer. */
  readonly offerUrl: string;
  /** The further submission to tell the owner about, where the handoff is about one. */
  readonly touch?: Lead;
  /** What the owner is to know about the lead, where the handoff is news: the words of a reason of the policy. */
  readonly notice?: Sentence;
  /** The owner's page of the lead, whether they have accepted it or not. */
  readonly pageUrl?: string;
}

export interface DestinationGateway {
  /**
   * One attempt to tell one destination: of the lead, of a further touch of it, or of news about it.
   * Never throws for what the other side does.
   * Safe to repeat after `uncertain`: where the other side can be searched, it is searched first.
   */
  deliver(request: HandoffRequest): Promise<HandoffOutcome>;
}
