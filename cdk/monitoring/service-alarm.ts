import { Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  TreatMissingData,
  type MathExpression,
  type Metric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import { deploymentOf } from '../constructs/deployment.ts';
import { PERIOD } from './metrics.ts';

export interface ServiceAlarmProps {
  /** Heading of the runbook's article, `WebForm/Failures`; also the alarm's name after the stack's. */
  readonly article: string;
  /** What it means for visitors, reps or the company, in a sentence: the first thing a woken person reads. */
  readonly impact: string;
  readonly metric: Metric | MathExpression;
  /** Default 1. */
  readonly threshold?: number;
  /** Default: at or above the threshold. */
  readonly when?: ComparisonOperator;
  /** How many of how many minutes must be bad. Default: the last one. */
  readonly minutes?: { readonly bad: number; readonly of: number };
  /** `page` wakes somebody, `ticket` waits for the morning. Default `page`. */
  readonly route?: 'page' | 'ticket';
  /** What a minute without any figures means. Default: all is well. */
  readonly silence?: TreatMissingData;
}

/** An alarm for somebody who has never seen the system: what is hurt, and which article says what to do. */
export class ServiceAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: ServiceAlarmProps) {
    const minutes = props.minutes ?? { bad: 1, of: 1 };
    super(scope, id, {
      alarmName: `${Stack.of(scope).stackName}/${props.article}`,
      alarmDescription: `${props.impact} Runbook: cdk/runbook.md#${anchorOf(props.article)}`,
      metric: props.metric.with({ period: PERIOD }),
      threshold: props.threshold ?? 1,
      comparisonOperator: props.when ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      datapointsToAlarm: minutes.bad,
      evaluationPeriods: minutes.of,
      treatMissingData: props.silence ?? TreatMissingData.NOT_BREACHING,
    });
    const topic = new SnsAction(deploymentOf(scope).alarmTopics[props.route ?? 'page']);
    this.addAlarmAction(topic);
    this.addOkAction(topic);
  }
}

/** The anchor a Markdown viewer gives a heading: small letters, without the slash. */
export function anchorOf(article: string): string {
  return article.toLowerCase().replaceAll('/', '');
}
