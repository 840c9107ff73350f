import { parseArgs } from 'node:util';
import type { Language } from '#shared/domain/language.ts';
import type { Installation } from '../policy/installation.ts';
import { DEFAULT_PORT } from '../start-options.ts';

/** Whom to erase, as the API takes it. */
export interface ErasureBody {
  readonly phone?: string;
  readonly email?: string;
  readonly leadId?: string;
  readonly reason?: string;
}

export type EraseCommand =
  | { readonly name: 'help' }
  | ({ readonly name: 'erase'; readonly body: ErasureBody } & Installation)
  | ({ readonly name: 'go-on'; readonly id: string } & Installation);

export const HELP = `Erases a person: all their leads, and what is kept because of them. What is erased does not come back.

  npm run erase -- --phone '+7 999 000-00-01'    all leads with this phone
  npm run erase -- --email anna@example.ru       all leads with this address
  npm run erase -- --lead ID                     all leads with the phone or the address of this one
  npm run erase -- --id ID                       goes on with an erasure that was interrupted, or shows its receipt

  --reason TEXT  on what ground, without names and contacts
  --port N       the system's port on this machine (${DEFAULT_PORT})
  --url URL      an installation elsewhere
  --token T      token of the operations' API (LEADS_OPS_TOKEN, or local-ops)

  It speaks Russian where LANG does.`;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the command line. Throws a sentence that says what is wrong with it. */
export function parseEraseCommand(args: readonly string[], environment: Environment): EraseCommand {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ phone: text, email: text, lead: text, id: text, reason: text, port: text, url: text, token: text },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { phone, email, lead, id, reason } = values;
  const named = [phone, email, lead, id].filter((one) => one !== undefined);
  if (values.help || named.length === 0) return { name: 'help' };
  const installation = installationOf(values, environment);
  if (id !== undefined) {
    if (named.length > 1) throw usageFault('--id stands alone: it is the id of an erasure, not of a lead.');
    return { name: 'go-on', id, ...installation };
  }
  const body = {
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    ...(lead === undefined ? {} : { leadId: lead }),
    ...(reason === undefined ? {} : { reason }),
  };
  return { name: 'erase', body, ...installation };
}

function installationOf(
  { port, url, token }: { readonly port?: string; readonly url?: string; readonly token?: string },
  environment: Environment,
): Installation {
  if (port !== undefined && url !== undefined) throw usageFault('It is either --port or --url.');
  if (port !== undefined && !/^[1-9]\d{0,4}$/.test(port)) throw usageFault(`--port ${port} is no port.`);
  const language: Language = environment['LANG']?.startsWith('ru') === true ? 'ru' : 'en';
  return {
    language,
    url: (url ?? `http://127.0.0.1:${port ?? DEFAULT_PORT}`).replace(/\/+$/, ''),
    token: token ?? environment['LEADS_OPS_TOKEN'] ?? 'local-ops',
  };
}

function usageFault(sentence: string): Error {
  return Object.assign(new Error(sentence), { code: 'ERR_PARSE_ARGS_USAGE' });
}
