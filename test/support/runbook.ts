import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './leads-template.ts';

export const RUNBOOK = readFileSync(join(REPOSITORY, 'cdk/runbook.md'), 'utf8');

/** What somebody copies into a shell: each with the whole text of its code. */
const FIRST_WORDS = ['get', 'errors', 'logs', 'curl', 'aws', 'npm', 'npx', 'git'];

/** Blocks of shell, as they are. */
export const RUNBOOK_BLOCKS: readonly string[] = [...RUNBOOK.matchAll(/^```sh\n([^]*?)^```$/gm)].map(
  ([, block = '']) => block,
);

/** Everything between backquotes in the text, a line break in it being a blank. */
export const RUNBOOK_WORDS: readonly string[] = [
  ...new Set(
    [...RUNBOOK.replaceAll(/^```[^]*?^```$/gm, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) =>
      code.replaceAll(/\s*\n\s*/g, ' '),
    ),
  ),
];

/** Commands of the text and of the blocks. */
export const RUNBOOK_COMMANDS: readonly string[] = [
  ...RUNBOOK_WORDS,
  ...RUNBOOK_BLOCKS.flatMap((block) => block.replaceAll('\\\n', ' ').split('\n')),
].filter((code) => FIRST_WORDS.includes(code.split(' ')[0] ?? '') && code.includes(' '));

export interface LocalStep {
  readonly command: string;
  readonly path: string;
  readonly init: { readonly method: string; readonly body?: string };
}

const OF_THE_READER: readonly (readonly [string, string])[] = [
  ['SOURCE', 'html'],
  ['FROM', '2026-01-01T00:00:00Z'],
  ['TO', '2036-01-01T00:00:00Z'],
];

/** What `get`, `logs`, `errors` and `curl` of the articles ask of a system on one machine, by the runbook's own definitions of them. */
export const LOCAL_STEPS: readonly LocalStep[] = RUNBOOK_WORDS.flatMap((command) => {
  const [, path] = /^get "?(\/[^" ]+)/.exec(command) ?? [];
  const [, functionName] = /^(?:logs|errors) ([\w-]+)/.exec(command) ?? [];
  const [, local = '', body] =
    /^curl .*\$api(\/(?:local|health)[^ ]*)(?: -d '([^']+)')?$/.exec(command) ?? [];
  if (path !== undefined) return [{ command, path: withExamples(path), init: { method: 'GET' } }];
  if (functionName !== undefined)
    return [{ command, path: `/local/logs?function=${functionName}&limit=2000`, init: { method: 'GET' } }];
  if (local === '') return [];
  const method = body !== undefined || command.includes('-X POST') ? 'POST' : 'GET';
  return [{ command, path: local, init: { method, ...(body === undefined ? {} : { body }) } }];
});

function withExamples(path: string): string {
  return OF_THE_READER.reduce((text, [name, example]) => text.replace(`=${name}`, `=${example}`), path);
}
