import { parseArgs } from 'node:util';
import { DEFAULT_PORT } from '../start-options.ts';

export interface InvokeOptions {
  readonly functionName: string | undefined;
  readonly eventName: string | undefined;
  readonly url: string;
  /** False when the address is only the usual one: then a system may be started for the occasion. */
  readonly isUrlGiven: boolean;
  readonly token: string;
  readonly again: boolean;
  readonly all: boolean;
  readonly help: boolean;
}

export const HELP = `Sends one recorded event of events/<function>/ through the system, and shows what it did.

  npm run invoke <function> <event>
  npm run invoke -- <function> <event> [options]
  npm run invoke -- --all [options]

  --all         sends every recorded request of a provider, and compares what came of it with what it
                says is expected; signatures over a moment are made again for now
  --url URL     a system that runs (http://127.0.0.1:${DEFAULT_PORT}); where none does, one is started
                for the occasion, empty, and removed afterwards
  --again       sends the form's own Idempotency-Key, so that the second time is a repeat;
                without it each form gets a fresh key and makes a lead of its own
  --token T     token of the operations' API (LEADS_OPS_TOKEN, or local-ops)
  --help        this text`;

/** Reads the command line. Throws a sentence that says what is wrong with it. */
export function parseInvokeOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): InvokeOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      token: { type: 'string' },
      again: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [functionName, eventName] = positionals;
  return {
    functionName,
    eventName,
    url: (values.url ?? `http://127.0.0.1:${DEFAULT_PORT}`).replace(/\/+$/, ''),
    isUrlGiven: values.url !== undefined,
    token: values.token ?? environment['LEADS_OPS_TOKEN'] ?? 'local-ops',
    again: values.again,
    all: values.all,
    help: values.help,
  };
}
