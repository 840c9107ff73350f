import { randomUUID } from 'node:crypto';
import type { InvocationResult } from './functions/invocation.ts';
import type { Service } from './functions/service.ts';
import type { ScheduleDefinition } from './template/definitions.ts';
import { ACCOUNT_ID, REGION } from './template/stack.ts';

export interface Schedules {
  /** Fires a rule now, whatever its period, and says what its functions answered. */
  fire(name: string): Promise<readonly InvocationResult[]>;
  stop(): Promise<void>;
}

/** Invokes what the rules of the stack invoke, at their rates. */
export function startSchedules(
  rules: readonly ScheduleDefinition[],
  serviceOf: (arn: string) => Service,
  everyMs?: number,
): Schedules {
  const underWay = new Set<Promise<unknown>>();
  const timers = rules.map((rule) => setInterval(() => void fire(rule), everyMs ?? rule.everyMs));

  return {
    async fire(name) {
      const rule = rules.find((each) => isCalled(each, name, serviceOf));
      if (!rule) throw new Error(`There is no schedule called ${name}.`);
      return fire(rule);
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(underWay);
    },
  };

  function fire(rule: ScheduleDefinition): Promise<readonly InvocationResult[]> {
    const event = toScheduledEvent(rule);
    const firing = Promise.all(
      rule.targets.map(({ functionArn, input }) =>
        serviceOf(functionArn).invoke(input === undefined ? event : JSON.parse(input)),
      ),
    ).finally(() => underWay.delete(firing));
    underWay.add(firing);
    return firing;
  }
}

/** A rule may be called by its own name, or by the function that it wakes. */
function isCalled(rule: ScheduleDefinition, name: string, serviceOf: (arn: string) => Service): boolean {
  if (rule.name === name || rule.logicalId === name) return true;
  return rule.targets.some(({ functionArn }) => serviceOf(functionArn).definition.name === name);
}

function toScheduledEvent({ arn }: ScheduleDefinition) {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: ACCOUNT_ID,
    time: new Date().toISOString().replace(/\.\d{3}Z$/, 'Z'),
    region: REGION,
    resources: [arn],
    detail: {},
  };
}
