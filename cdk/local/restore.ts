import { parseRestoreCommand, RESTORE_HELP } from './backup/options.ts';
import { restoreBackup } from './backup/restore-backup.ts';

/** 0 when the data folder is there, 1 when nothing was changed, 2 when the command cannot be understood. */
process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const wish = parseRestoreCommand(process.argv.slice(2));
    if (wish === 'help') {
      console.log(RESTORE_HELP);
      return 0;
    }
    const { manifest, aside } = await restoreBackup({ ...wish, now: new Date() });
    console.log(`${wish.dataFolder} is as it was at ${manifest.begunAt}, made by ${manifest.madeBy}.`);
    if (aside !== undefined) console.log(`What was there is in ${aside}: delete it once you are sure.`);
    console.log(`Start it with: npm start -- --data ${wish.dataFolder}`);
    console.log('People who were erased since then are there again: erase them again.');
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
      ? 2
      : 1;
  }
}
