import type { Destination } from '#shared/domain/destination.ts';

/** The card of a lead, or the deal that was made of it, as its CRM has them now. */
export interface CrmCardRef {
  readonly kind: 'lead' | 'deal';
  /** Its id over there. */
  readonly id: string;
}

export type CrmCardAnswer =
  | { readonly outcome: 'found'; readonly leadId: string; readonly stage: string }
  /** Somebody else has made it, or it is gone. */
  | { readonly outcome: 'not-ours' }
  | { readonly outcome: 'unavailable'; readonly reason: string };

/** An event of a CRM names a card and nothing else; what became of our lead is read here. */
export interface CrmCards {
  /** Never throws for what the other side does. */
  find(destination: Extract<Destination, { type: 'bitrix24' }>, card: CrmCardRef): Promise<CrmCardAnswer>;
}
