import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * What a stand-in received, one JSON object a line, kept over restarts.
 * Written before the answer is given, as a real system would.
 */
export class Journal<Entry extends object> {
  readonly #descriptor: number;
  #entries: Entry[];
  #isClosed = false;

  constructor(file: string) {
    mkdirSync(dirname(file), { recursive: true });
    this.#entries = existsSync(file) ? readEntries<Entry>(file) : [];
    this.#descriptor = openSync(file, 'a');
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  append(entry: Entry): void {
    writeSync(this.#descriptor, `${JSON.stringify(entry)}\n`);
    this.#entries.push(entry);
  }

  clear(): void {
    ftruncateSync(this.#descriptor);
    this.#entries = [];
  }

  close(): void {
    if (!this.#isClosed) closeSync(this.#descriptor);
    this.#isClosed = true;
  }
}

/** The process may have been killed in the middle of a line: that one is lost, the others are not. */
function readEntries<Entry>(file: string): Entry[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      try {
        const entry: Entry = JSON.parse(line);
        return [entry];
      } catch {
        return [];
      }
    });
}
