import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { BalanceConfig } from '#functions/balance/config.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { leadMetric } from '../monitoring/metrics.ts';
import { ServiceAlarm } from '../monitoring/service-alarm.ts';
import type { LeadTable } from './lead-table.ts';
import { ServiceFunction } from './service-function.ts';

export interface BalanceProps {
  readonly leads: LeadTable;
}

/**
 * Once a night: is every lead somewhere, and is every load what its rep really has open? Every ten minutes: has a
 * source gone silent? It changes nothing.
 */
export class Balance extends Construct {
  readonly function: ServiceFunction<typeof BalanceConfig>;

  constructor(scope: Construct, id: string, { leads }: BalanceProps) {
    super(scope, id);
    this.function = new ServiceFunction<typeof BalanceConfig>(this, 'Function', {
      folder: 'balance',
      // A month of leads is read a hundred at a time.
      timeout: Duration.minutes(15),
      environment: { LEADS_TABLE_NAME: leads.tableName },
    });
    leads.allow(this.function, ['GetItem', 'BatchGetItem', 'Query']);
    leads.allowQuery(this.function, 'arrivals');
    leads.allowQuery(this.function, 'held');
    this.addSchedule();
    this.addAlarms();
  }

  /** At 00:30 UTC it is night or early morning all over Russia west of the Urals, and quiet further east. */
  private addSchedule(): void {
    const target = new LambdaFunction(this.function, { retryAttempts: 2, maxEventAge: Duration.hours(2) });
    new Rule(this, 'EveryNight', {
      schedule: Schedule.cron({ minute: '30', hour: '0' }),
      targets: [target],
    });
    new Rule(this, 'EveryTenMinutes', {
      schedule: Schedule.rate(Duration.minutes(10)),
      targets: [
        new LambdaFunction(this.function, {
          event: RuleTargetInput.fromObject({ task: 'sources' }),
          // The next look is better than a late one.
          retryAttempts: 0,
        }),
      ],
    });
  }

  private addAlarms(): void {
    new ServiceAlarm(this, 'UnbalancedLeads', {
      article: 'Balance/UnbalancedLeads',
      impact: 'Leads are neither owned nor rejected nor waiting for anything: nobody will ever answer them.',
      metric: leadMetric(MetricNames.UnbalancedLeads, this.function.folder),
    });
    new ServiceAlarm(this, 'SourceSilent', {
      article: 'Balance/SourceSilent',
      impact:
        'From a form or a number no lead comes though at least eight usually do by now: visitors may be sending theirs into nothing.',
      metric: leadMetric(MetricNames.SourceSilent, this.function.folder),
      // It is looked at every ten minutes; in between the last word stands.
      silence: TreatMissingData.IGNORE,
    });
    new ServiceAlarm(this, 'LoadDrift', {
      article: 'Balance/LoadDrift',
      impact: 'Reps count as fuller or emptier than they are, so that they get too few leads or too many.',
      metric: leadMetric(MetricNames.LoadDrift, this.function.folder),
      route: 'ticket',
    });
    new ServiceAlarm(this, 'Failures', {
      article: 'Balance/Failures',
      impact: 'Nobody knows whether leads were lost last night: the nightly balance did not come to its end.',
      metric: this.function.metricErrors(),
      route: 'ticket',
    });
  }
}
