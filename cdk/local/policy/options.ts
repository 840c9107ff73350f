import { parseArgs } from 'node:util';
import type { Language } from '#shared/domain/language.ts';
import { DEFAULT_PORT } from '../start-options.ts';
import type { Installation } from './installation.ts';

export type Span = { readonly last: number } | { readonly from: string; readonly to: string };

export interface FileOrder {
  readonly file: string;
}

export type PolicyCommand =
  | { readonly name: 'help' }
  | ({ readonly name: 'check'; readonly language: Language } & FileOrder)
  | (RemoteWish & Installation);

type RemoteWish =
  | { readonly name: 'list' | 'shadow-show' | 'shadow-stop' }
  | { readonly name: 'show'; readonly version: number | undefined }
  | { readonly name: 'compare'; readonly from: number | undefined; readonly to: number | undefined }
  | ({
      readonly name: 'publish';
      readonly note: string | undefined;
      readonly base: number | undefined;
    } & FileOrder)
  | { readonly name: 'rollback'; readonly version: number; readonly note: string | undefined }
  | ({ readonly name: 'replay'; readonly span: Span } & FileOrder)
  | ({ readonly name: 'shadow-start'; readonly hours: number } & FileOrder);

export const HELP = `The company's rules: their versions, and what other rules would have made of the leads.

  npm run policy:check FILE          faults of a policy and how its examples come out; nothing needs to run
  npm run policy -- list             versions, and when which of them was in force
  npm run policy -- show [N]         the policy in force, or version N, as it was written
  npm run policy -- compare [A B]    what changed between two versions, in words (the one in force and the one before)
  npm run policy -- publish FILE [--note TEXT] [--base N]
                                     puts it in force; with --base only while version N still is
  npm run policy -- rollback N [--note TEXT]
                                     puts version N in force again
  npm run policy -- replay FILE [--last 1000 | --from DATE --to DATE]
                                     what it would have made of past leads, without effect
  npm run policy -- shadow start FILE --hours N
                                     lets it judge what arrives beside the policy in force, deciding nothing
  npm run policy -- shadow           what it found so far; shadow stop ends it

  --url URL     an installation that runs (http://127.0.0.1:${DEFAULT_PORT})
  --token T     token of the operations' API (LEADS_OPS_TOKEN, or local-ops)

  It speaks Russian where LANG does.`;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the command line. Throws a sentence that says what is wrong with it. */
export function parsePolicyCommand(args: readonly string[], environment: Environment): PolicyCommand {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ url: text, token: text, note: text, base: text, last: text, from: text, to: text, hours: text },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help || positionals.length === 0) return { name: 'help' };
  const language = environment['LANG']?.startsWith('ru') === true ? 'ru' : 'en';
  const [name = '', ...operands] = positionals;
  if (name === 'check') return { name, language, file: fileOf(operands) };
  return {
    ...toWish(name, operands, values),
    language,
    url: (values.url ?? `http://127.0.0.1:${DEFAULT_PORT}`).replace(/\/+$/, ''),
    token: values.token ?? environment['LEADS_OPS_TOKEN'] ?? 'local-ops',
  };
}

type Values = Readonly<Partial<Record<'note' | 'base' | 'last' | 'from' | 'to' | 'hours', string>>>;

function toWish(name: string, operands: readonly string[], values: Values): RemoteWish {
  const { note, base } = values;
  switch (name) {
    case 'list':
      return { name };
    case 'show':
      return { name, version: versionOf(operands[0]) };
    case 'compare':
      return { name, from: versionOf(operands[0]), to: versionOf(operands[1]) };
    case 'publish':
      return { name, file: fileOf(operands), note, base: versionOf(base) };
    case 'rollback': {
      const version = versionOf(operands[0]);
      if (version === undefined) throw usageFault('rollback takes the number of a version.');
      return { name, version, note };
    }
    case 'replay':
      return { name, file: fileOf(operands), span: spanOf(values) };
    case 'shadow':
      return toShadowWish(operands, values);
    default:
      throw usageFault(`There is no command ${name}.`);
  }
}

function toShadowWish([name, ...operands]: readonly string[], { hours }: Values): RemoteWish {
  if (name === undefined) return { name: 'shadow-show' };
  if (name === 'stop') return { name: 'shadow-stop' };
  if (name !== 'start') throw usageFault(`There is no command shadow ${name}.`);
  if (hours === undefined) throw usageFault('shadow start takes --hours.');
  return { name: 'shadow-start', file: fileOf(operands), hours: numberOf('--hours', hours) };
}

function spanOf({ last, from, to }: Values): Span {
  if (from === undefined && to === undefined) return { last: numberOf('--last', last ?? '1000') };
  if (last !== undefined || from === undefined || to === undefined)
    throw usageFault('Give either --last, or --from and --to.');
  return { from, to };
}

function fileOf([file]: readonly string[]): string {
  if (file === undefined) throw usageFault('Which file?');
  return file;
}

function versionOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : numberOf('A version', text);
}

function numberOf(what: string, text: string): number {
  if (/^[1-9]\d{0,7}$/.test(text)) return Number(text);
  throw usageFault(`${what} is a whole number, not ${text}.`);
}

function usageFault(sentence: string): Error {
  return Object.assign(new Error(`${sentence}\n\n${HELP}`), { code: 'ERR_PARSE_ARGS_POLICY' });
}
