import { noteResponse } from '#shared/assignment/note-response.ts';
import { isOwned } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { lost, won } from '#shared/domain/response-life.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { answerOffer } from './answer-offer.ts';
import type { CrmNews } from './crm-news.ts';
import type { ConsoleDependencies } from './dependencies.ts';

/** Each lost race means that somebody else made progress with the lead; five in a row do not happen. */
const MAX_ATTEMPTS = 5;

/** `nothing-new`: it is so already, or comes too late to change anything. */
export type NewsTaken = 'done' | 'nothing-new' | 'unknown';

/** Does what a CRM says of a lead, once, however often it says so. `by` names the destination it came from. */
export async function takeCrmNews(
  news: CrmNews,
  by: string,
  dependencies: ConsoleDependencies,
): Promise<NewsTaken> {
  switch (news.event) {
    case 'accepted':
      return answer(news, 'accept', dependencies);
    case 'declined':
      return answer(news, 'decline', dependencies);
    case 'first-response': {
      const at = news.at ?? dependencies.clock.now().toISOString();
      const { outcome } = await noteResponse(news.leadId, { at, by }, dependencies);
      if (outcome === 'noted') dependencies.meter.count(MetricNames.ResponseNoted);
      return outcome === 'noted' ? 'done' : outcome === 'known' ? 'nothing-new' : 'unknown';
    }
    case 'won':
    case 'lost':
      return end(news.leadId, { as: news.event, because: news.reason, by }, dependencies);
  }
}

/** Only an offer to one rep can be answered from there: of several nobody knows who it was. */
async function answer(
  { leadId, reason }: CrmNews,
  wanted: 'accept' | 'decline',
  dependencies: ConsoleDependencies,
): Promise<NewsTaken> {
  const lead = await dependencies.leads.find(leadId);
  if (lead === undefined) return 'unknown';
  if (lead.offer?.state !== 'open') return 'nothing-new';
  const result = await answerOffer(
    {
      leadId,
      offerAttempt: lead.offer.attempt,
      answer: wanted,
      ...(reason === undefined ? {} : { reason: `other: ${reason}` }),
    },
    dependencies,
  );
  return result.outcome === 'accepted' || result.outcome === 'declined' ? 'done' : 'nothing-new';
}

interface Ending {
  readonly as: 'won' | 'lost';
  readonly because: string | undefined;
  readonly by: string;
}

/** The owner has a place free again, in the same transaction. */
async function end(
  leadId: string,
  ending: Ending,
  { leads, book, clock, pause }: ConsoleDependencies,
): Promise<NewsTaken> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const lead = await leads.find(leadId);
    if (lead === undefined) return 'unknown';
    if (!canEnd(lead, ending)) return 'nothing-new';
    const now = clock.now();
    const ended =
      ending.as === 'won' ? won(lead, ending.by, now) : lost(lead, ending.because, ending.by, now);
    const isPlaced = lead.owner !== undefined && isOwned(lead);
    const release = isPlaced ? { release: { rep: lead.owner, source: lead.source } } : {};
    if ((await book.commit({ lead: ended, ...release })) === 'done') return 'done';
    await pause(attempt);
  }
  throw new Error(`lead ${leadId} kept changing`);
}

/** A rejected lead and a touch of another one were never anybody's to win. */
function canEnd({ status }: Lead, { as }: Ending): boolean {
  return status !== as && status !== 'rejected' && status !== 'duplicate';
}
