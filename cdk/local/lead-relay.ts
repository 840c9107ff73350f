import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDbSettingsArchive } from '#shared/adapters/dynamodb/settings-archive.ts';
import { localCredentials } from './engines/tables.ts';
import { type PreparedStage, type Runner, type RunnerOptions, startRunner } from './runner.ts';
import { publishFolder, readDemoSecrets } from './settings.ts';
import { variablesOf } from './settings-variables.ts';
import { createStandIns } from './stand-ins/index.ts';
import { PROJECT_FOLDER, synthesize } from './synthesize.ts';
import { REGION } from './template/stack.ts';

export const DEMO_SETTINGS = join(PROJECT_FOLDER, 'cdk', 'local', 'settings');

/** Signs the links with which reps answer; nobody else ever sees it. */
const OWN_SECRETS = ['offer-links'];

/** Functions that talk to outside systems, which are stand-ins here. */
const OUTBOUND_FUNCTIONS = [
  'web-form',
  'telephony',
  'assignment',
  'handoff',
  'counterparty-check',
  'console',
];

export interface LeadRelayOptions extends Omit<
  RunnerOptions,
  'templateFolder' | 'settingsFolder' | 'standIns' | 'prepare' | 'generatedSecrets'
> {
  /** Folder with the four settings documents; the demonstration's without it. */
  readonly settingsFolder?: string;
}

/** Runs the whole system on this machine: synthesized from these sources, with settings and pretend outside systems. */
export async function startLeadRelay(options: LeadRelayOptions): Promise<Runner> {
  const settingsFolder = options.settingsFolder ?? DEMO_SETTINGS;
  const startedAt = performance.now();
  const stack = await synthesize();
  options.onProgress?.(stack.isNew ? 'stack synthesized' : 'stack as before', performance.now() - startedAt);
  return startRunner({
    ...options,
    settingsFolder,
    templateFolder: stack.folder,
    envFile: options.envFile ?? join(PROJECT_FOLDER, '.env.local'),
    overrides: {
      ...options.overrides,
      // The stand-ins live on this machine, where a deployed function must never be lured to.
      ...Object.fromEntries(
        OUTBOUND_FUNCTIONS.map((name) => [
          name,
          { OUTBOUND_ADDRESSES: 'loopback-too', ...options.overrides?.[name] },
        ]),
      ),
    },
    secrets: { ...(await readDemoSecrets(settingsFolder)), ...options.secrets },
    generatedSecrets: OWN_SECRETS,
    standIns: createStandIns,
    prepare: (stage) => publish(settingsFolder, stage),
  });
}

async function publish(folder: string, { url, endpoints, environmentOf }: PreparedStage): Promise<void> {
  const client = new DynamoDBClient({ endpoint: endpoints.dynamodb, region: REGION, ...localCredentials() });
  try {
    const table = environmentOf('console')['LEADS_TABLE_NAME'] ?? '';
    await publishFolder(folder, variablesOf(url), new DynamoDbSettingsArchive(client, table));
  } finally {
    client.destroy();
  }
}
