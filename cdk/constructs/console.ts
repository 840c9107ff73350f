import { Duration } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { ConsoleConfig } from '#functions/console/config.ts';
import { ServiceAlarm } from '../monitoring/service-alarm.ts';
import { LEAD_CHANGES, type LeadTable } from './lead-table.ts';
import type { PublicApi, RouteKey, RouteLimits } from './public-api.ts';
import type { ReplayQueue } from './replay.ts';
import { ServiceFunction } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

/** People click; only a script would want more. */
const LIMITS: RouteLimits = { requestsPerSecond: 20, burst: 40 };

const ROUTES = [
  'GET /',
  'GET /health',
  'GET /openapi.json',
  'GET /docs',
  'GET /console',
  'ANY /console/{proxy+}',
  'ANY /o/{token}',
  'ANY /r/{token}',
  'GET /v1/leads',
  'GET /v1/leads/{id}',
  'GET /v1/leads/{id}/judgement',
  'POST /v1/leads/{id}/split',
  'POST /v1/leads/{id}/reassign',
  'POST /v1/leads/{id}/rating',
  'POST /v1/erasures',
  'GET /v1/erasures/{id}',
  'POST /v1/erasures/{id}',
  'GET /v1/settings/{document}',
  'PUT /v1/settings/{document}',
  'GET /v1/settings/{document}/versions',
  'POST /v1/settings/{document}/rollback',
  'GET /v1/settings/{document}/versions/{version}',
  'GET /v1/settings/{document}/compare',
  'POST /v1/settings/{document}/check',
  'POST /v1/simulations',
  'POST /v1/replays',
  'GET /v1/replays/{id}',
  'GET /v1/replays/{id}/differences',
  'PUT /v1/shadow',
  'GET /v1/shadow',
  'DELETE /v1/shadow',
  'GET /v1/shadow/differences',
  'POST /v1/crm/{destination}',
  'POST /v1/messengers/{destination}',
  'GET /v1/connectors',
  'GET /v1/reports',
  'GET /v1/reports/{report}',
  'GET /v1/search',
  'GET /v1/team',
  'PATCH /v1/reps/{id}',
] as const satisfies readonly RouteKey[];

export interface ConsoleProps {
  readonly api: PublicApi;
  readonly leads: LeadTable;
  readonly assignments: WorkQueue;
  readonly handoffs: WorkQueue;
  readonly replays: ReplayQueue;
  readonly secrets: ISecret;
}

/** Pages and API for the people behind it: reps answer offers, heads of sales see leads, part wrong merges and keep the settings. */
export class Console extends Construct {
  readonly function: ServiceFunction<typeof ConsoleConfig>;

  constructor(
    scope: Construct,
    id: string,
    { api, leads, assignments, handoffs, replays, secrets }: ConsoleProps,
  ) {
    super(scope, id);
    this.function = new ServiceFunction<typeof ConsoleConfig>(this, 'Function', {
      folder: 'console',
      timeout: Duration.seconds(10),
      environment: {
        LEADS_TABLE_NAME: leads.tableName,
        ASSIGNMENTS_QUEUE_URL: assignments.queue.queueUrl,
        HANDOFFS_QUEUE_URL: handoffs.queue.queueUrl,
        REPLAYS_QUEUE_URL: replays.queue.queueUrl,
        SECRETS_ID: secrets.secretArn,
        OUTBOUND_ADDRESSES: 'public-only',
      },
    });
    leads.allow(this.function, [...LEAD_CHANGES, 'Query', 'BatchWriteItem', 'DeleteItem']);
    leads.allowQuery(this.function, 'arrivals');
    leads.allowQuery(this.function, 'held');
    leads.allowQuery(this.function, 'uncounted');
    assignments.allowSend(this.function);
    handoffs.allowSend(this.function);
    replays.allowSend(this.function);
    secrets.grantRead(this.function);
    api.serve(this.function, LIMITS, ROUTES);
    this.addAlarms();
  }

  private addAlarms(): void {
    new ServiceAlarm(this, 'Failures', {
      article: 'Console/Failures',
      impact: 'A rep cannot accept or decline a lead, or the head of sales sees an error instead of a page.',
      metric: this.function.metricErrors(),
    });
  }
}
