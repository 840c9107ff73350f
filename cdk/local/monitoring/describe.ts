import { isRecord } from '../template/intrinsics.ts';
import type { Stack } from '../template/stack.ts';
import { resourcesOf } from '../template/template.ts';

/** The dashboards and alarms of the stack with their references worked out, for a page that draws them. */
export function describeMonitoring(stack: Stack) {
  return {
    dashboards: resourcesOf(stack.template, 'AWS::CloudWatch::Dashboard').map((resource) => ({
      name: stack.nameOf(resource),
      body: parseBody(stack.propertiesOf(resource)['DashboardBody']),
    })),
    alarms: resourcesOf(stack.template, 'AWS::CloudWatch::Alarm').map((resource) => ({
      name: stack.nameOf(resource),
      ...stack.propertiesOf(resource),
    })),
  };
}

function parseBody(body: unknown): unknown {
  return isRecord(body) ? body : JSON.parse(String(body));
}
