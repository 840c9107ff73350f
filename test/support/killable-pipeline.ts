import type { APIGatewayProxyEventV2, SQSBatchResponse } from 'aws-lambda';
import { assignmentHandler } from '#functions/assignment/handler.ts';
import { counterpartyCheckHandler } from '#functions/counterparty-check/handler.ts';
import { handoffHandler } from '#functions/handoff/handler.ts';
import { sweeperHandler } from '#functions/sweeper/handler.ts';
import { webFormHandler } from '#functions/web-form/handler.ts';
import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import type { CompanyId } from '#shared/domain/counterparty.ts';
import type { HandoffOutcome } from '#shared/domain/handoff.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import type { RegistryAnswer } from '#shared/ports/counterparty-registry.ts';
import type { HandoffRequest } from '#shared/ports/destination-gateway.ts';
import type { Settings, SettingsReader } from '#shared/ports/settings.ts';
import { InMemoryCallNotes } from './in-memory-call-notes.ts';
import { InMemoryRateLimiter } from './in-memory-limiter.ts';
import { InMemoryShadowBook } from './in-memory-shadow-book.ts';
import { InMemorySettings } from './in-memory-settings.ts';
import { HandClock, found } from './intake-world.ts';
import type { KillSwitch } from './kill-switch.ts';
import { aBatch, aContext, workMessage } from './lambda.ts';
import { NO_DETAILS } from './no-details.ts';
import { NO_CAPTCHA } from './no-captcha.ts';
import { recordingTools } from './recording-tools.ts';
import type { TestTable } from './table.ts';
import { onDynamoDb, type World } from './worlds.ts';

/** What becomes of the messages that were in a queue or in the hands of a process that was killed. */
export type Recovery = 'messages come back' | 'queues are lost';

/** A message comes back when its visibility ends: six times the consumer's timeout. */
const VISIBILITY_MS = 2 * MINUTE_MS;

/** The functions on the way of a lead over a real table, each run of them a process of its own that may be killed. */
export function killablePipeline(
  table: Omit<TestTable, 'stop'>,
  settings: Settings,
  kills: KillSwitch,
  askRegistry?: (company: CompanyId) => RegistryAnswer,
) {
  kills.watch(table.client);
  const clock = new HandClock();
  const world = onDynamoDb(table, () => clock.now());
  return killablePipelineOver(world, { settings: new InMemorySettings(settings), kills, clock, askRegistry });
}

export interface PipelineParts {
  readonly settings: SettingsReader;
  readonly kills: KillSwitch;
  readonly clock: HandClock;
  readonly askRegistry?: ((company: CompanyId) => RegistryAnswer) | undefined;
}

/** The same over any world whose calls can be killed. */
export function killablePipelineOver(
  world: World,
  { settings, kills, clock, askRegistry = ({ id }) => found(id) }: PipelineParts,
) {
  const outside = new Outside();
  const queues = {
    assignments: new Set<string>(),
    handoffs: new Set<string>(),
    checks: new Set<string>(),
  };
  const queue = (name: keyof typeof queues) => ({
    send: (leadId: string) => kills.call(`send to ${name}`, async () => void queues[name].add(leadId)),
  });
  let made = 0;
  const shared = {
    ...world,
    ...recordingTools(),
    clock,
    settings,
    shadow: new InMemoryShadowBook(),
    phones: new LibPhoneNumbers(),
    details: NO_DETAILS,
    registryFor: () => ({ find: async (company: CompanyId) => askRegistry(company) }),
    archive: { content: async () => undefined },
    assignments: queue('assignments'),
    handoffs: queue('handoffs'),
    checks: queue('checks'),
    resendAfterMs: 30_000,
  };
  const webForm = webFormHandler({
    ...shared,
    limiter: new InMemoryRateLimiter(),
    notes: new InMemoryCallNotes(),
    secrets: { find: async () => undefined },
    captcha: NO_CAPTCHA,
    randomId: () => `randomid${(made += 1)}`,
  });
  const assignment = assignmentHandler(shared);
  const handoff = handoffHandler({
    ...shared,
    gateway: { deliver: (request) => kills.call(request.destination.id, () => outside.tell(request)) },
    links: { tokenFor: async () => 'token', parse: async () => undefined },
  });
  const check = counterpartyCheckHandler({ ...shared, pause: async () => undefined });
  const sweep = sweeperHandler({ ...shared, formerReps: async () => [] });

  return {
    ...shared,
    outside,
    queues,

    /** What the sender hears; undefined when it hears nothing but that something broke. */
    async submit(event: APIGatewayProxyEventV2): Promise<string | undefined> {
      kills.begin('web-form');
      const { statusCode, body } = await webForm(event, aContext('web-form'));
      return statusCode === 202 ? body : undefined;
    },

    /** Hands every message over once; those of a process that was killed come back later. */
    async work(): Promise<void> {
      for (const leadId of take(queues.assignments))
        if (!(await this.assign(leadId))) queues.assignments.add(leadId);
      for (const leadId of take(queues.handoffs))
        if (!(await this.handOver(leadId))) queues.handoffs.add(leadId);
      for (const leadId of take(queues.checks)) if (!(await this.check(leadId))) queues.checks.add(leadId);
    },

    assign(leadId: string): Promise<boolean> {
      kills.begin('assignment');
      return isDone(assignment(aBatch(workMessage(leadId)), aContext('assignment')));
    },

    handOver(leadId: string): Promise<boolean> {
      kills.begin('handoff');
      return isDone(handoff(aBatch(workMessage(leadId)), aContext('handoff')));
    },

    check(leadId: string): Promise<boolean> {
      kills.begin('counterparty-check');
      return isDone(check(aBatch(workMessage(leadId)), aContext('counterparty-check')));
    },

    async sweep(): Promise<void> {
      kills.begin('sweeper');
      await sweep();
    },

    /** Time passes and sweeps come by, until all is quiet. */
    async settle(recovery: Recovery): Promise<void> {
      if (recovery === 'queues are lost') for (const messages of Object.values(queues)) messages.clear();
      for (const passedMs of [MINUTE_MS, VISIBILITY_MS]) {
        clock.pass(passedMs);
        await this.sweep();
        await this.work();
        await this.work();
      }
    },
  };
}

/** A CRM and a webhook that know a lead again, and a messenger that cannot. */
class Outside {
  readonly cards = new Set<string>();
  readonly hooks = new Set<string>();
  readonly messages: string[] = [];

  async tell({ lead, handoff, destination }: HandoffRequest): Promise<HandoffOutcome> {
    const news = handoff.touch ?? handoff.notice;
    const event = `${lead.id}/${handoff.offerAttempt}${news === undefined ? '' : `/${news}`}`;
    if (destination.type === 'bitrix24') this.cards.add(lead.id);
    if (destination.type === 'webhook') this.hooks.add(event);
    if (destination.type === 'telegram') this.messages.push(event);
    return { outcome: 'delivered', externalId: event };
  }
}

function take(messages: Set<string>): readonly string[] {
  const taken = [...messages];
  messages.clear();
  return taken;
}

async function isDone(answer: Promise<SQSBatchResponse>): Promise<boolean> {
  try {
    return (await answer).batchItemFailures.length === 0;
  } catch {
    return false;
  }
}
