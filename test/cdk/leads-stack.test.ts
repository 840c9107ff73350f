import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ArnOf, FUNCTION_NAMES, leadsTemplate, propertiesOf, RefTo } from '#test/support/leads-template.ts';

const template = leadsTemplate();

const functions = propertiesOf(
  template,
  'AWS::Lambda::Function',
  z.object({
    FunctionName: z.string(),
    Runtime: z.string(),
    Architectures: z.array(z.string()),
    Timeout: z.number(),
    MemorySize: z.number(),
    Role: ArnOf,
    LoggingConfig: z.object({ LogFormat: z.string(), LogGroup: RefTo }),
    Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
  }),
);

const queues = propertiesOf(
  template,
  'AWS::SQS::Queue',
  z.object({
    VisibilityTimeout: z.number(),
    MessageRetentionPeriod: z.number(),
    RedrivePolicy: z.optional(z.object({ maxReceiveCount: z.number(), deadLetterTargetArn: ArnOf })),
  }),
);

const mappings = propertiesOf(
  template,
  'AWS::Lambda::EventSourceMapping',
  z.object({
    EventSourceArn: ArnOf,
    FunctionName: RefTo,
    FunctionResponseTypes: z.optional(z.array(z.string())),
    BatchSize: z.number(),
    MaximumBatchingWindowInSeconds: z.optional(z.number()),
  }),
);

const statements = propertiesOf(
  template,
  'AWS::IAM::Policy',
  z.object({
    Roles: z.array(RefTo),
    PolicyDocument: z.object({
      Statement: z.array(z.object({ Action: z.unknown(), Resource: z.unknown() })),
    }),
  }),
).flatMap(({ Roles, PolicyDocument }) =>
  PolicyDocument.Statement.map((statement) => ({
    role: Roles[0],
    actions: [statement.Action].flat(),
    resource: statement.Resource,
  })),
);

describe('the functions', () => {
  it('are one for each folder', () => {
    const names = functions.map(({ FunctionName }) => FunctionName.replace('lead-relay-production-', ''));

    expect(names.sort()).toEqual(FUNCTION_NAMES);
  });

  it.each(functions)('$FunctionName runs on Node 24 and arm64, with its memory and JSON logs', (each) => {
    // Only replays are work for the processor: 1769 MB is a whole one.
    const MemorySize = each.FunctionName.endsWith('-replay') ? 1_769 : 512;
    expect(each).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], MemorySize });
    expect(each.LoggingConfig.LogFormat).toBe('JSON');
  });

  it('write to log groups of their own that are kept for a month', () => {
    const groups = propertiesOf(template, 'AWS::Logs::LogGroup', z.object({ RetentionInDays: z.number() }));
    const owned = functions.map(({ LoggingConfig }) => LoggingConfig.LogGroup);

    expect(new Set(owned).size).toBe(functions.length);
    expect(groups.filter(({ RetentionInDays }) => RetentionInDays !== 30)).toEqual([]);
  });

  it('have roles of their own, without managed policies', () => {
    const roles = propertiesOf(
      template,
      'AWS::IAM::Role',
      z.object({ ManagedPolicyArns: z.optional(z.unknown()) }),
    );

    expect(new Set(functions.map(({ Role }) => Role)).size).toBe(functions.length);
    expect(roles.filter(({ ManagedPolicyArns }) => ManagedPolicyArns !== undefined)).toEqual([]);
  });

  it('may do nothing with a wildcard in it', () => {
    const wide = statements.filter(({ actions, resource }) =>
      JSON.stringify([actions, resource]).includes('*'),
    );

    expect(wide).toEqual([]);
  });
});

describe('the queues', () => {
  it.each(mappings)(
    '$id reports the failed messages of a batch singly, and does not wait for more',
    (mapping) => {
      expect(mapping.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect(mapping.MaximumBatchingWindowInSeconds ?? 0).toBe(0);
    },
  );

  it.each(mappings)(
    '$id hides a message for six timeouts of its consumer',
    ({ EventSourceArn, FunctionName }) => {
      const queue = queues.find(({ id }) => id === EventSourceArn);
      const consumer = functions.find(({ id }) => id === FunctionName);

      expect(queue?.VisibilityTimeout).toBeGreaterThanOrEqual(6 * (consumer?.Timeout ?? Number.NaN));
    },
  );

  it('try a message five times before they give it up', () => {
    const counts = queues.flatMap(({ RedrivePolicy }) => RedrivePolicy?.maxReceiveCount ?? []);

    expect(counts).toEqual([5, 5, 5]);
  });

  it('keep dead letters longer than messages, since their age counts from the first sending', () => {
    for (const { MessageRetentionPeriod, RedrivePolicy } of queues) {
      const graveyard = queues.find(({ id }) => id === RedrivePolicy?.deadLetterTargetArn);
      if (graveyard) expect(graveyard.MessageRetentionPeriod).toBeGreaterThan(MessageRetentionPeriod);
    }
  });

  it('have a reader each, the dead-letter queues too', () => {
    expect(mappings.map(({ EventSourceArn }) => EventSourceArn).sort()).toEqual(
      queues.map(({ id }) => id).sort(),
    );
  });

  it('are never written to by a function that reads them: Lambda would stop that loop, and the lead with it', () => {
    const consumers = mappings.map(({ EventSourceArn, FunctionName }) => ({
      queue: EventSourceArn,
      role: functions.find(({ id }) => id === FunctionName)?.Role,
    }));
    const sends = statements.filter(({ actions }) => actions.includes('sqs:SendMessage'));

    const loops = consumers.filter(({ queue, role }) =>
      sends.some((send) => send.role === role && JSON.stringify(send.resource).includes(`"${queue}"`)),
    );

    expect(sends.length).toBeGreaterThan(0);
    expect(loops).toEqual([]);
  });
});

describe('what is exposed', () => {
  it('has a limit on every route', () => {
    const routes = propertiesOf(template, 'AWS::ApiGatewayV2::Route', z.object({ RouteKey: z.string() }));
    const [stage] = propertiesOf(
      template,
      'AWS::ApiGatewayV2::Stage',
      z.object({ RouteSettings: z.record(z.string(), z.object({ ThrottlingRateLimit: z.number() })) }),
    );

    expect(Object.keys(stage?.RouteSettings ?? {}).sort()).toEqual(
      routes.map(({ RouteKey }) => RouteKey).sort(),
    );
  });

  it('is logged without paths and queries: they carry tokens', () => {
    const [stage] = propertiesOf(
      template,
      'AWS::ApiGatewayV2::Stage',
      z.object({ AccessLogSettings: z.object({ Format: z.string() }) }),
    );

    expect(stage?.AccessLogSettings.Format).toContain('$context.routeKey');
    expect(stage?.AccessLogSettings.Format).not.toMatch(
      /\$context\.(path|resourcePath|domain|.*query)|\$request/i,
    );
  });

  it('has no secret in the template, and makes the one nobody issues itself', () => {
    const secrets = propertiesOf(
      template,
      'AWS::SecretsManager::Secret',
      z.object({
        SecretString: z.optional(z.string()),
        GenerateSecretString: z.object({ SecretStringTemplate: z.string(), GenerateStringKey: z.string() }),
      }),
    );
    const words = JSON.stringify(template.toJSON()).match(/[A-Za-z0-9+_-]{32,}/g) ?? [];
    const suspicious = words.filter((word) => /\d/.test(word) && /[a-z]/.test(word) && !isLogicalName(word));

    expect(secrets).toMatchObject([
      { GenerateSecretString: { SecretStringTemplate: '{}', GenerateStringKey: 'identity-key' } },
    ]);
    expect(secrets[0]).not.toHaveProperty('SecretString');
    expect(suspicious).toEqual([]);
  });
});

/** Ids of resources end in eight hexadecimal digits; assets are named by their SHA-256. */
function isLogicalName(word: string): boolean {
  return /[0-9A-F]{8}$/.test(word) || /^[0-9a-f]{64}$/.test(word);
}

describe('the table', () => {
  it('survives the stack and mistakes', () => {
    template.hasResource('AWS::DynamoDB::Table', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });
});
