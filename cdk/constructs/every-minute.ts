import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** Calls the function every minute. A call that failed is not repeated: the next one does its work within the minute. */
export function callEveryMinute(scope: Construct, called: Function): void {
  const once = { retryAttempts: 0, maxEventAge: Duration.minutes(1) };
  new Rule(scope, 'EveryMinute', {
    schedule: Schedule.rate(Duration.minutes(1)),
    targets: [new LambdaFunction(called, once)],
  });
  called.configureAsyncInvoke(once);
}
