import type { Lead } from '#shared/domain/lead.ts';

/** What lies where: the leads a rep has open, and those a pool's reps may take or accept. Oldest first. */
export interface HeldLeads {
  /** Offered to them alone, accepted or escalated, and not ended yet. */
  ofRep(rep: string): Promise<readonly Lead[]>;
  /** In the shared pool, or put before several of its reps at once. */
  inPool(pool: string): Promise<readonly Lead[]>;
}
