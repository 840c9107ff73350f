import { parseArgs } from 'node:util';
import { DEFAULT_DATA_FOLDER, DEFAULT_PORT, parsePort } from '../start-options.ts';
import type { DoctorOrder } from './gather.ts';

export const HELP = `Says how this installation stands: what is configured, reachable, expiring. It changes nothing.

  npm run doctor [-- options]

  --data DIR       the data folder (${DEFAULT_DATA_FOLDER})
  --port N         the port (the last start's, else ${DEFAULT_PORT})
  --settings DIR   the settings folder (the last start's, else the demonstration's)
  --dynamodb URL   the DynamoDB the leads are in, if it is not the one brought along
  --json           for programs: {"outcome", "checkedAt", "findings": [{"level", "code", "of", "text"}]}
  --help           this text

  ✓ well   ! will be trouble, or could be misused   ✗ broken: leads are lost, late or unanswered
  Ends with 1 when something is broken. Works with the system running and stopped. No secret is ever printed.
  It speaks Russian where LANG does.`;

export type DoctorWish = (DoctorOrder & { readonly json: boolean }) | 'help';

/** Reads the command line. Throws a sentence that says what is wrong with it. */
export function parseDoctorCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): DoctorWish {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ data: text, port: text, settings: text, dynamodb: text, json: flag },
      help: { ...flag, short: 'h' },
    },
  });
  if (values.help) return 'help';
  return {
    port: values.port === undefined ? undefined : parsePort(values.port),
    dataFolder: values.data ?? DEFAULT_DATA_FOLDER,
    settingsFolder: values.settings,
    dynamodb: values.dynamodb ?? environment['AWS_ENDPOINT_URL_DYNAMODB'],
    language: environment['LANG']?.startsWith('ru') === true ? 'ru' : 'en',
    json: values.json,
  };
}
