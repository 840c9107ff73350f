import { Lazy, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnStage,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { PERIOD } from '../monitoring/metrics.ts';
import { ServiceAlarm } from '../monitoring/service-alarm.ts';
import { deploymentOf } from './deployment.ts';

export type RouteKey = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'ANY'} /${string}`;

/** What one route takes before API Gateway answers 429 for us. */
export interface RouteLimits {
  readonly requestsPerSecond: number;
  readonly burst: number;
}

/** For all routes together where a route says nothing of its own. */
const DEFAULT_LIMITS: RouteLimits = { requestsPerSecond: 100, burst: 200 };

/**
 * One JSON line per request. It says which route, never which path or query: those carry
 * the tokens of offers and the secrets some telephony vendors put into their URL.
 */
const ACCESS_LOG_FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    requestedAt: '$context.requestTimeEpoch',
    routeKey: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    integrationLatencyMs: '$context.integrationLatency',
    integrationError: '$context.integrationErrorMessage',
  }),
);

/** The one address in front of everything: routes to functions, limits, access logs. */
export class PublicApi extends Construct {
  readonly api: HttpApi;
  private readonly stage: HttpStage;
  private readonly cfnStage: CfnStage;
  private readonly routeSettings: Record<string, object> = {};

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: `lead-relay-${deploymentOf(this).stage}`,
      createDefaultStage: false,
    });
    this.stage = this.addStage();
    this.cfnStage = cfnStageOf(this.stage);
    this.cfnStage.routeSettings = Lazy.any({ produce: () => this.routeSettings });
    Validations.of(this.api).acknowledge({
      id: 'AwsSolutions::AwsSolutions-APIG4',
      reason:
        'Visitors and vendors are strangers to IAM. Each function proves its callers itself: signatures and tokens of sources, one-time tokens of offers, the bearer token of operations.',
    });
    this.addAlarms();
  }

  get url(): string {
    return this.api.apiEndpoint;
  }

  /** Sends these routes to the function, each within the limits. */
  serve(target: IFunction, limits: RouteLimits, routes: readonly RouteKey[]): void {
    const integration = new HttpLambdaIntegration(target.node.scope?.node.id ?? target.node.id, target, {
      scopePermissionToRoute: false,
    });
    for (const routeKey of routes) {
      const { method, path } = split(routeKey);
      const added = this.api.addRoutes({ path, methods: [method], integration });
      this.routeSettings[routeKey] = toRouteSettings(limits);
      // A stage is refused when its settings name a route that is not there yet.
      this.cfnStage.node.addDependency(...added);
    }
  }

  /** All requests, whoever answers them. */
  metricRequests(): Metric {
    return this.stage.metricCount({ statistic: Stats.SUM });
  }

  /** Answers of 500 and above on one route, those API Gateway gives in a function's stead included. */
  metricServerErrors(routeKey: RouteKey): Metric {
    const { method, path } = split(routeKey);
    return new Metric({
      namespace: 'AWS/ApiGateway',
      metricName: '5xx',
      dimensionsMap: {
        ApiId: this.api.apiId,
        Stage: this.stage.stageName,
        Method: method,
        Resource: path,
      },
      statistic: Stats.SUM,
      period: PERIOD,
    });
  }

  private addAlarms(): void {
    new ServiceAlarm(this, 'ServerErrors', {
      article: 'PublicApi/ServerErrors',
      impact:
        'Somebody got an error of ours instead of an answer: a visitor, a vendor, a rep or the head of sales.',
      metric: this.stage.metricServerError({ statistic: Stats.SUM }),
      route: 'ticket',
    });
  }

  private addStage(): HttpStage {
    const accessLogs = new LogGroup(this, 'AccessLogs', {
      logGroupName: `/lead-relay/${deploymentOf(this).stage}/public-api`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      detailedMetricsEnabled: true,
      throttle: { rateLimit: DEFAULT_LIMITS.requestsPerSecond, burstLimit: DEFAULT_LIMITS.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLogs), format: ACCESS_LOG_FORMAT },
    });
  }
}

function cfnStageOf(stage: HttpStage): CfnStage {
  const resource = stage.node.defaultChild;
  if (resource instanceof CfnStage) return resource;
  throw new Error('HttpStage no longer keeps its CfnStage as the default child');
}

function split(routeKey: RouteKey): { method: HttpMethod; path: string } {
  const [name = '', path = ''] = routeKey.split(' ');
  const method = Object.values(HttpMethod).find((known) => known === name);
  if (!method) throw new Error(`${name} is no method of an HTTP API`);
  return { method, path };
}

/** CDK passes route settings on as free-form JSON, so the names are CloudFormation's own here. */
function toRouteSettings({ requestsPerSecond, burst }: RouteLimits): object {
  return {
    ThrottlingRateLimit: requestsPerSecond,
    ThrottlingBurstLimit: burst,
    DetailedMetricsEnabled: true,
  };
}
