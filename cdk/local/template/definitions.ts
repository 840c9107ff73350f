import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Stack } from './stack.ts';
import { type Resource, resourcesOf } from './template.ts';

export interface FunctionDefinition {
  readonly logicalId: string;
  /** What people call it: the service in its logs, or the function's own name. */
  readonly name: string;
  /** What AWS calls it. */
  readonly functionName: string;
  readonly arn: string;
  readonly folder: string;
  /** File and export, as in `index.handler`. */
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly logFormat: string;
  readonly maxConcurrency?: number | undefined;
}

export interface QueueDefinition {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface EventSourceDefinition {
  readonly logicalId: string;
  readonly functionArn: string;
  readonly queueArn: string;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly reportsFailedItems: boolean;
  readonly maxConcurrency?: number | undefined;
}

export interface RouteDefinition {
  readonly routeKey: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
}

export interface ScheduleDefinition {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly everyMs: number;
  readonly targets: readonly { readonly functionArn: string; readonly input?: string | undefined }[];
}

export interface SecretDefinition {
  readonly name: string;
  readonly arn: string;
  /** Fixed part of a generated secret, as JSON, and the key the generated part is put under. */
  readonly generated?: { readonly template: string; readonly key: string } | undefined;
}

export interface Definitions {
  /** What AWS would call the HTTP API. */
  readonly apiId: string;
  readonly tables: readonly Readonly<Record<string, unknown>>[];
  readonly queues: readonly QueueDefinition[];
  readonly secrets: readonly SecretDefinition[];
  readonly functions: readonly FunctionDefinition[];
  readonly eventSources: readonly EventSourceDefinition[];
  readonly routes: readonly RouteDefinition[];
  readonly schedules: readonly ScheduleDefinition[];
}

/** Reads from the template everything that will run. A property nobody has thought about is ignored, as a type is not. */
export function readDefinitions(stack: Stack): Definitions {
  const of = (...types: Parameters<typeof resourcesOf> extends [unknown, ...infer Types] ? Types : never) =>
    resourcesOf(stack.template, ...types).filter((resource) => stack.exists(resource));
  const [api] = of('AWS::ApiGatewayV2::Api');
  return {
    apiId: api ? stack.nameOf(api) : 'none',
    tables: of('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((resource) => ({
      ...stack.propertiesOf(resource),
      TableName: stack.nameOf(resource),
    })),
    queues: of('AWS::SQS::Queue').map((resource) => readQueue(resource, stack)),
    secrets: of('AWS::SecretsManager::Secret').map((resource) => readSecret(resource, stack)),
    functions: of('AWS::Lambda::Function').map((resource) => readFunction(resource, stack)),
    eventSources: of('AWS::Lambda::EventSourceMapping').flatMap((resource) =>
      readEventSource(resource, stack),
    ),
    routes: of('AWS::ApiGatewayV2::Route').map((resource) => readRoute(resource, stack)),
    schedules: of('AWS::Events::Rule').flatMap((resource) => readSchedule(resource, stack)),
  };
}

const Function = z.object({
  Handler: z.string(),
  Runtime: z.string().check(z.regex(/^nodejs/, 'only Node functions run here')),
  Timeout: z._default(z.coerce.number(), 3),
  MemorySize: z._default(z.coerce.number(), 128),
  ReservedConcurrentExecutions: z.optional(z.coerce.number()),
  Environment: z.optional(z.object({ Variables: z.optional(z.record(z.string(), z.coerce.string())) })),
  LoggingConfig: z.optional(z.object({ LogFormat: z.optional(z.string()) })),
  Code: z.object({ S3Key: z.string('only code from assets runs here') }),
});

function readFunction(resource: Resource, stack: Stack): FunctionDefinition {
  const properties = parse(Function, resource, stack);
  const variables = properties.Environment?.Variables ?? {};
  const functionName = stack.nameOf(resource);
  return {
    logicalId: resource.logicalId,
    name: variables['POWERTOOLS_SERVICE_NAME'] ?? functionName,
    functionName,
    arn: stack.arnOf(resource),
    folder: assetFolder(properties.Code.S3Key, resource, stack),
    handler: properties.Handler,
    timeoutMs: properties.Timeout * 1000,
    memoryMb: properties.MemorySize,
    variables,
    logFormat: properties.LoggingConfig?.LogFormat ?? 'Text',
    maxConcurrency: properties.ReservedConcurrentExecutions,
  };
}

function assetFolder(key: string, resource: Resource, stack: Stack): string {
  const hash = key.slice(key.lastIndexOf('/') + 1).replace(/\.zip$/, '');
  const folder = stack.template.assetFolders.get(hash);
  if (folder === undefined)
    throw new Error(`The code of ${resource.logicalId}, ${key}, is not among the assets.`);
  return join(folder);
}

const Queue = z.object({
  RedrivePolicy: z.optional(z.union([z.record(z.string(), z.unknown()), z.string()])),
  SqsManagedSseEnabled: z.optional(z.coerce.string()),
  VisibilityTimeout: z.optional(z.coerce.string()),
  DelaySeconds: z.optional(z.coerce.string()),
  MaximumMessageSize: z.optional(z.coerce.string()),
  MessageRetentionPeriod: z.optional(z.coerce.string()),
  ReceiveMessageWaitTimeSeconds: z.optional(z.coerce.string()),
  FifoQueue: z.optional(z.coerce.string()),
  ContentBasedDeduplication: z.optional(z.coerce.string()),
});

/** CloudFormation calls the attention span a period where the API calls it the same; only the policy is JSON there. */
function readQueue(resource: Resource, stack: Stack): QueueDefinition {
  const { RedrivePolicy: redrive, ...rest } = parse(Queue, resource, stack);
  const attributes = Object.entries({
    ...rest,
    RedrivePolicy: typeof redrive === 'object' ? JSON.stringify(redrive) : redrive,
  });
  return {
    logicalId: resource.logicalId,
    name: stack.nameOf(resource),
    arn: stack.arnOf(resource),
    attributes: Object.fromEntries(
      attributes.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    ),
  };
}

const Secret = z.object({
  GenerateSecretString: z.optional(
    z.object({ SecretStringTemplate: z.optional(z.string()), GenerateStringKey: z.optional(z.string()) }),
  ),
});

function readSecret(resource: Resource, stack: Stack): SecretDefinition {
  const { GenerateSecretString: generate } = parse(Secret, resource, stack);
  const key = generate?.GenerateStringKey;
  return {
    name: stack.nameOf(resource),
    arn: stack.arnOf(resource),
    generated: key === undefined ? undefined : { template: generate?.SecretStringTemplate ?? '{}', key },
  };
}

const EventSourceMapping = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string().check(z.regex(/^arn:aws:sqs:/, 'only queues are polled here')),
  Enabled: z._default(z.boolean(), true),
  BatchSize: z._default(z.coerce.number(), 10),
  MaximumBatchingWindowInSeconds: z._default(z.coerce.number(), 0),
  FunctionResponseTypes: z._default(z.array(z.string()), []),
  ScalingConfig: z.optional(z.object({ MaximumConcurrency: z.optional(z.coerce.number()) })),
  FilterCriteria: z.optional(z.undefined('a filter is not applied here')),
});

function readEventSource(resource: Resource, stack: Stack): EventSourceDefinition[] {
  const properties = parse(EventSourceMapping, resource, stack);
  if (!properties.Enabled) return [];
  const functionArn = functionArnOf(properties.FunctionName, stack);
  return [
    {
      logicalId: resource.logicalId,
      functionArn,
      queueArn: properties.EventSourceArn,
      batchSize: properties.BatchSize,
      windowMs: properties.MaximumBatchingWindowInSeconds * 1000,
      reportsFailedItems: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      maxConcurrency: properties.ScalingConfig?.MaximumConcurrency,
    },
  ];
}

/** A mapping names its function by name or by ARN. */
function functionArnOf(nameOrArn: string, stack: Stack): string {
  if (nameOrArn.startsWith('arn:')) return nameOrArn;
  const named = resourcesOf(stack.template, 'AWS::Lambda::Function').find(
    (each) => stack.nameOf(each) === nameOrArn,
  );
  if (!named) throw new Error(`The template has no function called ${nameOrArn}.`);
  return stack.arnOf(named);
}

const Route = z.object({ RouteKey: z.string(), Target: z.string() });

const Integration = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z._default(z.coerce.number(), 30_000),
});

function readRoute(resource: Resource, stack: Stack): RouteDefinition {
  const { RouteKey, Target } = parse(Route, resource, stack);
  const integration = resourcesOf(stack.template, 'AWS::ApiGatewayV2::Integration').find(
    (each) => Target === `integrations/${stack.nameOf(each)}`,
  );
  if (!integration)
    throw new Error(`The route ${RouteKey} leads to ${Target}, which is not in the template.`);
  const { IntegrationUri, TimeoutInMillis } = parse(Integration, integration, stack);
  return { routeKey: RouteKey, functionArn: IntegrationUri, timeoutMs: TimeoutInMillis };
}

const Rule = z.object({
  ScheduleExpression: z.string('only rules with a schedule run here'),
  State: z._default(z.string(), 'ENABLED'),
  Targets: z.array(z.object({ Arn: z.string(), Input: z.optional(z.string()) })),
});

function readSchedule(resource: Resource, stack: Stack): ScheduleDefinition[] {
  const { ScheduleExpression, State, Targets } = parse(Rule, resource, stack);
  if (State !== 'ENABLED') return [];
  return [
    {
      logicalId: resource.logicalId,
      name: stack.nameOf(resource),
      arn: stack.arnOf(resource),
      everyMs: parsePeriod(ScheduleExpression, resource.logicalId),
      targets: Targets.map(({ Arn, Input }) => ({ functionArn: Arn, input: Input })),
    },
  ];
}

const UNITS_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Minute and hour of every day: here that is once a day, counted from the start. */
const EVERY_DAY = /^cron\(\d{1,2} \d{1,2} \* \* \? \*\)$/;

function parsePeriod(expression: string, logicalId: string): number {
  if (EVERY_DAY.test(expression)) return 24 * 3_600_000;
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const unitMs = unit === undefined ? undefined : UNITS_MS[unit];
  if (unitMs === undefined)
    throw new Error(`The schedule of ${logicalId}, ${expression}, is not understood here.`);
  return Number(count) * unitMs;
}

function parse<Schema extends z.ZodMiniType>(
  schema: Schema,
  resource: Resource,
  stack: Stack,
): z.output<Schema> {
  const parsed = z.safeParse(schema, stack.propertiesOf(resource));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new Error(`${resource.type} ${resource.logicalId} cannot run here. ${faults}`);
}
