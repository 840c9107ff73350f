import { Duration } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { ReportsConfig } from '#functions/reports/config.ts';
import { ServiceAlarm } from '../monitoring/service-alarm.ts';
import { callEveryMinute } from './every-minute.ts';
import type { LeadTable } from './lead-table.ts';
import { ServiceFunction } from './service-function.ts';

export interface ReportsProps {
  readonly leads: LeadTable;
  readonly secrets: ISecret;
}

/** Every minute: counts the leads that have changed, in the figures that reports add up, and makes them findable. */
export class Reports extends Construct {
  readonly function: ServiceFunction<typeof ReportsConfig>;

  constructor(scope: Construct, id: string, { leads, secrets }: ReportsProps) {
    super(scope, id);
    this.function = new ServiceFunction<typeof ReportsConfig>(this, 'Function', {
      folder: 'reports',
      timeout: Duration.seconds(50),
      environment: { LEADS_TABLE_NAME: leads.tableName, SECRETS_ID: secrets.secretArn },
    });
    leads.allow(this.function, ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'BatchWriteItem']);
    leads.allowQuery(this.function, 'uncounted');
    secrets.grantRead(this.function);
    callEveryMinute(this, this.function);
    this.addAlarms();
  }

  private addAlarms(): void {
    new ServiceAlarm(this, 'Failures', {
      article: 'Reports/Failures',
      impact:
        'Reports stand still, and new leads are not found by the search; no lead is delayed or lost by it.',
      metric: this.function.metricErrors(),
      minutes: { bad: 2, of: 3 },
      route: 'ticket',
    });
  }
}
