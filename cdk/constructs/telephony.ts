import { Duration } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { TelephonyConfig } from '#functions/telephony/config.ts';
import { sumOf } from '../monitoring/metrics.ts';
import { ServiceAlarm } from '../monitoring/service-alarm.ts';
import { LEAD_CHANGES, type LeadTable } from './lead-table.ts';
import type { PublicApi, RouteKey, RouteLimits } from './public-api.ts';
import { ServiceFunction } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

/** One call is several events of its vendor within seconds, so calls get more room than forms. */
const LIMITS: RouteLimits = { requestsPerSecond: 50, burst: 100 };

const ROUTES = [
  'GET /v1/calls/{source}',
  'POST /v1/calls/{source}',
  'GET /v1/calls/{source}/{rest+}',
  'POST /v1/calls/{source}/{rest+}',
] as const satisfies readonly RouteKey[];

export interface TelephonyProps {
  readonly api: PublicApi;
  readonly leads: LeadTable;
  readonly assignments: WorkQueue;
  readonly secrets: ISecret;
}

/** Takes leads from telephony vendors and call tracking. */
export class Telephony extends Construct {
  readonly function: ServiceFunction<typeof TelephonyConfig>;

  constructor(scope: Construct, id: string, { api, leads, assignments, secrets }: TelephonyProps) {
    super(scope, id);
    this.function = new ServiceFunction<typeof TelephonyConfig>(this, 'Function', {
      folder: 'telephony',
      timeout: Duration.seconds(5),
      environment: {
        LEADS_TABLE_NAME: leads.tableName,
        ASSIGNMENTS_QUEUE_URL: assignments.queue.queueUrl,
        SECRETS_ID: secrets.secretArn,
        OUTBOUND_ADDRESSES: 'public-only',
      },
    });
    leads.allow(this.function, LEAD_CHANGES);
    assignments.allowSend(this.function);
    secrets.grantRead(this.function);
    api.serve(this.function, LIMITS, ROUTES);
    this.addAlarms(api);
  }

  private addAlarms(api: PublicApi): void {
    new ServiceAlarm(this, 'Failures', {
      article: 'Telephony/Failures',
      impact: 'A call is not recorded as a lead; a missed one is called back by nobody.',
      metric: this.function.metricErrors(),
    });
    new ServiceAlarm(this, 'ServerErrors', {
      article: 'Telephony/ServerErrors',
      impact: 'Events of calls are answered with an error of ours: many vendors never send an event twice.',
      metric: sumOf(
        '5xx on calls',
        ROUTES.map((route) => api.metricServerErrors(route)),
      ),
    });
  }
}
