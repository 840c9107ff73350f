import type { LogBook } from '../records/log-book.ts';
import type { MetricBook } from '../records/metric-book.ts';
import type { FunctionDefinition } from '../template/definitions.ts';
import { createService, type Service } from './service.ts';

export interface ServicesOptions {
  readonly variablesOf: (functionName: string) => Readonly<Record<string, string>>;
  readonly environments: Readonly<Record<string, { readonly warm?: number; readonly max?: number }>>;
  readonly logs: LogBook;
  readonly metrics: MetricBook;
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
  { variablesOf, environments, logs, metrics }: ServicesOptions,
): Services {
  const all = definitions.map((definition) => {
    const { name } = definition;
    return createService({ definition, variables: variablesOf(name), ...environments[name], logs, metrics });
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
