import { App, RemovalPolicy, Validations } from 'aws-cdk-lib';
import featureFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { bundleFunctions } from './bundle.ts';
import { LeadsStack } from './leads-stack.ts';

const stage = process.env['LEAD_RELAY_STAGE'] ?? 'production';
// The CLI says where it wants the assembly; without it we write where it would look.
const outdir = process.env['CDK_OUTDIR'] ?? 'cdk.out';

// The flags are set here and not in cdk.json, which only the CLI reads: both ways must give one template.
const app = new App({ outdir, postCliContext: featureFlags, analyticsReporting: false });
new LeadsStack(app, 'LeadRelay', {
  stage,
  removalPolicy: stage === 'production' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  bundles: await bundleFunctions({ outdir }),
});
// The local runner does without: the checks are those of a deployment, and cost a second of its start.
if (process.env['LEAD_RELAY_NAG'] !== 'off') {
  const { AwsSolutionsChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
app.synth();
