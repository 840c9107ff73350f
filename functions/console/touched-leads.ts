import type { Lead } from '#shared/domain/lead.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';

/** A client who came more often is shown by the last of their touches. */
const TOUCHES_READ = 30;

/** The leads that are touches of this one, in the order they came. */
export async function readTouches(
  { id, touches }: Lead,
  leads: Pick<LeadRepository, 'find'>,
): Promise<readonly Lead[]> {
  const further = touches.filter(({ leadId }) => leadId !== id).slice(-TOUCHES_READ);
  const found = await Promise.all(further.map(({ leadId }) => leads.find(leadId)));
  return found.filter((lead) => lead !== undefined);
}
