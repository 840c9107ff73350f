import { parseArgs } from 'node:util';

export interface StartOptions {
  readonly port: number;
  readonly dataFolder: string;
  readonly settingsFolder: string | undefined;
  readonly dynamodb: string | undefined;
  readonly reset: boolean;
  readonly help: boolean;
}

export const DEFAULT_PORT = 8787;
export const DEFAULT_DATA_FOLDER = '.lead-relay';

export const HELP = `Runs Lead Relay on this machine.

  npm start -- [options]

  --port N         port to listen on, on 127.0.0.1 (${DEFAULT_PORT}; 0 takes any free one)
  --data DIR       where leads, queues and logs are kept (${DEFAULT_DATA_FOLDER})
  --settings DIR   folder with sources, policy, team and destinations (cdk/local/settings)
  --dynamodb URL   a DynamoDB that already runs, instead of the one that is brought along
                   (also as AWS_ENDPOINT_URL_DYNAMODB)
  --reset          removes everything in the data folder first
  --help           this text

  Secrets come from .env.local (SECRET_DADATA_TOKEN=… is the secret dadata-token) and the environment.
  LEADS_OPS_TOKEN is the token of the operations' API (local-ops), LEADS_HEAD_TOKEN that of the head of sales (local-head).`;

/** Reads the command line. Throws a sentence that says what is wrong with it. */
export function parseStartOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      settings: { type: 'string' },
      dynamodb: { type: 'string' },
      reset: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    port: parsePort(values.port ?? String(DEFAULT_PORT)),
    dataFolder: values.data ?? DEFAULT_DATA_FOLDER,
    settingsFolder: values.settings,
    dynamodb: values.dynamodb ?? environment['AWS_ENDPOINT_URL_DYNAMODB'],
    reset: values.reset,
    help: values.help,
  };
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`--port takes a number up to 65535, not ${text}.`);
}
