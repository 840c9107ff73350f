import { counterpartyCheckHandler } from '#functions/counterparty-check/handler.ts';
import { checkedLater } from '#shared/domain/later-check.ts';
import { nextCheck } from '#shared/domain/pending-check.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { RegistryAnswer } from '#shared/ports/counterparty-registry.ts';
import type { Settings } from '#shared/ports/settings.ts';
import { aQualifiedLead, anOfferedLead } from './a-lead.ts';
import { aTeam, aTeamMember } from './assignment-world.ts';
import { InMemoryCounterparties } from './in-memory-counterparties.ts';
import { InMemoryLeads } from './in-memory-leads.ts';
import { InMemorySettings } from './in-memory-settings.ts';
import { HandClock, found } from './intake-world.ts';
import { aBatch, aContext, workMessage } from './lambda.ts';
import { RecordingQueue } from './pipeline.ts';
import { recordingTools, type RecordingTools } from './recording-tools.ts';

/** When the check of `anUncheckedLead` is due, and a little. */
export const CHECK_TIME = new Date('2026-11-23T09:02:00.000Z');

const UNCHECKED = { outcome: 'unchecked', because: 'slow' } as const;

/** What a lead has that was judged while no registry answered: it is to be checked 75 seconds after it came. */
export function unchecked(overrides: Partial<Lead> = {}): Partial<Lead> {
  const check = nextCheck(undefined, UNCHECKED, new Date('2026-11-23T09:00:00.000Z'));
  return { counterparty: UNCHECKED, ...(check === undefined ? {} : { check }), ...overrides };
}

export const aQualifiedUnchecked = (overrides: Partial<Lead> = {}): Lead =>
  aQualifiedLead(unchecked(overrides));

/** The same, offered to Olga, the CRM told. */
export function anOfferedUnchecked(overrides: Partial<Lead> = {}): Lead {
  const lead = anOfferedLead(unchecked(overrides));
  const told = { attempt: 1, outcome: 'delivered', externalId: '1' } as const;
  return { ...lead, handoffs: lead.handoffs.map((handoff) => ({ ...handoff, ...told })) };
}

/** The lead after its company turned out to be liquidated: its owner is to be told so, as `reason`. */
export function foundOut(
  lead: Lead,
  reason = 'company-liquidated',
  destinations: readonly string[] = ['crm', 'messenger'],
): Lead {
  const answer = found('7707083893', { status: 'liquidated', registry: 'dadata' });
  const { verdict } = aQualifiedLead();
  if (answer.outcome !== 'found' || verdict === undefined) throw new Error('there is nothing to find out');
  const judgement = { verdict: { ...verdict, outcome: 'rejected' as const, reasons: [reason] } };
  return checkedLater(lead, answer.counterparty, judgement, destinations, CHECK_TIME);
}

export interface CheckWorld {
  readonly leads: InMemoryLeads;
  readonly cache: InMemoryCounterparties;
  readonly handoffs: RecordingQueue;
  readonly clock: HandClock;
  readonly tools: RecordingTools;
  /** Milliseconds the function has paused, check by check. */
  readonly pauses: number[];
  /** Time that the registry was given, question by question. */
  readonly asked: number[];
  /** Handles these messages as one batch; the answer names those that come back. */
  handle(...leadIds: readonly string[]): Promise<readonly string[]>;
  lead(id?: string): Promise<Lead>;
}

export interface CheckWorldOptions {
  readonly leads: readonly Lead[];
  readonly answer: (asked: number) => RegistryAnswer | Promise<RegistryAnswer>;
  /** Earlier versions, by number. */
  readonly archive?: Readonly<Record<number, Partial<Settings>>>;
}

/** The function that checks later, in memory. */
export function checkWorld(
  settings: Settings,
  { leads, answer, archive = {} }: CheckWorldOptions,
): CheckWorld {
  const [asked, pauses]: [number[], number[]] = [[], []];
  const tools = recordingTools();
  const world = {
    leads: new InMemoryLeads(leads),
    cache: new InMemoryCounterparties(),
    handoffs: new RecordingQueue(),
    clock: new HandClock(CHECK_TIME),
  };
  const find = async (_company: unknown, timeoutMs: number) => answer(asked.push(timeoutMs));
  const team = aTeam(aTeamMember('olga'));
  const handler = counterpartyCheckHandler({
    ...world,
    ...tools,
    registryFor: () => ({ find }),
    settings: new InMemorySettings({ ...settings, team }),
    archive: { content: async (document, version) => archive[version]?.[document] },
    pause: async (milliseconds) => void pauses.push(milliseconds),
  });
  return {
    ...world,
    ...{ tools, asked, pauses },
    handle: async (...leadIds) => {
      const batch = aBatch(...leadIds.map(workMessage));
      const { batchItemFailures } = await handler(batch, aContext('counterparty-check'));
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
    lead: async (id = 'lead-00000001') => {
      const lead = await world.leads.find(id);
      if (lead === undefined) throw new Error(`lead ${id} is gone`);
      return lead;
    },
  };
}
