import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { MetricNames, type MetricName } from '#shared/runtime/metric-names.ts';
import { leadMetric, sumOf } from './metrics.ts';
import { ServiceAlarm } from './service-alarm.ts';

/** What both doors, forms and calls, share: the registry they ask and the strangers who knock. */
export class IntakeAlarms extends Construct {
  constructor(scope: Construct, id: string, services: readonly string[]) {
    super(scope, id);
    const sum = (name: MetricName) =>
      sumOf(
        name,
        services.map((service) => leadMetric(name, service)),
      );
    new ServiceAlarm(this, 'RegistryUnavailable', {
      article: 'Intake/RegistryUnavailable',
      impact: 'Companies are not being checked: leads go to reps marked unchecked, bad ones among them.',
      metric: sum(MetricNames.CounterpartyUnavailable),
      threshold: 3,
      minutes: { bad: 2, of: 5 },
      route: 'ticket',
    });
    new ServiceAlarm(this, 'RegistryCircuitOpen', {
      article: 'Intake/RegistryCircuitOpen',
      impact:
        'A registry failed or refuses us and is not asked at present: the fallback has few free requests a day, then leads go unchecked.',
      // Whichever function opened it, the sweep sees it; between two failed probes it is closed for a moment.
      metric: leadMetric(MetricNames.RegistryCircuitOpen, 'sweeper', Stats.MAXIMUM),
      minutes: { bad: 1, of: 3 },
      route: 'ticket',
    });
    new ServiceAlarm(this, 'ForgedSubmissions', {
      article: 'Intake/ForgedSubmissions',
      impact:
        'Submissions with a wrong signature are refused: an attack, or a vendor whose secret changed and whose leads we now lose.',
      metric: sum(MetricNames.SubmissionForged),
      threshold: 10,
    });
    new ServiceAlarm(this, 'LimitedSubmissions', {
      article: 'Intake/LimitedSubmissions',
      impact:
        'Requests beyond a limit per minute are turned away: a flood, or a campaign larger than its source’s limit, whose leads we lose.',
      metric: sum(MetricNames.SubmissionLimited),
      threshold: 20,
      minutes: { bad: 2, of: 5 },
      route: 'ticket',
    });
  }
}
