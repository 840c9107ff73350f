import { parseArgs } from 'node:util';
import { DEFAULT_PORT } from '../start-options.ts';

/** Where the dead letters are: in a system on this machine, in a stack's queues, or in the two queues that are named. */
export type RedriveCommand =
  | { readonly place: 'help' }
  | (Wish & { readonly place: 'local'; readonly url: string; readonly queue: string | undefined })
  | (Wish & { readonly place: 'stack'; readonly stack: string; readonly queue: string | undefined })
  | (Wish & { readonly place: 'queues'; readonly from: string; readonly to: string });

interface Wish {
  /** Of each queue; all of them without it. */
  readonly max: number | undefined;
}

export const HELP = `Sends dead letters back to the queue they came from, so that they are worked on again.

  npm run redrive                             of every queue of the system on this machine
  npm run redrive -- assignments [--max N]    of one queue, the first N
  npm run redrive -- --stack LeadRelay-production [assignments] [--max N]
                                              of a deployed stack; asks the AWS CLI for its queues
  npm run redrive -- --from URL --to URL [--max N]
                                              of any SQS queue: the dead-letter queue, and where to

  --port N     the system's port on this machine (${DEFAULT_PORT})
  --max N      as many of each queue at most
  --help       this text

  A message is sent before it is deleted, so it may come twice; the functions stand that.
  Ends with 1 when a queue could not be sent back.`;

/** Reads the command line. Throws a sentence that says what is wrong with it. */
export function parseRedriveCommand(args: readonly string[]): RedriveCommand {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ max: text, port: text, stack: text, from: text, to: text },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return { place: 'help' };
  const [queue, ...more] = positionals;
  if (more.length > 0) throw usageFault('One queue at a time, or none for all of them.');
  const max = toCount('max', values.max);
  const { from, to, stack, port } = values;
  if (from !== undefined || to !== undefined) {
    if (from === undefined || to === undefined || queue !== undefined || stack !== undefined)
      throw usageFault('--from and --to belong together, and stand for the queue and the stack.');
    return { place: 'queues', from: toUrl(from), to: toUrl(to), max };
  }
  if (stack !== undefined) return { place: 'stack', stack, queue, max };
  const url = `http://127.0.0.1:${toCount('port', port) ?? DEFAULT_PORT}`;
  return { place: 'local', url, queue, max };
}

function toCount(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw usageFault(`--${name} is a whole number from 1 on.`);
  return Number(text);
}

function toUrl(text: string): string {
  if (!URL.canParse(text)) throw usageFault(`${text} is no address of a queue.`);
  return text;
}

function usageFault(sentence: string): Error {
  return Object.assign(new Error(sentence), { code: 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' });
}
