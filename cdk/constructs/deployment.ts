import { Stack, type RemovalPolicy } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';

/** What every part of one deployment shares. */
export interface Deployment {
  /** `production`, `staging`, `local` …: part of every physical name, so that stages can share an account. */
  readonly stage: string;
  /** What becomes of leads and secrets when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  /** Folder of each function's bundle by the function's name. */
  readonly bundles: Readonly<Record<string, string>>;
  /** Where an alarm is sent: `page` wakes somebody, `ticket` waits for the morning. */
  readonly alarmTopics: { readonly page: ITopic; readonly ticket: ITopic };
}

const deployments = new WeakMap<Stack, Deployment>();

/** Called once by the stack, before it makes anything that asks. */
export function shareDeployment(stack: Stack, deployment: Deployment): void {
  deployments.set(stack, deployment);
}

/** The deployment a construct belongs to, so that it need not be handed through every constructor. */
export function deploymentOf(construct: IConstruct): Deployment {
  const deployment = deployments.get(Stack.of(construct));
  if (!deployment) throw new Error(`${construct.node.path} belongs to a stack that shares no deployment`);
  return deployment;
}
