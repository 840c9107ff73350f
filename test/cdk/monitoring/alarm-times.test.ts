import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { leadsTemplate, propertiesOf, ArnOf, RefTo } from '#test/support/leads-template.ts';

const PROMISED_SECONDS = 120;

/** What is longer in coming, and why waiting for it is right. */
const SLOW: Readonly<Record<string, string>> = {
  'CounterpartyCheck/QueueAge':
    'no lead waits for these checks; a quarter of an hour says that they fall behind',
};

/** Their metric is written by something that looks less often than every minute. */
const SELDOM_LOOKED_AT: Readonly<Record<string, string>> = {
  'Balance/SourceSilent': 'silence is a matter of hours and days; it is looked at every ten minutes',
  'Balance/UnbalancedLeads': 'the nightly balance',
  'Balance/LoadDrift': 'the nightly balance',
  'Balance/Failures': 'the nightly balance',
  'CounterpartyCheck/GivenUp': 'a day of tries comes first',
};

/** Somebody is woken for these: leads are being lost, or nobody works on them. Everything else waits for the morning. */
const PAGING = [
  'Assignment/Failures',
  'Assignment/QueueAge',
  'Balance/SourceSilent',
  'Balance/UnbalancedLeads',
  'Console/Failures',
  'DeadLetters/Received',
  'DeadLetters/Stuck',
  'Handoff/Failures',
  'Handoff/QueueAge',
  'Handoff/Undelivered',
  'Intake/ForgedSubmissions',
  'Sweeper/Failures',
  'Sweeper/NotRunning',
  'Telephony/Failures',
  'Telephony/ServerErrors',
  'WebForm/Failures',
  'WebForm/ServerErrors',
];

const Metric = z.object({
  Period: z.optional(z.number()),
  MetricStat: z.optional(z.object({ Period: z.number() })),
});

const template = leadsTemplate();
const alarms = propertiesOf(
  template,
  'AWS::CloudWatch::Alarm',
  z.object({
    AlarmName: z.string(),
    MetricName: z.optional(z.string()),
    Period: z.optional(z.number()),
    Metrics: z._default(z.array(Metric), []),
    EvaluationPeriods: z.number(),
    DatapointsToAlarm: z.number(),
    Threshold: z.number(),
    AlarmActions: z.array(RefTo),
    OKActions: z.array(RefTo),
  }),
).map((alarm) => ({ ...alarm, article: alarm.AlarmName.replace('LeadRelay-production/', '') }));

/** Functions that a schedule invokes less often than every minute: by their logical ids and as services of metrics. */
const seldomInvoked = propertiesOf(
  template,
  'AWS::Events::Rule',
  z.object({ ScheduleExpression: z.string(), Targets: z.array(z.object({ Arn: ArnOf })) }),
)
  .filter(({ ScheduleExpression }) => ScheduleExpression !== 'rate(1 minute)')
  .flatMap(({ Targets }) => Targets.flatMap(({ Arn }) => [Arn, `"Value":"${serviceOf(Arn)}"`]));

function serviceOf(id: string): string {
  const { FunctionName } = template.toJSON()['Resources'][id]['Properties'];
  return String(FunctionName).replace('lead-relay-production-', '');
}

describe('every alarm', () => {
  it.each(alarms)('$article rings within two minutes of a fault that lasts, or says why not', (alarm) => {
    expect(secondsToRing(alarm) <= PROMISED_SECONDS).toBe(!(alarm.article in SLOW));
  });

  it.each(alarms)('$article has figures every minute, or says who looks less often', ({ article, id }) => {
    const watched = JSON.stringify(template.toJSON()['Resources'][id]);

    if (seldomInvoked.some((name) => watched.includes(name)))
      expect(SELDOM_LOOKED_AT).toHaveProperty([article]);
  });

  it.each(alarms)('$article tells the same people that it rings and that it is over', (alarm) => {
    expect(alarm.AlarmActions).toHaveLength(1);
    expect(alarm.OKActions).toEqual(alarm.AlarmActions);
  });
});

describe('of the alarms', () => {
  it('just those wake somebody that cannot wait for the morning', () => {
    const topics = Object.keys(template.findResources('AWS::SNS::Topic'));
    const paging = alarms.filter(({ AlarmActions: [topic] }) => topic?.startsWith('Page'));
    const ticketing = alarms.filter(({ AlarmActions: [topic] }) => topic?.startsWith('Ticket'));

    expect(topics).toHaveLength(2);
    expect(paging.map(({ article }) => article).sort()).toEqual(PAGING);
    expect(paging.length + ticketing.length).toBe(alarms.length);
  });

  it('no exception is named that is none', () => {
    const named = Object.keys({ ...SLOW, ...SELDOM_LOOKED_AT });

    expect(named.filter((name) => !alarms.some(({ article }) => article === name))).toEqual([]);
  });
});

/** From the beginning of the fault: an age has to be reached, and then so many periods to be bad. */
function secondsToRing({
  MetricName = '',
  Period,
  Metrics,
  DatapointsToAlarm,
  Threshold,
}: (typeof alarms)[number]) {
  const periods = Metrics.map(({ MetricStat, Period: own }) => MetricStat?.Period ?? own ?? 0);
  const age = MetricName === 'ApproximateAgeOfOldestMessage' ? Threshold : 0;
  return age + DatapointsToAlarm * Math.max(Period ?? 0, ...periods);
}
