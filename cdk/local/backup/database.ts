import { DatabaseSync } from 'node:sqlite';

/**
 * Copies a database as it stands at one moment, while others may be writing to it.
 *
 * The file alone would not do: what was written last is in the log beside it (`-wal`). SQLite reads both within one
 * transaction, holds no writer up, and writes a single whole file.
 */
export function copyDatabase(from: string, to: string): void {
  const database = new DatabaseSync(from, { readOnly: true });
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
}

/** What SQLite finds wrong with a file; undefined when nothing is. */
export function findDatabaseDamage(path: string): string | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    const [found] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {});
    return found === 'ok' ? undefined : String(found);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    database?.close();
  }
}
