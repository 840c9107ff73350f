import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type * as z from 'zod/mini';
import { METRICS_NAMESPACE } from '#shared/runtime/metric-names.ts';
import { deploymentOf } from './deployment.ts';

/** Below 512 MB the first invocation is several times slower, above it only the price grows. */
const DEFAULT_MEMORY_MB = 512;

/** The environment a function's schema asks for: the same keys, values as Lambda has them. */
export type EnvironmentFor<Config extends z.ZodMiniObject> = {
  readonly [Name in keyof z.output<Config>]: z.output<Config>[Name] extends string
    ? z.output<Config>[Name]
    : string;
};

export interface ServiceFunctionProps<Config extends z.ZodMiniObject> {
  /** Name of the folder in `functions/`; also the service in logs and metrics. */
  readonly folder: string;
  readonly environment: EnvironmentFor<Config>;
  readonly timeout: Duration;
  readonly memoryMb?: number;
}

/**
 * A Lambda function of this system: one bundle, one role that can do nothing yet but log, one log group.
 *
 * It is typed by the schema of the function's environment, so a variable left out does not compile.
 */
export class ServiceFunction<Config extends z.ZodMiniObject> extends LambdaFunction {
  readonly folder: string;
  readonly memoryMb: number;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps<Config>) {
    const { stage, bundles } = deploymentOf(scope);
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      logGroupName: `/lead-relay/${stage}/${props.folder}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(role);

    super(scope, id, {
      functionName: `lead-relay-${stage}-${props.folder}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(bundleOf(props.folder, bundles)),
      handler: 'index.handler',
      timeout: props.timeout,
      memorySize: props.memoryMb ?? DEFAULT_MEMORY_MB,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      environment: {
        ...props.environment,
        POWERTOOLS_SERVICE_NAME: props.folder,
        POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
      },
    });
    this.folder = props.folder;
    this.memoryMb = props.memoryMb ?? DEFAULT_MEMORY_MB;
  }
}

function bundleOf(folder: string, bundles: Readonly<Record<string, string>>): string {
  const bundle = bundles[folder];
  if (bundle === undefined)
    throw new Error(`functions/${folder}/index.ts is missing: there is nothing to deploy`);
  return bundle;
}
