import { availableParallelism } from 'node:os';
import type { MachineClock } from '../machine-clock.ts';
import type { LogBook } from '../records/log-book.ts';
import type { MetricBook } from '../records/metric-book.ts';
import type { FunctionDefinition } from '../template/definitions.ts';
import { createService, type Service } from './service.ts';

/**
 * Environments a function may have when nobody says. More would not be faster here: all share these cores, each has
 * to load the bundle and warm it up by itself, and a burst that starts them takes the time from the leads it came
 * with. Functions that answer people wait for outsiders most of the time, so they get more.
 */
const ANSWERING_ENVIRONMENTS = 4 * availableParallelism();
const WORKING_ENVIRONMENTS = availableParallelism();

export interface ServicesOptions {
  /** ARNs of the functions that answer over HTTP. */
  readonly answering: ReadonlySet<string>;
  readonly variablesOf: (functionName: string) => Readonly<Record<string, string>>;
  readonly environments: Readonly<Record<string, { readonly warm?: number; readonly max?: number }>>;
  readonly logs: LogBook;
  readonly metrics: MetricBook;
  readonly clock?: MachineClock | undefined;
}

/** All functions of the stack. */
export interface Services {
  readonly all: readonly Service[];
  /** By what people call it, its name in AWS or its logical id. */
  called(name: string): Service;
  at(arn: string): Service;
  warmUp(): Promise<void>;
  drain(): Promise<void>;
  stop(): Promise<void>;
}

export function createServices(
  definitions: readonly FunctionDefinition[],
  { answering, variablesOf, environments, ...records }: ServicesOptions,
): Services {
  const all = definitions.map((definition) => {
    const { name, arn } = definition;
    const max = answering.has(arn) ? ANSWERING_ENVIRONMENTS : WORKING_ENVIRONMENTS;
    return createService({
      definition,
      variables: variablesOf(name),
      max,
      ...environments[name],
      ...records,
    });
  });
  return {
    all,
    called: (name) =>
      found(
        all.find((service) => isCalled(service.definition, name)),
        name,
      ),
    at: (arn) =>
      found(
        all.find(({ definition }) => definition.arn === arn),
        arn,
      ),
    async warmUp() {
      await Promise.all(all.map(warmUp));
    },
    async drain() {
      await Promise.all(all.map((service) => service.drain()));
    },
    async stop() {
      await Promise.all(all.map((service) => service.stop()));
    },
  };
}

async function warmUp(service: Service): Promise<void> {
  try {
    await service.warmUp();
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw new Error(`The function ${service.definition.name} does not load. ${because}`);
  }
}

function isCalled({ name, functionName, logicalId }: FunctionDefinition, called: string): boolean {
  return [name, functionName, logicalId].includes(called);
}

function found(service: Service | undefined, name: string): Service {
  if (!service) throw new Error(`There is no function called ${name}.`);
  return service;
}
