import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { FUNCTION_NAMES, leadsTemplate, propertiesOf, REPOSITORY } from '#test/support/leads-template.ts';
import { RUNBOOK, RUNBOOK_BLOCKS, RUNBOOK_COMMANDS, RUNBOOK_WORDS } from '#test/support/runbook.ts';

const template = leadsTemplate();
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')));

/** Words that are AWS’s own. */
const AWS_WORDS = ['AccessDenied', 'Disabled', 'ResourceNotFoundException', 'TransactionCanceledException'];

/** `service operation` of the AWS CLI. */
const AWS_OPERATIONS = [
  'cloudformation describe-stacks',
  'dynamodb delete-item',
  'dynamodb update-item',
  'events enable-rule',
  'events list-rules',
  'lambda get-function-configuration',
  'lambda invoke',
  'lambda list-event-source-mappings',
  'lambda put-function-concurrency',
  'lambda update-event-source-mapping',
  'logs tail',
  'secretsmanager get-secret-value',
  'secretsmanager put-secret-value',
  'sqs delete-message',
  'sqs get-queue-attributes',
  'sqs receive-message',
  'sqs send-message',
];

describe('a command of the runbook', () => {
  it.each([...RUNBOOK_BLOCKS, ...RUNBOOK_COMMANDS.filter((command) => RUNBOOK_WORDS.includes(command))])(
    'is understood by a shell: %s',
    (command) => {
      expect(() => execFileSync('bash', ['-n'], { input: command, stdio: 'pipe' })).not.toThrow();
    },
  );

  it('sends JSON where it says so', () => {
    const sent = [
      ...RUNBOOK.matchAll(/(?:-d|--payload|--message-body|--key|-values|-names) '(\{.*?\})'(?=[\s`"\\]|$)/gm),
    ];

    expect(sent.length).toBeGreaterThan(5);
    for (const [, json = ''] of sent) expect(() => JSON.parse(json) as unknown, json).not.toThrow();
  });

  it('is one that npm, cdk or the AWS CLI has', () => {
    const aws = RUNBOOK.matchAll(/\baws ([a-z]+) ([a-z-]+)/g);
    const npm = RUNBOOK.matchAll(/\bnpm (run )?(-- )?([a-z:]+)/g);
    const cdk = RUNBOOK.matchAll(/\bnpx cdk (\w+)/g);

    expect(
      [...aws].map(([, service, operation]) => `${service} ${operation}`).filter(isNotIn(AWS_OPERATIONS)),
    ).toEqual([]);
    expect(
      [...npm].map(([, , , name = '']) => name).filter(isNotIn(['ci', ...Object.keys(scripts)])),
    ).toEqual([]);
    expect([...cdk].map(([, name = '']) => name).filter(isNotIn(['deploy', 'diff']))).toEqual([]);
  });
});

describe('what the runbook names', () => {
  it('are functions of the system', () => {
    const byLog = [...RUNBOOK.matchAll(/`(?:errors|logs) ([\w-]+)/g)];
    const byName = [...RUNBOOK.matchAll(/lead-relay-(?:\$stage|<stage>)-([\w-]+)/g)];
    const byHand = [...RUNBOOK.matchAll(/\/local\/(?:functions|schedules)\/([\w-]+)/g)];
    const named = [...byLog, ...byName, ...byHand].map(([, name = '']) => name);

    expect(named.length).toBeGreaterThan(40);
    expect(named.filter(isNotIn(FUNCTION_NAMES))).toEqual([]);
  });

  it('are outputs, dashboards, logs and metrics of the template', () => {
    const outputs = Object.keys(template.findOutputs('*'));
    const text = JSON.stringify(template.toJSON());
    const taken = [...RUNBOOK.matchAll(/\(out (\w+)\)/g)].map(([, name = '']) => name);
    const logs = [...RUNBOOK.matchAll(/aws logs tail (\/\S+)/g)].map(([, name = '']) =>
      name.replace('$stage', 'production'),
    );
    const words = RUNBOOK_WORDS.filter((word) => /^[A-Z][a-z]+([A-Z][a-z]+)*$/.test(word));

    expect(taken.filter(isNotIn(outputs))).toEqual([]);
    expect(logs.filter((name) => !text.includes(`"${name}"`))).toEqual([]);
    expect(words.filter(isNotIn([...outputs, ...Object.keys(MetricNames), ...AWS_WORDS]))).toEqual([]);
    expect(text).toContain('"LeadRelay-production-operations"');
  });

  it('are articles of it', () => {
    const articles = [...RUNBOOK.matchAll(/^### (.+)$/gm)].map(([, title = '']) => title);
    const named = RUNBOOK_WORDS.filter((word) => /^[A-Z]\w+\/[A-Z]\w+$/.test(word));

    expect(named.filter(isNotIn(articles))).toEqual([]);
  });

  it('are routes of the API', () => {
    const routes = propertiesOf(template, 'AWS::ApiGatewayV2::Route', z.object({ RouteKey: z.string() }));
    const patterns = routes.map(({ RouteKey }) => patternOf(RouteKey.split(' ')[1] ?? ''));
    const called = [...RUNBOOK.matchAll(/(?:get "?|\$api|(?:GET|POST|PUT) )(\/[\w/-]+)/g)].map(
      ([, path = '']) => path,
    );
    const unknown = called.filter(
      (path) => !path.startsWith('/local') && !patterns.some((pattern) => pattern.test(path)),
    );

    expect(called.length).toBeGreaterThan(20);
    expect(unknown).toEqual([]);
  });

  it('are files of the project', () => {
    const paths = [...RUNBOOK.matchAll(/\b((?:cdk|functions|shared|test)\/[\w./-]+\.\w+)/g)].map(
      ([, path = '']) => path,
    );

    expect(paths.filter((path) => !existsSync(join(REPOSITORY, path)))).toEqual([]);
  });

  it('are words that the logs really have', () => {
    // In quotes they are events and outcomes; `assignedMs` is a field of a log line.
    const sources = ['functions', 'shared'].flatMap(readSources).join('\n');
    const quoted = [...sources.matchAll(/'[^'\n]*'|^ +assignedMs:/gm)].join('\n');
    const greped = [...RUNBOOK.matchAll(/\| grep ([a-zA-Z.-]{4,})/g)].map(([, word = '']) => word);
    const events = RUNBOOK_WORDS.filter((word) =>
      /^(leads?|load|source|replay|message|submission)\.[a-z-]+$/.test(word),
    );

    expect(greped.length).toBeGreaterThan(10);
    expect([...greped, ...events].filter((word) => !quoted.includes(word))).toEqual([]);
  });
});

function isNotIn(known: readonly string[]): (word: string) => boolean {
  return (word) => !known.includes(word);
}

/** An id in a route is anything; what comes after the named path is the reader's. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]*')}/?$`);
}

function readSources(folder: string): readonly string[] {
  const files = readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(REPOSITORY, folder, file), 'utf8'));
}
