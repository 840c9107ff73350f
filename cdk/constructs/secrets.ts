import { Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { deploymentOf } from './deployment.ts';

/**
 * One secret for all: a JSON object, name to value, added to by people after the first deployment.
 *
 * The settings name secrets and never hold them; a name nobody stored fails that source or destination alone.
 */
export class Secrets extends Secret {
  /** The name in full. `secretName` would be an expression that takes it out of the ARN. */
  readonly fullName: string;

  constructor(scope: Construct, id: string) {
    const { stage, removalPolicy } = deploymentOf(scope);
    const fullName = `LeadRelaySecrets-${stage}`;
    super(scope, id, {
      secretName: fullName,
      description: 'Secrets of sources, destinations and the registry, as a JSON object of names and values.',
      // By it clients are told apart without being named. It is nobody's to choose, and no lead is judged without it.
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'identity-key',
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy,
    });
    this.fullName = fullName;
    Validations.of(this).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SMG4',
      reason: 'Each value belongs to an outside system that issues it; none can be rotated from here alone.',
    });
  }
}
