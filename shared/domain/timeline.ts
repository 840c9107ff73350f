import type { Lead, TimelineEntry } from './lead.ts';

/** The next version of a lead, with one more entry of what happened to it. */
export function step(lead: Lead, now: Date, entry: Omit<TimelineEntry, 'at'>): Lead {
  const { event, by, because } = entry;
  return {
    ...lead,
    version: lead.version + 1,
    timeline: [
      ...lead.timeline,
      {
        at: now.toISOString(),
        event,
        ...(by === undefined ? {} : { by }),
        ...(because === undefined ? {} : { because }),
      },
    ],
  };
}
