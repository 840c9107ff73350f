import { sweeperHandler } from '#functions/sweeper/handler.ts';
import type { Swept } from '#functions/sweeper/sweep-leads.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Settings } from '#shared/ports/settings.ts';
import { aPolicy } from './a-policy.ts';
import { aTeam, aTeamMember } from './assignment-world.ts';
import { InMemoryCircuits } from './in-memory-circuits.ts';
import { InMemoryCounterparties } from './in-memory-counterparties.ts';
import { InMemoryLeads } from './in-memory-leads.ts';
import { InMemorySettings } from './in-memory-settings.ts';
import { InMemoryShadowBook } from './in-memory-shadow-book.ts';
import { HandClock } from './intake-world.ts';
import { RecordingQueue } from './pipeline.ts';
import { recordingTools, type RecordingTools } from './recording-tools.ts';

/** Long enough for a lead in good health to have its owner told. */
export const RESEND_AFTER_MS = 30_000;

export const SWEEPER_SETTINGS: Settings = {
  sources: { version: 1, sources: [] },
  policy: aPolicy(),
  team: aTeam(aTeamMember('olga')),
  destinations: { version: 1, publicUrl: 'http://127.0.0.1:9', destinations: [] },
};

export interface SweeperWorld {
  readonly leads: InMemoryLeads;
  readonly cache: InMemoryCounterparties;
  readonly assignments: RecordingQueue;
  readonly handoffs: RecordingQueue;
  readonly checks: RecordingQueue;
  readonly clock: HandClock;
  readonly shadow: InMemoryShadowBook;
  readonly circuits: InMemoryCircuits;
  readonly settings: InMemorySettings;
  /** Ids of reps whom earlier versions of the team had. */
  readonly formerReps: string[];
  readonly tools: RecordingTools;
  sweep(): Promise<Swept>;
  lead(id?: string): Promise<Lead>;
}

/** The sweeper in memory, a minute after the leads of `a-lead.ts` arrived. */
export function sweeperWorld(...leads: readonly Lead[]): SweeperWorld {
  const formerReps: string[] = [];
  const world = {
    leads: new InMemoryLeads(leads),
    cache: new InMemoryCounterparties(),
    assignments: new RecordingQueue(),
    handoffs: new RecordingQueue(),
    checks: new RecordingQueue(),
    clock: new HandClock(new Date('2026-11-23T09:01:00.000Z')),
    shadow: new InMemoryShadowBook(),
    circuits: new InMemoryCircuits(),
    settings: new InMemorySettings(SWEEPER_SETTINGS),
    formerReps,
    tools: recordingTools(),
  };
  const { tools, ...ports } = world;
  return {
    ...world,
    sweep: sweeperHandler({
      ...ports,
      ...tools,
      sweep: world.leads,
      book: world.leads,
      held: world.leads,
      roster: world.leads,
      formerReps: async () => world.formerReps,
      resendAfterMs: RESEND_AFTER_MS,
    }),
    lead: async (id = 'lead-00000001') => {
      const found = await world.leads.find(id);
      if (found === undefined) throw new Error(`lead ${id} is gone`);
      return found;
    },
  };
}
