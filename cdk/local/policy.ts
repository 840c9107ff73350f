import { checkFile } from './policy/check.ts';
import { HELP, parsePolicyCommand, type PolicyCommand } from './policy/options.ts';
import { replay } from './policy/replay.ts';
import { RefusedError, type Installation } from './policy/installation.ts';
import { showTrial, startTrial, stopTrial } from './policy/shadow.ts';
import { compare, list, publish, rollBack, show } from './policy/versions.ts';
import { isRunning } from './running-system.ts';

/** 0 when it went well, 1 when the policy or the request was refused, 2 when the command cannot be understood. */
process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const command = parsePolicyCommand(process.argv.slice(2), process.env);
    if (command.name === 'help') return say(HELP);
    if (command.name === 'check') return say(...(await checkFile(command.file, command.language)));
    if (!(await isRunning(command.url)))
      throw new RefusedError([`Nothing runs at ${command.url}. Start it with: npm start`]);
    return say(await run(command, command));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof RefusedError || !isUsageFault(error) ? 1 : 2;
  }
}

type RemoteCommand = Exclude<PolicyCommand, { readonly name: 'help' | 'check' }>;

function run(command: RemoteCommand, installation: Installation): Promise<string> {
  switch (command.name) {
    case 'list':
      return list(installation);
    case 'show':
      return show(command.version, installation);
    case 'compare':
      return compare(command, installation);
    case 'publish':
      return publish(command, installation);
    case 'rollback':
      return rollBack(command, installation);
    case 'replay':
      return replay(command, installation);
    case 'shadow-start':
      return startTrial(command, installation);
    case 'shadow-show':
      return showTrial(installation);
    case 'shadow-stop':
      return stopTrial(installation);
  }
}

function say(text: string, exitCode = 0): number {
  console.log(text);
  return exitCode;
}

function isUsageFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
