import { parseArgs } from 'node:util';
import { DEFAULT_PORT } from '../start-options.ts';

export interface DemoOptions {
  readonly url: string;
  readonly token: string;
  readonly perSecond: number;
  readonly seconds: number;
  readonly seed: number;
  readonly help: boolean;
}

export const HELP = `Posts made-up leads and calls to a running Lead Relay and says what became of them.

  npm run demo -- [options]

  --rate N      requests a second (5)
  --for N       for so many seconds (30)
  --url URL     where it runs (http://127.0.0.1:${DEFAULT_PORT})
  --token T     token of the operations' API (LEADS_OPS_TOKEN, or local-ops)
  --seed N      the same number makes the same leads again (any)
  --help        this text`;

/** Reads the command line. Throws a sentence that says what is wrong with it. */
export function parseDemoOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  anySeed: number,
): DemoOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ rate: text, for: text, url: text, token: text, seed: text },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    url: (values.url ?? `http://127.0.0.1:${DEFAULT_PORT}`).replace(/\/+$/, ''),
    token: values.token ?? environment['LEADS_OPS_TOKEN'] ?? 'local-ops',
    perSecond: parseNumber('--rate', values.rate ?? '5', 1_000),
    seconds: parseNumber('--for', values.for ?? '30', 86_400),
    seed: values.seed === undefined ? anySeed : parseNumber('--seed', values.seed, 2 ** 32),
    help: values.help,
  };
}

function parseNumber(option: string, text: string, limit: number): number {
  const number = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && number > 0 && number <= limit) return number;
  throw new Error(`${option} takes a number up to ${limit}, not ${text}.`);
}
