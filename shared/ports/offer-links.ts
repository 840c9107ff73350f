/** The link with which a rep answers an offer: unguessable, good for one offer of one lead. */
export interface OfferLinks {
  tokenFor(leadId: string, offerAttempt: number): Promise<string>;
  /** Undefined for a token nobody of us made. Whether the offer is still open is for the lead to say. */
  parse(token: string): Promise<{ leadId: string; offerAttempt: number } | undefined>;
}
