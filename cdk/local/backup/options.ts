import { parseArgs } from 'node:util';
import { DEFAULT_DATA_FOLDER } from '../start-options.ts';

export const BACKUP_HELP = `Puts the data folder into one file, also while the system is running on it.

  npm run backup -- [--data DIR] [--to FILE]

  --data DIR   the data folder (${DEFAULT_DATA_FOLDER})
  --to FILE    the file to make (${DEFAULT_DATA_FOLDER}-backups/lead-relay-<time>.tar.gz, beside the data folder)
  --help       this text

  In it are leads, reps' loads, published settings and the keys made here: every lead answered before the backup began.
  Queues are not: what is due stands in the table, and the sweep finds it. Logs and .env.local are not either.
  It holds personal data. Only its owner may read the file; keep it accordingly, and not for longer than the leads.`;

export const RESTORE_HELP = `Makes a data folder of a backup.

  npm run restore -- FILE [--data DIR] [--force]

  --data DIR   the data folder (${DEFAULT_DATA_FOLDER})
  --force      also when something is in it, which is then put aside as DIR.before-<time>
  --help       this text

  Refused while a system runs on the folder, and for a file that is damaged or was made by a later release.`;

export interface BackupWish {
  readonly dataFolder: string;
  readonly to: string;
}

export interface RestoreWish {
  readonly file: string;
  readonly dataFolder: string;
  readonly force: boolean;
}

/** Reads the command line. Throws a sentence that says what is wrong with it. */
export function parseBackupCommand(args: readonly string[], now: Date): BackupWish | 'help' {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { data: text, to: text, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return 'help';
  const dataFolder = values.data ?? DEFAULT_DATA_FOLDER;
  return { dataFolder, to: values.to ?? usualFile(dataFolder, now) };
}

/** Reads the command line. Throws a sentence that says what is wrong with it. */
export function parseRestoreCommand(args: readonly string[]): RestoreWish | 'help' {
  const flag = { type: 'boolean' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { data: { type: 'string' }, force: flag, help: { ...flag, short: 'h' } },
  });
  if (values.help) return 'help';
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw Object.assign(new Error('Name one file: npm run restore -- FILE'), {
      code: 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE',
    });
  return { file, dataFolder: values.data ?? DEFAULT_DATA_FOLDER, force: values.force ?? false };
}

function usualFile(dataFolder: string, now: Date): string {
  const time = now.toISOString().slice(0, 19).replaceAll(':', '-');
  return `${dataFolder.replace(/\/+$/, '')}-backups/lead-relay-${time}Z.tar.gz`;
}
