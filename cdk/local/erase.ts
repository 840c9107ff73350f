import { eraseThere, goOnThere } from './erase/erase-there.ts';
import { HELP, parseEraseCommand, type EraseCommand } from './erase/options.ts';
import { printReceipt, type Receipt } from './erase/receipt.ts';
import { RefusedError } from './policy/installation.ts';
import { isRunning } from './running-system.ts';

/** 0 when it is done, 1 when it is not or was refused, 2 when the command cannot be understood. */
process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const command = parseEraseCommand(process.argv.slice(2), process.env);
    if (command.name === 'help') {
      console.log(HELP);
      return 0;
    }
    if (!(await isRunning(command.url)))
      throw new RefusedError([`Nothing runs at ${command.url}. Start it with: npm start`]);
    const receipt = await run(command);
    console.log(printReceipt(receipt, command.language));
    return receipt.state === 'done' ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
      ? 2
      : 1;
  }
}

function run(command: Exclude<EraseCommand, { readonly name: 'help' }>): Promise<Receipt> {
  // Whoever interrupts it goes on with that id.
  const onProgress = ({ id, leads }: Receipt) => console.error(`${id}: ${leads.length} …`);
  return command.name === 'erase'
    ? eraseThere(command.body, command, onProgress)
    : goOnThere(command.id, command, onProgress);
}
