import { handoffHandler } from '#functions/handoff/handler.ts';
import type { HandoffOutcome } from '#shared/domain/handoff.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Settings } from '#shared/ports/settings.ts';
import type { HandoffRequest } from '#shared/ports/destination-gateway.ts';
import { aTeam, aTeamMember } from './assignment-world.ts';
import { InMemoryLeads } from './in-memory-leads.ts';
import { InMemorySettings } from './in-memory-settings.ts';
import { HandClock } from './intake-world.ts';
import { aBatch, aContext, workMessage } from './lambda.ts';
import { recordingTools, type RecordingTools } from './recording-tools.ts';

export interface HandoffWorld {
  readonly leads: InMemoryLeads;
  readonly clock: HandClock;
  readonly tools: RecordingTools;
  /** What the destinations were told, in order. */
  readonly told: HandoffRequest[];
  /** Handles the message of the lead; whatever fails comes back as an error. */
  handle(): Promise<void>;
  lead(): Promise<Lead>;
}

export type Deliver = (request: HandoffRequest) => Promise<HandoffOutcome>;

const delivered: Deliver = async ({ handoff }) => ({
  outcome: 'delivered',
  externalId: `${handoff.destination}-1`,
});

/** The handoff function in memory, for one lead and the reps `olga` and `anna`. */
export function handoffWorld(settings: Settings, lead: Lead, deliver: Deliver = delivered): HandoffWorld {
  const leads = new InMemoryLeads([lead]);
  const clock = new HandClock(new Date('2026-11-23T09:00:01.000Z'));
  const tools = recordingTools();
  const told: HandoffRequest[] = [];
  const team = aTeam(aTeamMember('olga'), aTeamMember('anna'));
  const handler = handoffHandler({
    ...tools,
    leads,
    clock,
    desk: leads,
    settings: new InMemorySettings({ ...settings, team }),
    archive: { content: async (document) => settings[document] },
    links: { tokenFor: async (id, attempt) => `${id}.${attempt}`, parse: async () => undefined },
    gateway: {
      deliver: async (request) => {
        told.push(request);
        return deliver(request);
      },
    },
  });
  return {
    leads,
    clock,
    tools,
    told,
    handle: async () => void (await handler(aBatch(workMessage(lead.id)), aContext('handoff'))),
    lead: async () => {
      const found = await leads.find(lead.id);
      if (found === undefined) throw new Error('the lead is gone');
      return found;
    },
  };
}
