import { DATA_FORMAT } from '../folder-stamp.ts';
import type { FolderFacts, Facts } from './facts.ts';
import { broken, ok, warning, type Finding } from './finding.ts';

const MEGABYTE = 1024 * 1024;

/** Below it the table engine may fail in the middle of a day. */
const LEAST_FREE_MB = 200;
const COMFORTABLE_FREE_MB = 2_000;

/** A backup is copied, packed, and then there: for a moment three times the data. */
const BACKUP_NEEDS = 3;

export function checkFolder(facts: Facts): readonly Finding[] {
  const { folder } = facts;
  if (!folder.exists)
    return [
      ok(
        'folder',
        `Папки данных ${folder.path} ещё нет: её создаст npm start.`,
        `There is no data folder ${folder.path} yet: npm start makes it.`,
      ),
      checkDisk(folder),
    ];
  return [checkAccess(folder), checkVersion(facts), checkDisk(folder)];
}

function checkAccess({ path, isWritable, isOpenToOthers }: FolderFacts): Finding {
  if (!isWritable)
    return broken(
      'folder',
      `В папку данных ${path} нельзя писать: дайте права этому пользователю.`,
      `The data folder ${path} cannot be written to: give this user the right.`,
    );
  if (isOpenToOthers)
    return warning(
      'folder',
      `Папку данных читают все на этой машине, а в ней персональные данные: chmod 700 ${path}`,
      `Everybody on this machine can read the data folder, and it holds personal data: chmod 700 ${path}`,
    );
  return ok('folder', `Папка данных ${path}.`, `Data folder ${path}.`);
}

function checkVersion({ folder: { stamp, runner }, machine: { release } }: Facts): Finding {
  if (stamp === undefined)
    return ok(
      'version',
      'Папка не помечена: её создал более ранний выпуск, следующий запуск пометит.',
      'The folder says nothing of itself: an earlier release made it; the next start notes it.',
    );
  const { format, madeBy, lastStart } = stamp;
  if (format > DATA_FORMAT)
    return broken(
      'version',
      `Папку сделал более новый выпуск (${lastStart.by}, формат ${format}): запускайте его или восстановите копию.`,
      `A later release made the folder (${lastStart.by}, format ${format}): start that one, or restore a backup.`,
    );
  if (runner !== undefined && lastStart.by !== release)
    return warning(
      'version',
      `Работает ${lastStart.by}, а на диске ${release}: перезапустите, когда удобно.`,
      `${lastStart.by} is running, and ${release} is on the disk: restart when it suits.`,
    );
  return ok(
    'version',
    `Папку создал ${madeBy}, последний запуск: ${lastStart.by}, ${lastStart.at}.`,
    `The folder was made by ${madeBy} and started last by ${lastStart.by} at ${lastStart.at}.`,
  );
}

function checkDisk({ bytes, freeBytes }: FolderFacts): Finding {
  const free = Math.floor(freeBytes / MEGABYTE);
  const size = Math.ceil(bytes / MEGABYTE);
  if (free < LEAST_FREE_MB)
    return broken(
      'disk',
      `На диске ${free} МБ, данных ${size} МБ: освободите место, иначе лиды перестанут сохраняться.`,
      `The disk has ${free} MB left, the data takes ${size} MB: make room, or leads can no longer be kept.`,
    );
  if (free < Math.max(COMFORTABLE_FREE_MB, size * BACKUP_NEEDS))
    return warning(
      'disk',
      `На диске ${free} МБ, данных ${size} МБ: для резервной копии может не хватить.`,
      `The disk has ${free} MB left, the data takes ${size} MB: a backup may not fit.`,
    );
  return ok(
    'disk',
    `Данных ${size} МБ, свободно ${free} МБ.`,
    `The data takes ${size} MB, ${free} MB are free.`,
  );
}
