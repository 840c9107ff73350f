import { Duration } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { WebFormConfig } from '#functions/web-form/config.ts';
import { sumOf } from '../monitoring/metrics.ts';
import { ServiceAlarm } from '../monitoring/service-alarm.ts';
import { LEAD_CHANGES, type LeadTable } from './lead-table.ts';
import type { PublicApi, RouteKey, RouteLimits } from './public-api.ts';
import { ServiceFunction } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

/** A busy site sends a form a minute; this leaves room for a campaign and little for a flood. */
const LIMITS: RouteLimits = { requestsPerSecond: 100, burst: 200 };

const SUBMISSION_ROUTES = [
  'POST /v1/forms/{source}',
  'POST /v1/forms/{source}/{rest+}',
] as const satisfies readonly RouteKey[];

const OTHER_ROUTES = [
  'GET /v1/forms/{source}',
  'OPTIONS /v1/forms/{source}',
  'GET /v1/forms/{source}/schema',
  'GET /v1/forms/{source}/company',
  'GET /v1/forms/{source}/{rest+}',
  'GET /embed.js',
  'GET /embed-checks.js',
] as const satisfies readonly RouteKey[];

export interface WebFormProps {
  readonly api: PublicApi;
  readonly leads: LeadTable;
  readonly assignments: WorkQueue;
  readonly secrets: ISecret;
}

/** Takes leads from forms on websites and from form services. */
export class WebForm extends Construct {
  readonly function: ServiceFunction<typeof WebFormConfig>;

  constructor(scope: Construct, id: string, { api, leads, assignments, secrets }: WebFormProps) {
    super(scope, id);
    this.function = new ServiceFunction<typeof WebFormConfig>(this, 'Function', {
      folder: 'web-form',
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
    api.serve(this.function, LIMITS, [...SUBMISSION_ROUTES, ...OTHER_ROUTES]);
    this.addAlarms(api);
  }

  private addAlarms(api: PublicApi): void {
    new ServiceAlarm(this, 'Failures', {
      article: 'WebForm/Failures',
      impact: 'A visitor sends the form, sees an error, and is lost unless they try again.',
      metric: this.function.metricErrors(),
    });
    new ServiceAlarm(this, 'ServerErrors', {
      article: 'WebForm/ServerErrors',
      impact:
        'Forms are answered with an error of ours: visitors leave, form services retry for a while and give up.',
      metric: sumOf(
        '5xx on forms',
        SUBMISSION_ROUTES.map((route) => api.metricServerErrors(route)),
      ),
    });
  }
}
