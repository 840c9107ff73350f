import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file is put aside as `.1` at this size, so one function keeps 40 MB at most. */
const ROTATE_AT_BYTES = 20 * 1024 * 1024;

/** Lines reach the file together, a few times a second. */
const WRITE_EVERY_MS = 250;

/** Latest lines of all functions that stay at hand. */
const RECENT_LINES = 2_000;

export interface LogLine {
  readonly function: string;
  readonly at: string;
  readonly line: string;
}

/** What the functions print: the last lines at hand, all of it in `<folder>/<function>.log`. */
export class LogBook {
  #folder: string;
  #recent: LogLine[] = [];
  #unwritten = new Map<string, string[]>();
  #sizes = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  write(functionName: string, lines: readonly string[]): void {
    const at = new Date().toISOString();
    for (const line of lines) this.#recent.push({ function: functionName, at, line });
    if (this.#recent.length > RECENT_LINES * 2) this.#recent = this.#recent.slice(-RECENT_LINES);
    const waiting = this.#unwritten.get(functionName) ?? [];
    waiting.push(...lines);
    this.#unwritten.set(functionName, waiting);
    this.#timer ??= setTimeout(() => void this.#flush(), WRITE_EVERY_MS);
  }

  recent(functionName?: string, limit = 200): readonly LogLine[] {
    const lines = functionName ? this.#recent.filter((each) => each.function === functionName) : this.#recent;
    return lines.slice(-limit);
  }

  async close(): Promise<void> {
    await this.#flush();
  }

  #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batches = [...this.#unwritten];
    this.#unwritten.clear();
    this.#writing = this.#writing.then(async () => {
      for (const [name, lines] of batches) await this.#append(name, lines);
    });
    return this.#writing;
  }

  async #append(name: string, lines: readonly string[]): Promise<void> {
    const path = join(this.#folder, `${name}.log`);
    const text = `${lines.join('\n')}\n`;
    const size = this.#sizes.get(name) ?? (await this.#sizeOf(path));
    const full = size > ROTATE_AT_BYTES;
    if (full) await rename(path, `${path}.1`);
    await appendFile(path, text);
    this.#sizes.set(name, (full ? 0 : size) + Buffer.byteLength(text));
  }

  /** Asked once for each file, and the moment to see that there is a folder for it. */
  async #sizeOf(path: string): Promise<number> {
    await mkdir(this.#folder, { recursive: true });
    const found = await stat(path).catch(() => undefined);
    return found?.size ?? 0;
  }
}
