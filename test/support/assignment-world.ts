import { assignmentHandler } from '#functions/assignment/handler.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Rep, Team } from '#shared/domain/team.ts';
import type { Settings } from '#shared/ports/settings.ts';
import { InMemoryLeads } from './in-memory-leads.ts';
import { InMemorySettings } from './in-memory-settings.ts';
import { intakeWorld, type IntakeWorld } from './intake-world.ts';
import { aBatch, aContext, workMessage } from './lambda.ts';
import { RecordingQueue } from './pipeline.ts';
import { recordingTools, type RecordingTools } from './recording-tools.ts';

const ROUND_THE_CLOCK = { fromMinute: 0, toMinute: 1440 };

/** A rep who works at any hour, with place for one lead. */
export function aTeamMember(id: string, overrides: Partial<Rep> = {}): Rep {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
  return {
    id,
    name: id,
    hours: {
      timeZone: 'Europe/Moscow',
      week: Object.fromEntries(days.map((day) => [day, [ROUND_THE_CLOCK]])),
      daysOff: [],
    },
    capacity: 1,
    active: true,
    accounts: { crm: '11', messenger: '100011' },
    ...overrides,
  };
}

/** One pool for everything, of equal weights; the last rep is the supervisor and not in it. */
export function aTeam(...reps: readonly Rep[]): Team {
  const supervisor = aTeamMember('boss', { capacity: 1 });
  return {
    version: 1,
    reps: [...reps, supervisor],
    pools: [{ id: 'all', strategy: 'weighted', members: reps.map(({ id }) => ({ rep: id, weight: 1 })) }],
    supervisor: supervisor.id,
    acceptMinutes: { A: 5, B: 15, C: 60 },
  };
}

export interface AssignmentWorld extends Omit<IntakeWorld, 'leads'> {
  readonly leads: InMemoryLeads;
  readonly handoffs: RecordingQueue;
  readonly tools: RecordingTools;
  /** Handles the messages of these leads as one batch; the answer names those that come back. */
  handle(...leadIds: readonly string[]): Promise<readonly string[]>;
  lead(id?: string): Promise<Lead | undefined>;
}

/** The assignment function in memory. */
export function assignmentWorld(
  settings: Settings,
  team: Team,
  leads: readonly Lead[],
  registry?: Parameters<typeof intakeWorld>[1],
): AssignmentWorld {
  const table = new InMemoryLeads(leads);
  const world = { ...intakeWorld(settings, registry), leads: table, clients: table };
  const [handoffs, tools] = [new RecordingQueue(), recordingTools()];
  const handler = assignmentHandler({
    ...world,
    ...tools,
    handoffs,
    book: world.leads,
    settings: new InMemorySettings({ ...settings, team }),
  });
  return {
    ...world,
    handoffs,
    tools,
    handle: async (...leadIds) => {
      const answer = await handler(aBatch(...leadIds.map(workMessage)), aContext('assignment'));
      return answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
    lead: (id = 'lead-00000001') => world.leads.find(id),
  };
}
