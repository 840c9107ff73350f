import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LogBook } from '#cdk/local/records/log-book.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../fixture-runner.ts';

let folder: TemporaryFolder;
beforeEach(async () => (folder = await makeTemporaryFolder()));
afterEach(() => folder.remove());

it('keeps what functions print in a file each', async () => {
  const book = new LogBook(folder.path);
  book.write('one', ['a', 'b']);
  book.write('two', ['c']);
  book.write('one', ['d']);

  await book.close();

  expect(await readFile(join(folder.path, 'one.log'), 'utf8')).toBe('a\nb\nd\n');
  expect(await readFile(join(folder.path, 'two.log'), 'utf8')).toBe('c\n');
});

it('puts a file aside before it grows beyond 20 MB', async () => {
  const line = 'x'.repeat(11 * 1024 * 1024);
  for (const _ of [1, 2, 3]) {
    const book = new LogBook(folder.path);
    book.write('big', [line]);
    await book.close();
  }

  expect((await readFile(join(folder.path, 'big.log.1'))).length).toBe(2 * (line.length + 1));
  expect((await readFile(join(folder.path, 'big.log'))).length).toBe(line.length + 1);
});

it('has the last lines at hand', () => {
  const book = new LogBook(folder.path);
  book.write('one', ['a']);
  book.write('two', ['b', 'c']);

  expect(book.recent('two', 1).map(({ line }) => line)).toEqual(['c']);
  expect(book.recent()).toHaveLength(3);
});
