import { App, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import featureFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { LeadsStack } from '#cdk/leads-stack.ts';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

export const FUNCTION_NAMES: readonly string[] = readdirSync(join(REPOSITORY, 'functions')).sort();

/** The stack as it is deployed, except that every function is an empty bundle: nothing has to be built. */
export function leadsApp(): { readonly app: App; readonly stack: Stack } {
  const bundle = mkdtempSync(join(tmpdir(), 'empty-bundle-'));
  writeFileSync(join(bundle, 'index.mjs'), 'export const handler = async () => undefined;\n');
  const app = new App({ postCliContext: featureFlags, analyticsReporting: false });
  const stack = new LeadsStack(app, 'LeadRelay', {
    stage: 'production',
    removalPolicy: RemovalPolicy.RETAIN,
    bundles: Object.fromEntries(FUNCTION_NAMES.map((name) => [name, bundle])),
  });
  return { app, stack };
}

export function leadsTemplate(): Template {
  return Template.fromStack(leadsApp().stack);
}

/** The properties of all resources of a type, each with its logical id. Fails where one lacks what the test asks about. */
export function propertiesOf<Schema extends z.ZodMiniObject>(
  template: Template,
  type: string,
  schema: Schema,
): readonly (z.output<Schema> & { readonly id: string })[] {
  return Object.entries(template.findResources(type)).map(([id, resource]) => ({
    ...schema.parse(resource['Properties']),
    id,
  }));
}

/** `{"Fn::GetAtt": ["Id", "Arn"]}`: how the template names the ARN of another resource. */
export const ArnOf = z.pipe(
  z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
  z.transform((expression) => expression['Fn::GetAtt'][0]),
);

/** `{"Ref": "Id"}`. */
export const RefTo = z.pipe(
  z.object({ Ref: z.string() }),
  z.transform((expression) => expression.Ref),
);
