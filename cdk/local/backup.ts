import { BACKUP_HELP, parseBackupCommand } from './backup/options.ts';
import { takeBackup } from './backup/take-backup.ts';
import { readRelease } from './release.ts';

const MEGABYTE = 1024 * 1024;

/** 0 when the backup is there, 1 when it is not, 2 when the command cannot be understood. */
process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const now = new Date();
    const wish = parseBackupCommand(process.argv.slice(2), now);
    if (wish === 'help') {
      console.log(BACKUP_HELP);
      return 0;
    }
    const { file, bytes, manifest } = await takeBackup({ ...wish, release: await readRelease(), now });
    console.log(
      `${file}: ${(bytes / MEGABYTE).toFixed(1)} MB, ${manifest.files.length} files, as of ${manifest.begunAt}.`,
    );
    console.log(`Back again: npm run restore -- ${file} --data DIR`);
    console.log(
      'Not in it: .env.local, your settings folder, queues (the sweep finds what is due) and logs.',
    );
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
      ? 2
      : 1;
  }
}
