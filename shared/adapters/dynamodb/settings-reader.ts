import type { Settings, SettingsDocument, SettingsReader } from '#shared/ports/settings.ts';
import type { DynamoDbSettingsArchive } from './settings-archive.ts';

/** A published document is in force everywhere after this long at the latest. */
const FRESH_MS = 5_000;

/**
 * The documents in force, read through a cache that lives as long as the function's environment.
 *
 * One small item says which versions are in force; a document itself is read only when its number has changed,
 * since a version never does.
 */
export class CachedSettingsReader implements SettingsReader {
  readonly #archive: DynamoDbSettingsArchive;
  readonly #now: () => number;
  readonly #versions = new Map<string, Settings[SettingsDocument]>();
  #inForce: Readonly<Partial<Record<SettingsDocument, number>>> = {};
  #checkedAt = Number.NEGATIVE_INFINITY;

  constructor(archive: DynamoDbSettingsArchive, now: () => number = () => performance.now()) {
    this.#archive = archive;
    this.#now = now;
  }

  async current<D extends SettingsDocument>(document: D): Promise<Settings[D]> {
    if (this.#now() - this.#checkedAt > FRESH_MS) {
      this.#inForce = await this.#archive.inForce();
      this.#checkedAt = this.#now();
    }
    const version = this.#inForce[document];
    if (version === undefined) {
      this.#checkedAt = Number.NEGATIVE_INFINITY;
      throw new Error(`no ${document} document has been published yet`);
    }
    const content = await this.content(document, version);
    if (content === undefined)
      throw new Error(`version ${version} of the ${document} document is in force and missing`);
    return content;
  }

  /** One version, in force or not: what a lead was judged by explains it for ever. */
  async content<D extends SettingsDocument>(document: D, version: number): Promise<Settings[D] | undefined> {
    const key = `${document}/${version}`;
    const cached = this.#versions.get(key);
    if (cached !== undefined) return cached as Settings[D];
    const content = await this.#archive.content(document, version);
    if (content !== undefined) this.#versions.set(key, content);
    return content;
  }
}
