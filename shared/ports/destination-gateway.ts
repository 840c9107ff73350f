import type { Destination } from '#shared/domain/destination.ts';
import type { Handoff, HandoffOutcome } from '#shared/domain/handoff.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Rep } from '#shared/domain/team.ts';

export interface HandoffRequest {
  readonly lead: Lead;
  readonly handoff: Handoff;
  readonly rep: Rep;
  readonly destination: Destination;
  /** Page on which the rep accepts or declines; empty when there is no open offer. */
  readonly offerUrl: string;
}

export interface DestinationGateway {
  /**
   * One attempt to tell one destination. Never throws for what the other side does.
   * Safe to repeat after `uncertain`: where the other side can be searched, it is searched first.
   */
  deliver(request: HandoffRequest): Promise<HandoffOutcome>;
}
